/** The params of one node against their definitions: known names, right types and units, values within their bounds. */
import type { Problem } from '../errors.ts';
import { tryParse } from '../formula/parse.ts';
import type { Definition } from '../node/library.ts';
import type { ParamDef, ParamValue, QuantityParam } from '../node/param.ts';
import { TIME } from '../units/dimension.ts';
import { parseQuantity, quantityOf } from '../units/quantity.ts';
import { own, show } from './limits.ts';
import { didYouMean } from './suggest.ts';

type Params = Readonly<Record<string, ParamValue>>;

/** Every fault; places are `params.<name>`. */
export function checkParams(definition: Definition, params: Params): readonly Problem[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const param = own(definition.params, name);
    const where = `params.${name}`;
    if (!param) {
      const known = Object.keys(definition.params);
      return [{ where, what: `'${definition.type}' has no param '${name}'`, ...didYouMean(name, known) }];
    }
    const fault = faultOf(param, value);
    return fault === undefined ? [] : [typeof fault === 'string' ? { where, what: fault } : { ...fault, where }];
  });
}

function faultOf(param: ParamDef, value: ParamValue): string | Problem | undefined {
  const expected = (what: string): string => `expected ${what}, got ${show(value)}`;
  switch (param.kind) {
    case 'quantity':
      return quantityFault(param, value);
    case 'count':
      if (!Number.isInteger(value)) return expected('a whole number');
      return bounds(Number(value), param.min ?? 0, param.max, String(value));
    case 'ticks': {
      if (typeof value === 'number') {
        return Number.isInteger(value)
          ? bounds(value, param.min ?? 0, undefined, `${value} ticks`)
          : expected('whole ticks or a time');
      }
      const ms = quantityOf(value, TIME);
      return typeof ms === 'number' ? bounds(ms, 0, undefined, String(value)) : ms.error;
    }
    case 'choice':
      if (param.options.some((option) => option === value)) return undefined;
      return expected(`one of ${param.options.map((option) => `'${option}'`).join(', ')}`);
    case 'flag':
      return typeof value === 'boolean' ? undefined : expected('true or false');
    case 'text':
      return typeof value === 'string' ? undefined : expected('a text');
    case 'formula': {
      if (typeof value === 'boolean') return expected('a formula');
      const parsed = tryParse(String(value));
      return 'problem' in parsed ? parsed.problem : undefined;
    }
  }
}

function quantityFault(param: QuantityParam, value: ParamValue): string | undefined {
  const standard = parseQuantity(param.default);
  if ('error' in standard) return undefined; // the definition's own fault
  const read = param.free ? parseQuantity(value) : quantityOf(value, standard.dim);
  if (typeof read === 'object' && 'error' in read) return read.error;
  const number = typeof read === 'number' ? read : read.value;
  const bound = (text: QuantityParam['min']): number | undefined => {
    const limit = text === undefined ? undefined : quantityOf(text, standard.dim);
    return typeof limit === 'number' ? limit : undefined;
  };
  const [low, high] = [bound(param.min), bound(param.max)];
  if (low !== undefined && number < low) return `${show(value)} is less than the smallest value, ${param.min}`;
  if (high !== undefined && number > high) return `${show(value)} is more than the largest value, ${param.max}`;
  return undefined;
}

function bounds(value: number, min: number, max: number | undefined, shown: string): string | undefined {
  if (value < min) return `${shown} is less than the smallest value, ${min}`;
  if (max !== undefined && value > max) return `${shown} is more than the largest value, ${max}`;
  return undefined;
}
