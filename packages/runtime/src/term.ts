/**
 * Terms: what formulas become once names are resolved to places in memory. Hash-consed, so equal terms are one
 * object and a kernel computes each once. `reference` defines what every operation means (targets/reference).
 */

/** Rounding to the graph's precision after every `real` operation; `int` is 32 bits; `bool` is a condition. */
export type TermType = 'real' | 'int' | 'bool';

/**
 * Which index of the loop a value is read at: the element itself, its row or column (`pre` and `post` of a
 * synapse), or nothing (`zero`: one value for all).
 */
export type Place = 'element' | 'row' | 'column' | 'zero';

/** Operations every target provides. All others are written in these (compile/expand.ts). */
export const PRIMITIVES = {
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  neg: 1,
  abs: 1,
  sqrt: 1,
  min: 2,
  max: 2,
  floor: 1,
  nearest: 1,
  whole: 1,
  lt: 2,
  le: 2,
  gt: 2,
  ge: 2,
  eq: 2,
  ne: 2,
  and: 2,
  or: 2,
  not: 1,
  select: 3,
  real: 1,
  scale2: 2,
  exponent: 1,
  mantissa: 1,
} as const;
export type Primitive = keyof typeof PRIMITIVES;
/** Operations that are expanded before any target sees them. */
export type Composite =
  | 'exp'
  | 'exp2'
  | 'exprel2'
  | 'decay2'
  | 'log'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'exprel'
  | 'pow'
  | 'mod'
  | 'sign'
  | 'normal'
  | 'ticks';

export interface Term {
  readonly op:
    | Primitive
    | Composite
    | 'const'
    | 'param'
    | 'uniform'
    | 'load'
    | 'index'
    | 'tick'
    | 'rand'
    | 'coin'
    | 'lookup';
  readonly type: TermType;
  /** lookup: what the table is of, and the formula that holds where the table has no row. */
  readonly args: readonly Term[];
  readonly id: number;
  /** const: the number; rand and coin: the draw site; uniform: the slot; lookup: which function of the table. */
  readonly value: number;
  /** param: `node.param`; load: the buffer's name; lookup: the table's. */
  readonly name: string;
  /** load and index: where. */
  readonly place: Place;
  /** Which of these it is or is made of: the bits of HOLDS. */
  readonly holds: number;
}

/** What a question about all parts of a term may ask; so it need not go where there is none. */
export const HOLDS = {
  /** A load of an integer: a count of steps, or its deadline. */
  count: 1,
  /** Any other load. */
  load: 2,
  index: 4,
  tick: 8,
  /** A random number. */
  rand: 16,
  uniform: 32,
  composite: 64,
} as const;

const LEAF_HOLDS: Readonly<Partial<Record<Term['op'], number>>> = {
  index: HOLDS.index,
  tick: HOLDS.tick,
  rand: HOLDS.rand,
  coin: HOLDS.rand,
  uniform: HOLDS.uniform,
};

/** What an operation does with types: `arithmetic` stays whole among whole numbers, `real` makes all of them real. */
type Kind = 'compare' | 'logic' | 'arithmetic' | 'select' | 'real' | 'cast' | 'ticks';
const KINDS: ReadonlyMap<string, Kind> = /* #__PURE__ */ new Map<string, Kind>([
  ...['lt', 'le', 'gt', 'ge', 'eq', 'ne'].map((op): [string, Kind] => [op, 'compare']),
  ...['and', 'or', 'not'].map((op): [string, Kind] => [op, 'logic']),
  ...['add', 'sub', 'neg', 'min', 'max'].map((op): [string, Kind] => [op, 'arithmetic']),
  ['select', 'select'],
  ['real', 'cast'],
  ['ticks', 'ticks'],
]);

const NONE: readonly Term[] = [];

/** Makes terms of one program. Simplifies only where no rounding can change. */
export class Terms {
  /** Leaves by what is theirs alone, a name or a number; few share it. */
  readonly #leaves = new Map<string | number, Term[]>();
  /** All others, by the ids of their arguments: a hash table with a power of two of places. */
  #places: (Term | undefined)[] = new Array<Term | undefined>(2 ** 10).fill(undefined);
  #inPlaces = 0;
  readonly #lookups = new Map<string, Term>();
  #count = 0;

  #leaf(op: Term['op'], type: TermType, value = 0, name = '', place: Place = 'zero'): Term {
    const key = name === '' ? value : name;
    let alike = this.#leaves.get(key);
    if (!alike) this.#leaves.set(key, (alike = []));
    for (let k = 0; k < alike.length; k++) {
      const t = alike[k]!;
      if (t.op === op && t.type === type && t.place === place && t.name === name && Object.is(t.value, value)) return t;
    }
    const holds = op === 'load' ? (type === 'int' ? HOLDS.count : HOLDS.load) : (LEAF_HOLDS[op] ?? 0);
    const term: Term = { op, type, args: NONE, id: this.#count++, value, name, place, holds };
    alike.push(term);
    return term;
  }

