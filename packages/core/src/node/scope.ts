/** What the names in a node's formulas are: their units, types and axes, for the params of one node. */
import type { Problem } from '../errors.ts';
import { NeuroloomError } from '../errors.ts';
import type { Known, Names } from '../formula/check.ts';
import { check } from '../formula/check.ts';
import type { Expr } from '../formula/expr.ts';
import { namesIn, num } from '../formula/expr.ts';
import { nearestFirst } from '../formula/nearest.ts';
import { parse, tryParse } from '../formula/parse.ts';
import type { Dim } from '../units/dimension.ts';
import { ONE, sameDim, TIME } from '../units/dimension.ts';
import { parseQuantity } from '../units/quantity.ts';
import { parseUnit, UNITS } from '../units/unit.ts';
import type { Axes, Seen } from './axes.ts';
import { axesOf, axisOf, SCALAR } from './axes.ts';
import type { NodeDefinition } from './define.ts';
import type { ParamValue } from './param.ts';
import type { PortDef } from './port.ts';
import type { ResolvedParams } from './resolve-params.ts';
import { isSpread, resolveParams } from './resolve-params.ts';

/** What a formula may read beside params and dt. */
export interface Place {
  readonly inputs: boolean;
  readonly states: boolean;
  readonly time: boolean;
  /** The input whose arrival this is; its name is what arrived. */
  readonly own: string | undefined;
}
const FIRST: Place = { inputs: false, states: false, time: false, own: undefined };

/** A formula with its text and where it stands. */
export interface Written {
  readonly expr: Expr;
  readonly source: string;
  readonly where: string;
}

/** Thrown where a formula reads something whose own fault has been told already. */
export class Unsettled extends Error {
  override readonly name = 'Unsettled';
}

export class NodeScope {
  readonly def: NodeDefinition;
  readonly axes: Axes;
  readonly params: ResolvedParams;
  readonly #dims = new Map<string, Dim | 'unsettled'>();
  readonly #formulas = new Map<string, Written>();

  constructor(def: NodeDefinition, given: Readonly<Record<string, ParamValue>>) {
    this.def = def;
    this.axes = axesOf(def);
    this.params = resolveParams(def, given);
  }

  get problems(): readonly Problem[] {
    return this.params.problems;
  }

  where(part: string): string {
    return `${this.def.type} › ${part}`;
  }

  /** The first value of a state: a number, a quantity, or a formula over params. */
  init(state: string): Written & { readonly place: Place } {
    const { init } = this.def.state[state]!;
    const where = this.where(`state.${state}`);
    if (typeof init === 'number') return { expr: num(init), source: String(init), where, place: FIRST };
    return { expr: initOf(init, where, (name) => this.#isParam(name)), source: init, where, place: FIRST };
  }

  dimOfState(state: string): Dim {
    if (this.def.state[state]!.kind === 'steps') return ONE;
    return this.#once(`state ${state}`, () => {
      const { expr, source, where, place } = this.init(state);
      const is = check(expr, this.names(place), source, where);
      if (is.type === 'bool')
        throw new NeuroloomError({
          where,
          what: 'a state holds a number, not a truth value',
          remedy: 'write c ? 1 : 0',
          source,
          at: expr.at,
        });
      return is.dim;
    });
  }

