/**
 * The inspector's fields, derived from a definition's params: nothing here knows any particular node. A
 * field reads text with units, says in one sentence what is wrong with it, and offers the same value in
 * other units.
 */
import {
  type Dim,
  formatQuantity,
  isSpread,
  type ParamDef,
  type ParamValue,
  parseQuantity,
  parseUnit,
  type Quantity,
  quantityOf,
  sameDim,
  TIME,
  tryParse,
  unitOf,
  UNITS,
} from '@neuroloom/core';

export type Read = { readonly value: ParamValue } | { readonly error: string };

const unitIn = (q: Quantity): string => (typeof q === 'string' ? q.replace(/^\s*[-+\d.eE]+\s*/, '').trim() : '');

function dimOf(q: Quantity): Dim {
  const v = parseQuantity(q);
  return 'error' in v ? [0, 0, 0, 0, 0] : v.dim;
}

/** Unit in which a bare number is meant: that of the default. */
export function unitOfField(def: ParamDef): string {
  if (def.kind === 'quantity') return unitIn(def.default);
  if (def.kind === 'ticks') return typeof def.default === 'string' ? unitIn(def.default) : '';
  return '';
}

const BARE = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Reads what a person typed into a field. */
export function readField(def: ParamDef, typed: string): Read {
  const text = typed.trim().replace(/−/g, '-');
  switch (def.kind) {
    case 'quantity':
      return readQuantity(def, text);
    case 'count':
      return readCount(text, def.min ?? 0, def.max);
    case 'ticks':
      return readTicks(def, text);
    case 'choice':
      return def.options.includes(text)
        ? { value: text }
        : { error: `'${text}' is not one of ${def.options.join(', ')}` };
    case 'flag':
      return { value: text === 'true' };
    case 'text':
      return { value: typed };
    case 'formula':
      return text === '' ? { error: 'a formula is missing; the default is ' + def.default } : { value: text };
  }
}

function readQuantity(def: Extract<ParamDef, { kind: 'quantity' }>, text: string): Read {
  const unit = unitIn(def.default);
  if (text === '') return { error: `a number is missing; the default is ${def.default}` };
  const full = BARE.test(text) && unit !== '' ? `${text} ${unit}` : text;
  const q = parseQuantity(full);
  if ('error' in q) return { error: q.error };
  const dim = dimOf(def.default);
  if (!def.free && !sameDim(q.dim, dim))
    return { error: `expected ${unit || 'a plain number'}, got ${unitOf(q.dim)} in '${text}'` };
  if (sameDim(q.dim, dim)) {
    for (const [bound, name, wrong] of [
      [def.min, 'least', (a: number, b: number) => a < b],
      [def.max, 'most', (a: number, b: number) => a > b],
    ] as const) {
      if (bound === undefined) continue;
      const limit = parseQuantity(bound);
      if (!('error' in limit) && sameDim(limit.dim, q.dim) && wrong(q.value, limit.value)) {
        return { error: `must be at ${name} ${bound}, got ${full}` };
      }
    }
  }
  return { value: tidy(full) };
}

/** A plain number becomes a JSON number; a quantity gets one space before its unit. */
function tidy(text: string): ParamValue {
  if (BARE.test(text)) return Number(text);
  return text.replace(/^([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*/, '$1 ');
}

function readCount(text: string, min: number, max: number | undefined): Read {
  const grouped = text.replace(/(?<=\d)[\s_,\u202f](?=\d{3})/g, '');
  const n = Number(grouped);
  if (text === '' || !Number.isInteger(n)) return { error: `expected a whole number, got '${text}'` };
  if (n < min) return { error: `must be at least ${min}, got ${n}` };
  if (max !== undefined && n > max) return { error: `must be at most ${max}, got ${n}` };
  // A file knows no -0.
  return { value: n === 0 ? 0 : n };
}

function readTicks(def: Extract<ParamDef, { kind: 'ticks' }>, text: string): Read {
  if (BARE.test(text)) return readCount(text, def.min ?? 0, undefined);
  const q = quantityOf(text, TIME);
  const spread: boolean = isSpread(def, text);
  if (spread) return 'expr' in tryParse(text) ? { value: text } : { error: `'${text}' is not a formula` };
  if (typeof q !== 'number')
    return { error: `expected a whole number of ticks or a time such as '2 ms', got '${text}'` };
  if (q < 0) return { error: `a delay cannot be negative, got ${text}` };
  return { value: tidy(text) };
}

/** A length of time above zero as typed, with ms for a bare number; nothing when it is none. */
export function timeOf(text: string): Quantity | undefined {
  const full = BARE.test(text.trim()) ? `${text.trim()} ms` : text.trim();
  const ms = quantityOf(full, TIME);
  return typeof ms === 'number' && ms > 0 ? (full as Quantity) : undefined;
}

/** Units in which a field's value can be written, the most usual ones of its dimension. */
export function unitsFor(def: ParamDef, value: ParamValue): readonly string[] {
  if (def.kind !== 'quantity' && def.kind !== 'ticks') return [];
  const q = parseQuantity(value);
  if ('error' in q || q.dim.every((e) => e === 0)) return [];
  const own = typeof value === 'string' ? unitIn(value as Quantity) : '';
  const names = Object.keys(UNITS).filter(
    (n) => !n.startsWith('u') && sameDim(UNITS[n as keyof typeof UNITS][1], q.dim),
  );
  return own && !names.includes(own) ? [own, ...names] : names;
}

/** The same value in another unit. */
export function inUnit(value: ParamValue, unit: string): ParamValue {
  const q = parseQuantity(value);
  const u = parseUnit(unit);
  if ('error' in q || 'unknown' in u || !sameDim(q.dim, u.dim)) return value;
  return formatQuantity(q.value, q.dim, unit);
}

export const unitOfValue = (value: ParamValue): string => (typeof value === 'string' ? unitIn(value as Quantity) : '');

/** Says the value in the default's unit when it was written in another, so that both can be compared. */
export function alsoWritten(def: ParamDef, value: ParamValue): string {
  const unit = unitOfField(def);
  if (!unit || typeof value !== 'string' || unitOfValue(value) === unit) return '';
  const same = inUnit(value, unit);
  return same === value ? '' : `= ${String(same)}`;
}

/** The range in words, or nothing. */
export function rangeText(def: ParamDef): string {
  if (def.kind !== 'quantity' && def.kind !== 'count' && def.kind !== 'ticks') return '';
  const max = 'max' in def ? def.max : undefined;
  const word = (q: Quantity): string => (typeof q === 'number' ? q.toLocaleString('en').replace(/,/g, '\u202f') : q);
  if (def.min !== undefined && max !== undefined) return `${word(def.min)} … ${word(max)}`;
  if (def.min !== undefined) return `≥ ${word(def.min)}`;
  return max === undefined ? '' : `≤ ${word(max)}`;
}

/** A step up or down with an arrow key: the last digit written, or ten of them with Shift. */
export function nudge(text: string, direction: 1 | -1, big: boolean): string | undefined {
  const m = /^\s*([-+]?\d*\.?\d+)(.*)$/s.exec(text);
  if (!m) return undefined;
  const digits = (m[1]!.split('.')[1] ?? '').length;
  const next = Number(m[1]) + direction * (big ? 10 : 1) * 10 ** -digits;
  return `${next.toFixed(digits)}${m[2]}`;
}