  #make(op: Primitive | Composite, type: TermType, args: readonly Term[]): Term {
    const most = this.#places.length - 1;
    let at = hashOf(args) & most;
    for (let t = this.#places[at]; t; t = this.#places[(at = (at + 1) & most)])
      if (t.op === op && t.type === type && sameArgs(t.args, args)) return t;
    let holds = Object.hasOwn(PRIMITIVES, op) ? 0 : HOLDS.composite;
    for (let k = 0; k < args.length; k++) holds |= args[k]!.holds;
    const term: Term = { op, type, args, id: this.#count++, value: 0, name: '', place: 'zero', holds };
    this.#places[at] = term;
    if (++this.#inPlaces * 2 > most) this.#widen();
    return term;
  }

  #widen(): void {
    const all = this.#places;
    const places = new Array<Term | undefined>(4 * all.length).fill(undefined);
    const most = places.length - 1;
    for (const t of all) {
      if (!t) continue;
      let at = hashOf(t.args) & most;
      while (places[at]) at = (at + 1) & most;
      places[at] = t;
    }
    this.#places = places;
  }

  constant(value: number, type: TermType = 'real'): Term {
    return this.#leaf('const', type, value);
  }
  param(name: string): Term {
    return this.#leaf('param', 'real', 0, name);
  }
  uniform(slot: number, type: TermType): Term {
    return this.#leaf('uniform', type, slot);
  }
  load(buffer: string, place: Place, type: TermType = 'real'): Term {
    return this.#leaf('load', type, 0, buffer, place);
  }
  index(place: Place): Term {
    return this.#leaf('index', 'int', 0, '', place);
  }
  /** Tick in the trial. */
  tick(): Term {
    return this.#leaf('tick', 'int');
  }
  /** A uniform number in [0, 1) of its own for each element, tick and presentation; `node` gives the key. */
  rand(node: string, site: number): Term {
    return this.#leaf('rand', 'real', site, node, 'element');
  }
  /**
   * A whole number from 0 to 255, as likely as any other: a byte of a block of Philox that serves four elements in four
   * ticks. Element e reads at tick n byte n mod 4 of word e mod 4; in the place of the tick stands ⌊n / 4⌋.
   */
  coin(node: string, site: number): Term {
    return this.#leaf('coin', 'real', site, node, 'element');
  }
  /**
   * Whether something of chance p happens: (coin + rand) / 256 < p, of which the coin alone mostly decides. All of it is exact,
   * so the chance is that of 32 random bits in single precision. It takes two draw sites.
   */
  chance(node: string, site: number, p: Term): Term {
    const left = this.op('sub', this.op('mul', p, this.constant(256)), this.coin(node, site));
    return this.op('lt', this.rand(node, site + 1), left);
  }

  /** A function that a table has rows for, of `x`; `formula` where it has none. */
  lookup(name: string, value: number, x: Term, formula: Term): Term {
    const key = `${name} ${value} ${x.id} ${formula.id}`;
    const [args, holds] = [[x, formula], x.holds | formula.holds];
    const id = this.#count++;
    const made: Term = { op: 'lookup', type: 'real', args, id, value, name, place: 'zero', holds };
    return this.#lookups.get(key) ?? (this.#lookups.set(key, made), made);
  }

  /** Applies an operation; integers become reals where they meet. */
  op(op: Primitive | Composite, ...args: readonly Term[]): Term {
    return this.apply(op, args);
  }

  /** The same, of arguments in one array, which becomes the term's. */
  apply(op: Primitive | Composite, given: readonly Term[]): Term {
    const kind = KINDS.get(op) ?? 'real';
    const args = this.#promote(kind, given);
    return this.#simpler(op, args[0]!, args[1], args[2]) ?? this.#make(op, typeOf(kind, args), args);
  }

  #promote(kind: Kind, args: readonly Term[]): readonly Term[] {
    if (kind === 'logic' || kind === 'cast' || kind === 'ticks') return args;
    const first = kind === 'select' ? 1 : 0;
    let alike = true,
      whole = true,
      ints = false;
    for (let k = first; k < args.length; k++) {
      const x = args[k]!;
      if (x.type === 'int') ints = true;
      else if (!(x.op === 'const' && Number.isInteger(x.value))) whole = false;
      if (x.type !== args[first]!.type) alike = false;
    }
    if (!ints || (alike && kind !== 'real')) return args;
    if (kind === 'real' || !whole) return args.map((x) => this.real(x));
    return args.map((x) => (x.type === 'real' && x.op === 'const' ? this.constant(x.value, 'int') : x));
  }

  /** The number as a real. */
  real(x: Term): Term {
    if (x.type !== 'int') return x;
    return x.op === 'const' ? this.constant(x.value) : this.#make('real', 'real', [x]);
  }

