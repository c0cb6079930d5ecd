/** The unit names a person may write, as one table; everything about units is read from it. */
import type { Dim } from './dimension.ts';
import { divDim, isOne, mulDim, ONE, powDim, sameDim } from './dimension.ts';

/** Factor to the coherent system (ms, mV, nA, µm, amol), then the exponents. */
export const UNITS = {
  s: [1e3, [1, 0, 0, 0, 0]],
  ms: [1, [1, 0, 0, 0, 0]],
  us: [1e-3, [1, 0, 0, 0, 0]],
  µs: [1e-3, [1, 0, 0, 0, 0]],
  min: [6e4, [1, 0, 0, 0, 0]],
  h: [3.6e6, [1, 0, 0, 0, 0]],
  Hz: [1e-3, [-1, 0, 0, 0, 0]],
  kHz: [1, [-1, 0, 0, 0, 0]],
  V: [1e3, [0, 1, 0, 0, 0]],
  mV: [1, [0, 1, 0, 0, 0]],
  uV: [1e-3, [0, 1, 0, 0, 0]],
  µV: [1e-3, [0, 1, 0, 0, 0]],
  A: [1e9, [0, 0, 1, 0, 0]],
  mA: [1e6, [0, 0, 1, 0, 0]],
  uA: [1e3, [0, 0, 1, 0, 0]],
  µA: [1e3, [0, 0, 1, 0, 0]],
  nA: [1, [0, 0, 1, 0, 0]],
  pA: [1e-3, [0, 0, 1, 0, 0]],
  Ω: [1e-6, [0, 1, -1, 0, 0]],
  kΩ: [1e-3, [0, 1, -1, 0, 0]],
  MΩ: [1, [0, 1, -1, 0, 0]],
  GΩ: [1e3, [0, 1, -1, 0, 0]],
  S: [1e6, [0, -1, 1, 0, 0]],
  mS: [1e3, [0, -1, 1, 0, 0]],
  uS: [1, [0, -1, 1, 0, 0]],
  µS: [1, [0, -1, 1, 0, 0]],
  nS: [1e-3, [0, -1, 1, 0, 0]],
  pS: [1e-6, [0, -1, 1, 0, 0]],
  F: [1e9, [1, -1, 1, 0, 0]],
  uF: [1e3, [1, -1, 1, 0, 0]],
  µF: [1e3, [1, -1, 1, 0, 0]],
  nF: [1, [1, -1, 1, 0, 0]],
  pF: [1e-3, [1, -1, 1, 0, 0]],
  m: [1e6, [0, 0, 0, 1, 0]],
  cm: [1e4, [0, 0, 0, 1, 0]],
  mm: [1e3, [0, 0, 0, 1, 0]],
  um: [1, [0, 0, 0, 1, 0]],
  µm: [1, [0, 0, 0, 1, 0]],
  mol: [1e18, [0, 0, 0, 0, 1]],
  mmol: [1e15, [0, 0, 0, 0, 1]],
  fmol: [1e3, [0, 0, 0, 0, 1]],
  amol: [1, [0, 0, 0, 0, 1]],
  M: [1e3, [0, 0, 0, -3, 1]],
  mM: [1, [0, 0, 0, -3, 1]],
  uM: [1e-3, [0, 0, 0, -3, 1]],
  µM: [1e-3, [0, 0, 0, -3, 1]],
  nM: [1e-6, [0, 0, 0, -3, 1]],
} as const satisfies Record<string, readonly [number, Dim]>;

export type UnitName = keyof typeof UNITS;
/** A unit, or products and quotients of units with integer powers: `mV/ms`, `uS/cm^2`. */
export type UnitText =
  | UnitName
  | `${UnitName}/${string}`
  | `${UnitName}*${string}`
  | `${UnitName}^${string}`
  | `1/${string}`;

export interface Unit {
  readonly factor: number;
  readonly dim: Dim;
}

/** What has been read; a graph says the same few units over and over. */
const read = new Map<string, Unit>();

/** Reads `mV`, `1/ms`, `uS/cm^2`, `mV*ms`, or `1`. Returns the name that is not a unit when there is one. */
export function parseUnit(text: string): Unit | { readonly unknown: string } {
  const before = read.get(text);
  if (before) return before;
  const unit = readUnit(text);
  if (!('unknown' in unit) && read.size < MOST_READ) read.set(text, unit);
  return unit;
}

/** Units that are remembered: many more than graphs say, and few enough for a page that is open for weeks. */
const MOST_READ = 1000;

function readUnit(text: string): Unit | { readonly unknown: string } {
  let factor = 1;
  let dim: Dim = ONE;
  let divide = false;
  for (const part of text.trim().split(/([*/])/)) {
    const word = part.trim();
    if (word === '*') continue;
    if (word === '/') {
      divide = true;
      continue;
    }
    const [name = '', power = '1'] = word.split('^');
    const n = Number(power) * (divide ? -1 : 1);
    divide = false;
    if (name === '1' && power === '1') continue;
    const known = lookupUnit(name);
    if (!known || !Number.isInteger(n) || Math.abs(n) > 12) return { unknown: word };
    factor *= known.factor ** n;
    dim = mulDim(dim, powDim(known.dim, n));
  }
  return { factor, dim };
}

/** The unit of a name. Keyboards have two µ and two Ω; both are read. */
export function lookupUnit(name: string): Unit | undefined {
  const known = name.replace('\u03bc', '\u00b5').replace('\u2126', '\u03a9');
  if (!Object.hasOwn(UNITS, known)) return undefined;
  const [factor, dim] = UNITS[known as UnitName];
  return { factor, dim };
}

const PREFERRED: readonly UnitName[] = ['ms', 'mV', 'nA', 'MΩ', 'µS', 'nF', 'kHz', 'µm', 'mM'];
const BASE = ['ms', 'mV', 'nA', 'µm', 'amol'] as const;

/** The coherent unit of a dimension, as a person would write it: `mV`, `mV/ms`, or `1`. */
export function unitOf(dim: Dim): string {
  if (isOne(dim)) return '1';
  for (const name of PREFERRED) if (sameDim(UNITS[name][1], dim)) return name;
  for (const name of PREFERRED) {
    const rest = divDim(dim, UNITS[name][1]);
    for (const under of PREFERRED) {
      if (sameDim(powDim(UNITS[under][1], -1), rest) && UNITS[name][1][0] >= 0) return `${name}/${under}`;
    }
  }
  const power = (k: number): string => (Math.abs(dim[k]!) === 1 ? BASE[k]! : `${BASE[k]!}^${Math.abs(dim[k]!)}`);
  const above = [0, 1, 2, 3, 4].filter((k) => dim[k]! > 0).map(power);
  const below = [0, 1, 2, 3, 4].filter((k) => dim[k]! < 0).map(power);
  return [above.join('*') || '1', ...below].join('/');
}
