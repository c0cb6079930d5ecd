/**
 * From formulas to terms: every name of a node becomes a place in memory, seen from the loop in which the
 * formula runs. Reductions become kernels of their own that run before.
 */
import type { Expr, NodeDefinition, Problem, Step } from '@neuroloom/core';
import { initOf, integrate, namesIn, NeuroloomError, parse, parseQuantity, print, substitute } from '@neuroloom/core';
import type { Buffer, Fold, Kernel, Loop } from '../program.ts';
import type { Place, Term, Terms } from '../term.ts';
import { numberDraws } from './draw-sites.ts';
import type { Axes } from './axes.ts';
import { factorsOf } from './axes.ts';
import type { End, Instance, Resolved, ResolvedWire } from './resolve.ts';
import { fading } from './settle.ts';
import { heardName } from './waits.ts';

/** How a node's axes are seen from a loop. */
export interface View {
  readonly instance: Instance;
  /** The axis that the loop's element runs over. */
  readonly axis: string;
  readonly places: ReadonlyMap<string, Place>;
  /** Names that mean something else here: what an increment brings. */
  readonly given: ReadonlyMap<string, Term>;
}

/** What a formula of numbers alone comes to. */
interface Computed {
  readonly value: number;
  readonly operations: number;
}

/** Operations among numbers alone from which on they are done here; the host does fewer of them as well, with the params. */
const LONG = 8;

/** What the nodes of one definition share that also have the same formulas as params. */
interface Written {
  readonly params: ReadonlyMap<string, Expr>;
  /** By text. */
  readonly exprs: Map<string, Expr>;
  rules: Rules | null;
}

/** A node's formulas, read and integrated: all that can be said of them without its place in the graph. */
export interface Rules {
  readonly inits: Assignments;
  readonly integrated: Step;
  readonly emits: Assignments;
  readonly ons: readonly (readonly [port: string, rule: Assignments])[];
  /** States that their own flow only multiplies. */
  readonly dying: ReadonlySet<string>;
}
export type Assignments = readonly (readonly [to: string, Expr])[];

export class Scope {
  readonly terms: Terms;
  readonly axes: Axes;
  readonly graph: Resolved;
  readonly buffers = new Map<string, Buffer>();
  /** Nodes whose late signals are read from a copy; see waits.ts. */
  aside: ReadonlySet<string> = new Set();
  readonly #into = new Map<string, ResolvedWire[]>();
  readonly #from = new Map<string, ResolvedWire[]>();
  readonly #written = new Map<Instance, Written>();
  readonly #alike = new Map<NodeDefinition, Map<string, Written>>();
  readonly #names = new Map<Expr, ReadonlySet<string>>();
  /** What formulas of numbers alone come to; null for the others. */
  readonly #numbers = new Map<Expr, Computed | null>();
  /** By text, before any param is put in. */
  readonly #parsed = new Map<string, Expr>();
  readonly #sites = new Map<Expr, number>();
  readonly #foldOf = new Map<Kernel, { readonly text: string; readonly into: string }>();
  #folds = 0;