  #simpler(op: Primitive | Composite, a: Term, b: Term | undefined, c: Term | undefined): Term | undefined {
    switch (op) {
      case 'mul':
        return is(b, 1) ? a : is(a, 1) ? b : this.#scaled(a, b!);
      case 'div':
        return is(b, 1) ? a : undefined;
      case 'sub':
        return is(b, 0) ? a : undefined;
      case 'add':
        // x + -0 is x for every x; x + 0 is not (it turns -0 into 0).
        return is(b, -0) ? a : is(a, -0) ? b : a.type === 'int' && is(b, 0) ? a : undefined;
      case 'neg':
        return a.op === 'neg' ? a.args[0] : a.op === 'const' ? this.constant(-a.value, a.type) : undefined;
      case 'select':
        if (a.op === 'const') return a.value ? b : c;
        return b === c ? b : undefined;
      case 'not':
        return a.op === 'const' ? this.constant(a.value ? 0 : 1, 'bool') : a.op === 'not' ? a.args[0] : undefined;
      case 'and':
        if (a.op === 'const') return a.value ? b : a;
        return b?.op === 'const' ? (b.value ? a : b) : a === b ? a : undefined;
      case 'or':
        if (a.op === 'const') return a.value ? a : b;
        return b?.op === 'const' ? (b.value ? b : a) : a === b ? a : undefined;
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge':
      case 'eq':
      case 'ne':
        return a.op === 'const' && b?.op === 'const'
          ? this.constant(COMPARE[op](a.value, b.value) ? 1 : 0, 'bool')
          : undefined;
      default:
        return undefined;
    }
  }

  /** The product of two constants of which one is a power of two, where it is a normal number in any precision. */
  #scaled(a: Term, b: Term): Term | undefined {
    if (a.op !== 'const' || b.op !== 'const' || a.type !== 'real' || b.type !== 'real') return undefined;
    const size = Math.abs(a.value * b.value);
    const exact = [a, b].some(({ value }) => Math.abs(value) === 2 ** Math.round(Math.log2(Math.abs(value))));
    return exact && size >= 2 ** -125 && size <= 2 ** 127 ? this.constant(a.value * b.value) : undefined;
  }

  /** The term with other arguments; the very same, where none has changed. */
  withArgs(term: Term, args: readonly Term[]): Term {
    if (sameArgs(args, term.args)) return term;
    if (term.op === 'lookup') return this.lookup(term.name, term.value, args[0]!, args[1]!);
    return term.op === 'real' ? this.real(args[0]!) : this.apply(term.op as Primitive, args);
  }

  /**
   * Rebuilds a term with some of its leaves replaced. `by` returns undefined for a leaf that stays. `among`: bits of
   * HOLDS of which every term that is replaced holds one.
   */
  replace(term: Term, by: (leaf: Term) => Term | undefined, done = new Map<Term, Term>(), among = -1): Term {
    if (among !== -1 && (term.holds & among) === 0) return term;
    if (term.args.length === 0) return done.get(term) ?? by(term) ?? term;
    const before = done.get(term);
    if (before) return before;
    const after = by(term) ?? this.#inside(term, by, done, among);
    done.set(term, after);
    return after;
  }

  /** The same of a term's arguments. */
  #inside(term: Term, by: (leaf: Term) => Term | undefined, done: Map<Term, Term>, among: number): Term {
    let changed: Term[] | null = null;
    for (let k = 0; k < term.args.length; k++) {
      const a = term.args[k]!;
      const after = this.replace(a, by, done, among);
      if (after !== a) (changed ??= term.args.slice())[k] = after;
    }
    return changed ? this.withArgs(term, changed) : term;
  }
}

const is = (t: Term | undefined, value: number): boolean => t?.op === 'const' && Object.is(t.value, value);

function typeOf(kind: Kind, args: readonly Term[]): TermType {
  switch (kind) {
    case 'compare':
    case 'logic':
      return 'bool';
    case 'ticks':
      return 'int';
    case 'select':
      return args[1]!.type;
    case 'arithmetic':
      return args[0]!.type;
    default:
      return 'real';
  }
}

/** Of the ids of arguments: products with odd numbers that have many ones, for the sake of the lower bits. */
function hashOf(args: readonly Term[]): number {
  let h = 0;
  for (let k = 0; k < args.length; k++) {
    h = Math.imul(h ^ (args[k]!.id + 1), 0x9e3779b1);
    h ^= h >>> 15;
  }
  return h;
}

function sameArgs(a: readonly Term[], b: readonly Term[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

const COMPARE = {
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
  eq: (a: number, b: number) => a === b,
  ne: (a: number, b: number) => a !== b,
};

/** Is it a random number? */
export const isDraw = (t: Term): boolean => t.op === 'rand' || t.op === 'coin';

/** Visits a term and everything below it once. */
export function visit(term: Term, f: (t: Term) => void, seen = new Set<Term>()): void {
  if (seen.has(term)) return;
  seen.add(term);
  for (let k = 0; k < term.args.length; k++) visit(term.args[k]!, f, seen);
  f(term);
}

/** Is there such a term in it? */
export function some(term: Term, f: (t: Term) => boolean, seen = new Set<Term>()): boolean {
  if (f(term)) return true;
  if (seen.has(term)) return false;
  seen.add(term);
  return term.args.some((a) => some(a, f, seen));
}
