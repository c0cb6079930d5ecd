/** Numbers with units, as people write them: `'20 ms'`, `'5e-9 S'`, `3`. */
import type { Dim } from './dimension.ts';
import { ONE, sameDim } from './dimension.ts';
import type { UnitText } from './unit.ts';
import { parseUnit, unitOf } from './unit.ts';

/** What a definition or a graph file may say where a number is wanted. A misspelt unit does not compile. */
export type Quantity = number | `${number} ${UnitText}`;

/** A value in the coherent system (ms, mV, nA, µm, amol). */
export interface Value {
  readonly value: number;
  readonly dim: Dim;
}

const SHAPE = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*?)\s*$/u;

/** Parses a quantity; the failure is a sentence without a place, which the caller knows. */
export function parseQuantity(text: unknown): Value | { readonly error: string } {
  if (typeof text === 'number') {
    return Number.isFinite(text) ? { value: text, dim: ONE } : { error: `${text} is not a finite number` };
  }
  if (typeof text !== 'string') return { error: `expected a number or a text such as '20 ms', got ${typeof text}` };
  const match = SHAPE.exec(text.slice(0, 80));
  if (!match)
    return { error: `cannot read '${text.slice(0, 40)}' as a quantity; write a number and a unit, such as '20 ms'` };
  const number = Number(match[1]);
  if (!Number.isFinite(number)) return { error: `${match[1]} is not a finite number` };
  if (!match[2]) return { value: number, dim: ONE };
  const unit = parseUnit(match[2]);
  if ('unknown' in unit) return { error: `unknown unit '${unit.unknown}' in '${text.slice(0, 40)}'` };
  return { value: number * unit.factor, dim: unit.dim };
}

/** Parses a quantity that must have a given dimension. */
export function quantityOf(text: unknown, dim: Dim): number | { readonly error: string } {
  const q = parseQuantity(text);
  if ('error' in q) return q;
  if (sameDim(q.dim, dim)) return q.value;
  return { error: `expected ${unitOf(dim)}, got ${unitOf(q.dim)} in '${String(text)}'` };
}

/** Writes a coherent value with a unit: `formatQuantity(0.02, TIME, 'µs')` is `'20 µs'`. */
export function formatQuantity(value: number, dim: Dim, unit: string = unitOf(dim)): string {
  const u = parseUnit(unit);
  const factor = 'unknown' in u ? 1 : u.factor;
  const digits = Number((value / factor).toPrecision(9));
  return unit === '1' ? String(digits) : `${digits} ${unit}`;
}