  constructor(graph: Resolved, axes: Axes, terms: Terms) {
    this.graph = graph;
    this.axes = axes;
    this.terms = terms;
    const put = (map: Map<string, ResolvedWire[]>, { node, port }: End, w: ResolvedWire): void => {
      const key = `${node}.${port}`;
      const there = map.get(key);
      if (there) there.push(w);
      else map.set(key, [w]);
    };
    for (const w of graph.wires) {
      put(this.#into, w.to, w);
      put(this.#from, w.from, w);
    }
  }

  wiresInto(node: string, port: string): readonly ResolvedWire[] {
    return this.#into.get(`${node}.${port}`) ?? [];
  }

  wiresFrom(node: string, port: string): readonly ResolvedWire[] {
    return this.#from.get(`${node}.${port}`) ?? [];
  }

  #writtenOf(instance: Instance): Written {
    let written = this.#written.get(instance);
    if (written) return written;
    const { def, values } = instance;
    const texts = Object.keys(def.params).filter((name) => def.params[name]!.kind === 'formula');
    const key = texts.map((name) => String(values[name])).join('\0');
    let alike = this.#alike.get(def);
    if (!alike) this.#alike.set(def, (alike = new Map<string, Written>()));
    written = alike.get(key);
    if (!written) alike.set(key, (written = { params: formulaParams(instance), exprs: new Map(), rules: null }));
    this.#written.set(instance, written);
    return written;
  }

  /** A formula of a node, with its formula params put in. */
  formula(instance: Instance, text: string): Expr {
    const { exprs, params } = this.#writtenOf(instance);
    let e = exprs.get(text);
    if (!e) {
      let plain = this.#parsed.get(text);
      if (!plain) this.#parsed.set(text, (plain = parse(text)));
      // Always a copy: nodes number their draws by the very parts of their formulas.
      exprs.set(text, (e = substitute(plain, params)));
    }
    return e;
  }

  /** Does a formula of a node read this name? */
  reads(instance: Instance, text: string, name: string): boolean {
    const e = this.formula(instance, text);
    let names = this.#names.get(e);
    if (!names) this.#names.set(e, (names = namesIn(e)));
    return names.has(name);
  }

  /** The rules of a node. */
  rules(instance: Instance): Rules {
    const written = this.#writtenOf(instance);
    return (written.rules ??= this.#rulesOf(instance));
  }

  #rulesOf(n: Instance): Rules {
    const { def } = n;
    const f = (text: string): Expr => this.formula(n, text);
    const all = (texts: Readonly<Record<string, string>>): Assignments =>
      Object.entries(texts).map(([to, text]) => [to, f(text)] as const);
    const inits = Object.entries(def.state).map(([s, d]) => [s, this.#first(n, d.init)] as const);
    const flows = new Map(all(def.flow));
    const integrated = integrate(flows, {
      method: def.method,
      constant: (name) => name === 'dt' || ['quantity', 'count', 'ticks'].includes(def.params[name]?.kind ?? ''),
    });
    const emits = all(def.emit);
    const ons = Object.entries(def.on).map(([port, rule]) => [port, all(rule)] as const);
    numberDraws(this.#sites, [
      ...inits.map(([, e]) => e),
      ...integrated.stages.map((x) => x.value),
      ...integrated.updates.values(),
      ...emits.map(([, e]) => e),
      ...ons.flatMap(([, r]) => r.map(([, e]) => e)),
    ]);
    return { inits, integrated, emits, ons, dying: fading(flows) };
  }

  /** The first value of a state: a formula over params, or a quantity such as `0 1/s`. */
  #first(instance: Instance, init: string | number): Expr {
    const isParam = (name: string): boolean => name === 'dt' || Object.hasOwn(instance.def.params, name);
    return substitute(initOf(String(init), instance.id, isParam), this.#writtenOf(instance).params);
  }

  view(instance: Instance, axis: string, given: ReadonlyMap<string, Term> = new Map()): View {
    return { instance, axis, places: this.#placesFrom(instance, axis, 'element'), given };
  }

  /** The receiving end of a wire, seen from the sender's loop: the port's axis is where the sender's is. */
  receiving(instance: Instance, portAxis: string, place: Place, given: ReadonlyMap<string, Term>): View {
    return { instance, axis: portAxis, places: this.#placesFrom(instance, portAxis, place), given };
  }

  #placesFrom(instance: Instance, axis: string, place: Place): Map<string, Place> {
    const places = new Map<string, Place>([['scalar', 'zero']]);
    if (axis !== 'scalar') places.set(axis, place);
    const of = factorsOf(instance, axis);
    if (of) {
      places.set(of[0], 'row');
      places.set(of[1], 'column');
    }
    return places;
  }

  loop(instance: Instance, axis: string): Loop {
    const a = this.axes.of(instance.id, axis);
    if (a.space) return { over: 'synapses', space: a.space };
    return {
      over: 'axis',
      length: a.length,
      ...(a.name === undefined ? {} : { axis: a.name }),
      ...(a.of ? { columns: a.columns! } : {}),
    };
  }

  /** Lowers a formula. Kernels that must run before (reductions) are added to `before`. */
  lower(e: Expr, view: View, before: Kernel[]): Term {
    const t = this.terms;
    const { instance } = view;
    switch (e.tag) {
      case 'const':
        return t.constant(e.value);
      case 'name':
        return this.#name(e.name, view, before);
      case 'axis':
        if (e.what === 'size') return t.constant(this.axes.of(instance.id, e.axis).length, 'int');
        return t.index(this.#place(view, e.axis, `index(${e.axis})`));
      case 'reduce':
        return this.#reduce(e, view, before);
      case 'rand':
        return t.rand(instance.id, this.#sites.get(e) ?? 0);
      case 'randn': {
        const site = this.#sites.get(e) ?? 0;
        return t.op('normal', t.rand(instance.id, site), t.rand(instance.id, site + 1));
      }
      case 'chance':
        return t.chance(instance.id, this.#sites.get(e) ?? 0, this.lower(e.args[0]!, view, before));
      case 'ticks':
        return t.op('ticks', this.lower(e.args[0]!, view, before));
      default: {
        const known = this.#numberOf(e);
        // A whole number would count as one among whole numbers, and as an exponent.
        if (known && known.operations >= LONG && Number.isFinite(known.value) && !Number.isInteger(known.value))
          return t.constant(known.value);
        const args: Term[] = [];
        for (let k = 0; k < e.args.length; k++) args.push(this.lower(e.args[k]!, view, before));
        return t.apply(e.tag, args);
      }
    }
  }

  /** The value of a formula of numbers and the step alone, in double precision, as the host would compute it. */
  #numberOf(e: Expr): Computed | null {
    if (e.tag === 'const') return { value: e.value, operations: 0 };
    if (e.tag === 'name') return e.name === 'dt' ? { value: this.graph.dt, operations: 0 } : null;
    if (e.tag !== 'add' && e.tag !== 'sub' && e.tag !== 'mul' && e.tag !== 'div') return null;
    let number = this.#numbers.get(e);
    if (number === undefined) this.#numbers.set(e, (number = this.#computed(e.tag, e.args[0]!, e.args[1]!)));
    return number;
  }

  #computed(op: 'add' | 'sub' | 'mul' | 'div', a: Expr, b: Expr): Computed | null {
    const p = this.#numberOf(a);
    const q = p && this.#numberOf(b);
    if (!p || !q) return null;
    const x = p.value,
      y = q.value;
    const value = op === 'add' ? x + y : op === 'sub' ? x - y : op === 'mul' ? x * y : x / y;
    return { value, operations: 1 + p.operations + q.operations };
  }

  #place(view: View, axis: string, what: string): Place {
    const place = view.places.get(axis);
    if (place === undefined) {
      this.fail(
        view.instance,
        `${what} lives on '${axis}', which cannot be seen from a rule on '${view.axis}'`,
        'reduce it over its axis, for example with sum(…)',
      );
    }
    return place;
  }

  fail(instance: Instance, what: string, remedy?: string): never {
    const p: Problem = {
      where: `${instance.id} (${instance.def.type})`,
      what,
      node: instance.id,
      ...(remedy ? { remedy } : {}),
    };
    throw new NeuroloomError(p);
  }

  #name(name: string, view: View, before: Kernel[]): Term {
    const t = this.terms;
    const { instance } = view;
    const { def, id, values } = instance;
    const given = view.given.get(name);
    if (given) return given;
    const state = def.state[name];
    if (state)
      return t.load(`${id}.${name}`, this.#place(view, state.axis, name), state.kind === 'steps' ? 'int' : 'real');
    const p = def.params[name];
    if (p?.kind === 'quantity') return t.param(`${id}.${name}`);
    if (p?.kind === 'count' || p?.kind === 'ticks') return t.constant(Number(values[name]), 'int');
    if (name === 'dt') return t.constant(this.graph.dt);
    if (name === 't') return t.op('mul', t.real(t.tick()), t.constant(this.graph.dt));
    if (def.inputs[name]) return this.input(name, view, before);
    return this.fail(instance, `unknown name ${name}`);
  }

  /** What stands on an input port now. */
  input(port: string, view: View, before: Kernel[]): Term {
    const t = this.terms;
    const { instance } = view;
    const def = instance.def.inputs[port]!;
    const wire = this.wiresInto(instance.id, port)[0];
    if (!wire) {
      if (def.default === undefined)
        this.fail(
          instance,
          `input ${port} is not wired and has no default`,
          `wire something to ${instance.id}.${port}`,
        );
      const q = parseQuantity(def.default);
      return t.constant('error' in q ? 0 : q.value);
    }
    const place = this.#place(view, def.axis, port);
    if (wire.from.plane === 'stream') return t.load(`${instance.id}.${port}`, place);
    const source = this.graph.nodes.get(wire.from.node)!;
    const axis = wire.from.def.axis;
    if (wire.from.def.kind === 'signal')
      return t.load(heardName(source, wire.from.port, this.aside), axis === 'scalar' ? 'zero' : place);
    // Weights and masks are read where they are: the sender's formula, seen from here.
    const text = source.def.emit[wire.from.port] ?? wire.from.port;
    return this.lower(this.formula(source, text), this.receiving(source, axis, place, new Map()), before);
  }

  #reduce(e: Extract<Expr, { tag: 'reduce' }>, view: View, before: Kernel[]): Term {
    const t = this.terms;
    const { instance } = view;
    const inner = this.#reducedAxis(e, view);
    const whole = this.view(instance, inner);
    const of = factorsOf(instance, inner);
    const place: Fold['place'] = of && e.axis === of[0] ? 'column' : of && e.axis === of[1] ? 'row' : 'zero';
    const left = place === 'column' ? of![1] : place === 'row' ? of![0] : 'scalar';
    const { length, name: axis } = this.axes.of(instance.id, left);
    const folded = this.axes.of(instance.id, e.axis ?? inner).length;
    // The same reduction twice in one rule is one reduction.
    const text = `${instance.id}|${inner}|${print(e)}`;
    const made = before.find((k) => this.#foldOf.get(k)?.text === text);
    const into = made ? this.#foldOf.get(made)!.into : `$${instance.id}.${e.op}${this.#folds++}`;
    const result = t.load(into, left === 'scalar' ? 'zero' : this.#place(view, left, `${e.op}(…)`));
    const done = e.op === 'mean' ? t.op('div', result, t.constant(folded)) : result;
    if (made) return done;
    this.buffers.set(into, { name: into, type: 'real', length, keep: false, ...(axis === undefined ? {} : { axis }) });
    let value = this.lower(e.args[0]!, whole, before);
    if (e.op === 'count') value = t.op('select', value, t.constant(1), t.constant(0));
    const op = e.op === 'mean' || e.op === 'count' ? 'sum' : e.op;
    const q = e.op === 'quantile' ? { q: this.lower(e.args[1]!, whole, before) } : {};
    const kernel: Kernel = {
      name: `${instance.id} ${e.op}`,
      loop: this.loop(instance, inner),
      body: { stores: [], emits: [], folds: [{ op, into, place, value: t.real(value), ...q }] },
    };
    this.#foldOf.set(kernel, { text, into });
    before.push(kernel);
    return done;
  }

  /** The axis that a reduction's argument runs over: a product that contains the named axis when it needs one. */
  #reducedAxis(e: Extract<Expr, { tag: 'reduce' }>, view: View): string {
    const { instance } = view;
    const used = new Set<string>();
    const walk = (x: Expr): void => {
      if (x.tag === 'name') {
        const axis = instance.def.state[x.name]?.axis ?? instance.def.inputs[x.name]?.axis;
        if (axis) used.add(axis);
      } else if (x.tag === 'axis') used.add(x.axis);
      else if (x.tag === 'reduce' && x.axis !== null) {
        // Of a product, a reduction over one factor leaves the other.
        const of = factorsOf(instance, this.#reducedAxis(x, view));
        for (const left of of?.filter((f) => f !== x.axis) ?? []) used.add(left);
      } else if (x.tag !== 'const') x.args.forEach(walk);
    };
    e.args.forEach(walk);
    const products = [...new Set([...Object.keys(instance.def.axes), 'synapse'])].filter((a) => factorsOf(instance, a));
    const covering = products.filter((a) => used.has(a) || factorsOf(instance, a)!.every((f) => used.has(f)));
    for (const a of covering) if (e.axis === null || a === e.axis || factorsOf(instance, a)!.includes(e.axis)) return a;
    return e.axis ?? [...used][0] ?? view.axis;
  }
}

/** Formula params of a node, to be put in where its formulas name them. */
export function formulaParams(instance: Instance): ReadonlyMap<string, Expr> {
  const def: NodeDefinition = instance.def;
  const by = new Map<string, Expr>();
  for (const [name, p] of Object.entries(def.params)) {
    if (p.kind === 'formula') by.set(name, parse(String(instance.values[name] ?? p.default)));
  }
  return by;
}