  /** The dimension of what passes a port; undefined for events. */
  dimOfPort(port: PortDef, part: string): Dim | undefined {
    const { unit } = port;
    if (unit === undefined) return undefined;
    return this.#once(part, () => {
      const where = this.where(part);
      const named = this.#dimOfName(unit);
      const read = parseUnit(unit);
      if ('unknown' in read) {
        if (named) return named;
        const candidates = [...Object.keys(this.def.params), ...Object.keys(this.def.state), ...Object.keys(UNITS)];
        const near = nearestFirst(read.unknown, candidates, 4).join(', ');
        throw new NeuroloomError({
          where,
          what: `'${unit.slice(0, 40)}' is neither a unit nor a param or state`,
          remedy: `did you mean one of ${near}?`,
        });
      }
      if (named && !sameDim(named, read.dim)) {
        throw new NeuroloomError({
          where,
          what: `'${unit}' is a unit and also a name of this node, and they differ`,
          remedy: `rename ${unit}`,
        });
      }
      return read.dim;
    });
  }

  names(place: Place): Names {
    const { def } = this;
    return {
      lookup: (name) => this.#lookup(name, place),
      names: () => [
        ...Object.entries(def.params)
          .filter(([, p]) => p.kind !== 'choice' && p.kind !== 'text')
          .map(([name]) => name),
        ...(place.states ? Object.keys(def.state) : []),
        ...Object.keys(def.inputs).filter((name) => this.#readable(name, place)),
        'dt',
        ...(place.time ? ['t'] : []),
      ],
    };
  }

  seen(place: Place, { source, where }: Pick<Written, 'source' | 'where'>): Seen {
    const { def } = this;
    const find = (name: string): string | undefined => {
      if (Object.hasOwn(def.state, name)) return def.state[name]!.axis;
      if (Object.hasOwn(def.inputs, name)) return def.inputs[name]!.axis;
      if (!Object.hasOwn(def.params, name) || def.params[name]!.kind !== 'formula') return SCALAR;
      const f = this.#formula(name);
      return axisOf(f.expr, this.seen(place, f));
    };
    return { axes: this.axes, axisOf: find, source, where };
  }

  /** Whether a name keeps its value while nobody changes a param. */
  isConstant(name: string): boolean {
    const kind = Object.hasOwn(this.def.params, name) ? this.def.params[name]!.kind : undefined;
    return name === 'dt' || kind === 'quantity' || kind === 'count' || kind === 'ticks' || kind === 'flag';
  }

  /** A formula with the formula params put in, each at the place of its name. */
  inlined(e: Expr): Expr {
    if (e.tag === 'name') {
      const isFormula = Object.hasOwn(this.def.params, e.name) && this.def.params[e.name]!.kind === 'formula';
      return isFormula ? placed(this.#formula(e.name).expr, e.at) : e;
    }
    return e.tag === 'const' || e.tag === 'axis' ? e : { ...e, args: e.args.map((a) => this.inlined(a)) };
  }

  #lookup(name: string, place: Place): (Known & { readonly zero?: boolean }) | undefined {
    const { def, params } = this;
    if (name === 'dt' || (name === 't' && place.time)) return { dim: TIME, type: 'real' };
    if (Object.hasOwn(def.params, name)) {
      switch (def.params[name]!.kind) {
        case 'quantity':
          return { dim: params.dims[name]!, type: 'real', zero: params.zeros.has(name) };
        case 'count':
          return { dim: ONE, type: 'int' };
        case 'ticks':
          return isSpread(def.params[name], params.values[name]) ? undefined : { dim: ONE, type: 'int' };
        case 'flag':
          return { dim: ONE, type: 'bool' };
        case 'formula': {
          const f = this.#formula(name);
          return check(f.expr, this.#withoutFormulas(place), f.source, f.where);
        }
        default:
          return undefined;
      }
    }
    if (place.states && Object.hasOwn(def.state, name)) {
      return { dim: this.dimOfState(name), type: def.state[name]!.kind === 'steps' ? 'int' : 'real' };
    }
    if (!Object.hasOwn(def.inputs, name) || !this.#readable(name, place)) return undefined;
    return { dim: this.dimOfPort(def.inputs[name]!, `inputs.${name}`) ?? ONE, type: 'real' };
  }

  /** A formula param is put in as it stands, so it cannot itself be written with formula params. */
  #withoutFormulas(place: Place): Names {
    const isFormula = (name: string): boolean =>
      Object.hasOwn(this.def.params, name) && this.def.params[name]!.kind === 'formula';
    const all = this.names(place);
    return {
      lookup: (name) => (isFormula(name) ? undefined : all.lookup(name)),
      names: () => [...all.names()].filter((n) => !isFormula(n)),
    };
  }

  #readable(input: string, place: Place): boolean {
    const { kind } = this.def.inputs[input]!;
    return input === place.own || (place.inputs && (kind === 'signal' || kind === 'weights' || kind === 'mask'));
  }

  #isParam(name: string): boolean {
    return name === 'dt' || Object.hasOwn(this.def.params, name);
  }

  #dimOfName(name: string): Dim | undefined {
    if (Object.hasOwn(this.def.state, name)) return this.dimOfState(name);
    return Object.hasOwn(this.def.params, name) ? this.#lookup(name, FIRST)?.dim : undefined;
  }

  #formula(name: string): Written {
    const known = this.#formulas.get(name);
    if (known) return known;
    const source = String(this.params.values[name]);
    const where = this.where(`params.${name}`);
    const formula = { expr: parse(source, where), source, where };
    this.#formulas.set(name, formula);
    return formula;
  }

  /** A dimension that cannot be settled says so once; whoever asks again is only told that it is unsettled. */
  #once(key: string, settle: () => Dim): Dim {
    const known = this.#dims.get(key);
    if (known === 'unsettled') throw new Unsettled();
    if (known) return known;
    this.#dims.set(key, 'unsettled');
    const dim = settle();
    this.#dims.set(key, dim);
    return dim;
  }
}

/** The first value of a state as a formula. `5 uS/cm^2` is a quantity where none of its words is a name of the node. */
export function initOf(text: string, where: string, isName: (name: string) => boolean): Expr {
  const read = tryParse(text, where);
  if ('expr' in read && [...namesIn(read.expr)].every(isName)) return read.expr;
  const q = parseQuantity(text);
  if (!('error' in q) && !('expr' in read && [...namesIn(read.expr)].some(isName))) return num(q.value, q.dim);
  return parse(text, where);
}

function placed(e: Expr, at: number): Expr {
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return { ...e, at };
  return { ...e, at, args: e.args.map((a) => placed(a, at)) };
}
