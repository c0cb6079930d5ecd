/** Numbers as figures print them: few digits, a true minus sign, thin spaces between thousands. */
import type { Step } from './ticks.ts';

const THIN = '\u2009';
const superscript = (n: number): string =>
  [...String(n)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]!)).join('');

function grouped(decimal: string): string {
  const [whole = '', rest] = decimal.split('.');
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}

/** A whole number: 12 500. */
export const formatCount = (n: number): string => grouped(String(Math.round(n)));

/** A number with at most `digits` significant digits. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  const [mantissa = '', power = '0'] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 7) return `${sign}${Number(mantissa)}×10${superscript(exponent)}`;
  const decimals = Math.max(0, digits - 1 - exponent);
  return sign + grouped(String(Number(Math.abs(value).toFixed(Math.min(decimals, 20)))));
}

/** A mark of an axis with as many decimals as its step needs. */
export function formatTick(value: number, { power }: Step): string {
  if (value === 0) return '0';
  const size = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  if (size >= 7 || power < -5) return formatNumber(value, Math.max(1, size - power + 1));
  return (value < 0 ? '−' : '') + grouped(Math.abs(value).toFixed(Math.max(0, -power)));
}

export const withUnit = (text: string, unit: string | undefined): string =>
  unit && unit !== '1' ? `${text} ${unit}` : text;

/** One spike, 2 spikes. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;
