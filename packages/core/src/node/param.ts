/** Params: the constants of a node that a person may set. Builders return plain data, so a graph file can carry them too. */
import type { Quantity } from '../units/quantity.ts';

/** A number with a unit. Its dimension is the default's, or, with `free`, that of the value it is given. Changing it never recompiles. */
export interface QuantityParam {
  readonly kind: 'quantity';
  readonly default: Quantity;
  readonly doc: string;
  readonly min?: Quantity;
  readonly max?: Quantity;
  /** The value may have any dimension (weights and their bounds take the unit of the synapse). */
  readonly free?: boolean;
}
/** A whole number that gives something its size; changing it recompiles. */
export interface CountParam {
  readonly kind: 'count';
  readonly default: number;
  readonly doc: string;
  readonly min?: number;
  readonly max?: number;
}
/** Ticks, written as a whole number or as a time that is rounded to the graph's dt; changing it recompiles. */
export interface TicksParam {
  readonly kind: 'ticks';
  readonly default: number | Quantity;
  readonly doc: string;
  readonly min?: number;
  /** An axis: the value may also be a formula that gives each of its elements a time of its own, such as `1 ms + 4 ms * rand()`. */
  readonly each?: string;
}
/** One of a few words. */
export interface ChoiceParam {
  readonly kind: 'choice';
  readonly default: string;
  readonly options: readonly string[];
  readonly doc: string;
}
export interface FlagParam {
  readonly kind: 'flag';
  readonly default: boolean;
  readonly doc: string;
}
/** Free text: a data set's name, a label. */
export interface TextParam {
  readonly kind: 'text';
  readonly default: string;
  readonly doc: string;
  /** It names a file of one of these kinds, as endings with commas between: '.csv,.npy'. */
  readonly file?: string;
}
/** A formula that takes its place wherever the node's own formulas name it, such as the first value of a weight: `0.3 * rand()`. */
export interface FormulaParam {
  readonly kind: 'formula';
  readonly default: string;
  readonly doc: string;
}
export type ParamDef = QuantityParam | CountParam | TicksParam | ChoiceParam | FlagParam | TextParam | FormulaParam;
export type ParamValue = number | string | boolean;

export const param = (
  value: Quantity,
  doc: string,
  options: { min?: Quantity; max?: Quantity; free?: boolean } = {},
): QuantityParam => ({ kind: 'quantity', default: value, doc, ...options });
export const count = (value: number, doc: string, options: { min?: number; max?: number } = {}): CountParam => ({
  kind: 'count',
  default: value,
  doc,
  ...options,
});
export const delay = (
  value: number | Quantity,
  doc: string,
  options: { min?: number; each?: string } = {},
): TicksParam => ({
  kind: 'ticks',
  default: value,
  doc,
  ...options,
});
export const choice = <const O extends readonly string[]>(value: O[number], options: O, doc: string): ChoiceParam => ({
  kind: 'choice',
  default: value,
  options,
  doc,
});
export const flag = (value: boolean, doc: string): FlagParam => ({ kind: 'flag', default: value, doc });
export const text = (value: string, doc: string, more: { file?: string } = {}): TextParam => ({
  kind: 'text',
  default: value,
  doc,
  ...more,
});
export const formula = (value: string, doc: string): FormulaParam => ({ kind: 'formula', default: value, doc });
