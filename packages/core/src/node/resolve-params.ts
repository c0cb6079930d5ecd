/** Params as a person gives them become values in the coherent system; what cannot be is told, param by param. */
import type { Problem } from '../errors.ts';
import { nearestFirst } from '../formula/nearest.ts';
import { tryParse } from '../formula/parse.ts';
import type { Dim } from '../units/dimension.ts';
import { isOne, ONE, sameDim, TIME } from '../units/dimension.ts';
import { formatQuantity, parseQuantity } from '../units/quantity.ts';
import { unitOf } from '../units/unit.ts';
import type { CountParam, ParamDef, ParamValue, QuantityParam, TicksParam } from './param.ts';

export interface ResolvedParams {
  /**
   * Quantities in the coherent system, counts, ticks, words and flags; formulas, also those of ticks, as text. What is wrong has its
   * default. Ticks that are given as a time are counted in steps of dt, and absent while dt is not known.
   */
  readonly values: Readonly<Record<string, ParamValue>>;
  /** Dimensions of quantities; a free one has that of its value. */
  readonly dims: Readonly<Record<string, Dim>>;
  /** Params whose value is a bare 0 of a free unit: it fits every unit. */
  readonly zeros: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Resolves the params of a definition for one node of a graph; `dt` is the graph's step in ms. */
export function resolveParams(
  def: { readonly type: string; readonly params: Readonly<Record<string, ParamDef>> },
  given: Readonly<Record<string, ParamValue>> = {},
  dt?: number,
): ResolvedParams {
  const values: Record<string, ParamValue> = {};
  const dims: Record<string, Dim> = {};
  const zeros = new Set<string>();
  const problems: Problem[] = [];
  const tell =
    (name: string): Tell =>
    (what, remedy) => {
      const where = `${def.type} › params.${name}`;
      problems.push(typeof what === 'string' ? { where, what, ...(remedy ? { remedy } : {}) } : { ...what, where });
    };
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(def.params, name)) continue;
    const names = nearestFirst(name, Object.keys(def.params)).join(', ');
    tell(name.slice(0, 80))('there is no such param', names ? `params here: ${names}` : 'it has no params');
  }
  for (const [name, p] of Object.entries(def.params)) {
    const value = Object.hasOwn(given, name) ? given[name]! : p.default;
    const result = valueOf(p, value, tell(name), dt);
    if (p.kind === 'quantity') {
      const q = parseQuantity(p.free ? value : p.default);
      dims[name] = 'error' in q ? dimOfDefault(p) : q.dim;
      if (p.free && result === 0 && isOne(dims[name])) zeros.add(name);
    } else if (p.kind === 'count' || p.kind === 'ticks') dims[name] = ONE;
    if (result !== undefined) values[name] = result;
  }
  return { values, dims, zeros, problems };
}

const dimOfDefault = (p: QuantityParam): Dim => {
  const q = parseQuantity(p.default);
  return 'error' in q ? ONE : q.dim;
};

type Tell = (what: string | Problem, remedy?: string) => void;

function valueOf(p: ParamDef, given: ParamValue, tell: Tell, dt: number | undefined): ParamValue | undefined {
  switch (p.kind) {
    case 'quantity':
      return quantity(p, given, tell) ?? (given === p.default ? 0 : (quantity(p, p.default, () => {}) ?? 0));
    case 'count':
      return whole(p, given, tell) ?? p.default;
    case 'ticks':
      return ticks(p, given, tell, dt) ?? (given === p.default ? undefined : ticks(p, p.default, () => {}, dt));
    case 'choice':
      if (typeof given === 'string' && p.options.includes(given)) return given;
      tell(`expected one of ${p.options.join(', ')}, got ${shown(given)}`);
      return p.default;
    case 'flag':
      if (typeof given === 'boolean') return given;
      tell(`expected true or false, got ${shown(given)}`);
      return p.default;
    case 'text':
      if (typeof given === 'string') return given;
      tell(`expected a text, got ${shown(given)}`);
      return p.default;
    case 'formula': {
      if (typeof given === 'number' && Number.isFinite(given)) return String(given);
      if (typeof given !== 'string') {
        tell(`expected a formula as text, got ${shown(given)}`);
        return p.default;
      }
      const read = tryParse(given);
      if ('expr' in read) return given;
      tell(read.problem);
      return p.default;
    }
  }
}

function quantity(p: QuantityParam, given: ParamValue, tell: Tell): number | undefined {
  const q = parseQuantity(given);
  if ('error' in q) return void tell(q.error);
  const dim = p.free ? q.dim : dimOfDefault(p);
  const bareZero = q.value === 0 && isOne(q.dim);
  if (!bareZero && !sameDim(q.dim, dim)) {
    const unit = unitOf(dim);
    return void tell(
      `expected ${unit === '1' ? 'a plain number' : unit}, got ${shown(given)}`,
      isOne(q.dim) ? `write the unit too: ${shown(given)} ${unit}` : undefined,
    );
  }
  return within(p, q.value, dim, given, tell);
}

/** Bounds of a free param hold for values of their own unit; a bound of bare 0 for all. */
function within(p: QuantityParam, value: number, dim: Dim, given: ParamValue, tell: Tell): number | undefined {
  for (const side of ['min', 'max'] as const) {
    const text = p[side];
    const bound = text === undefined ? undefined : parseQuantity(text);
    if (!bound || 'error' in bound || !(sameDim(bound.dim, dim) || (bound.value === 0 && isOne(bound.dim)))) continue;
    if (side === 'min' ? value < bound.value : value > bound.value) {
      return void tell(
        `must be at ${side === 'min' ? 'least' : 'most'} ${formatQuantity(bound.value, dim)}, got ${shown(given)}`,
      );
    }
  }
  return value;
}

function whole(p: CountParam, given: ParamValue, tell: Tell): number | undefined {
  const q = parseQuantity(given);
  if ('error' in q || !isOne(q.dim) || !Number.isSafeInteger(q.value))
    return void tell(`expected a whole number, got ${shown(given)}`);
  if (p.min !== undefined && q.value < p.min) return void tell(`must be at least ${p.min}, got ${q.value}`);
  if (q.value < 0) return void tell(`must not be negative, got ${q.value}`);
  if (p.max !== undefined && q.value > p.max) return void tell(`must be at most ${p.max}, got ${q.value}`);
  return q.value;
}

/** Is the value a formula that gives every element its own, rather than one for all? */
export const isSpread = (p: ParamDef | undefined, given: ParamValue | undefined): given is string =>
  p?.kind === 'ticks' && p.each !== undefined && typeof given === 'string' && 'error' in parseQuantity(given);

function ticks(p: TicksParam, given: ParamValue, tell: Tell, dt: number | undefined): number | string | undefined {
  const q = parseQuantity(given);
  if (isSpread(p, given)) {
    const read = tryParse(given);
    return 'expr' in read ? given : void tell(read.problem);
  }
  if ('error' in q) return void tell(q.error, 'write ticks such as 1, or a time such as 1.5 ms');
  const isTime = sameDim(q.dim, TIME);
  if (!isTime && (!isOne(q.dim) || !Number.isSafeInteger(q.value))) {
    return void tell(`expected a whole number of ticks or a time, got ${shown(given)}`);
  }
  if (q.value < 0) return void tell(`must not be negative, got ${shown(given)}`);
  if (isTime && dt === undefined) return undefined;
  const n = isTime ? Math.round(q.value / dt!) : q.value;
  if (isTime && n === 0 && q.value > 0)
    return void tell(`${shown(given)} is shorter than half a step of ${dt} ms`, 'give at least one step, or 0');
  return n < (p.min ?? 0)
    ? void tell(`must be at least ${p.min} ticks, got ${shown(given)}${isTime ? `, which is ${n}` : ''}`)
    : n;
}

function shown(given: unknown): string {
  if (typeof given === 'string') return `'${given.length > 40 ? `${given.slice(0, 40)}…` : given}'`;
  return given === null || typeof given !== 'object' ? String(given) : 'an object';
}
