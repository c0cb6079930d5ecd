/** Where an axis has its marks: multiples of 1, 2 or 5 times a power of ten. */

/** A step of 1, 2 or 5 times a power of ten, written as a factor and a power so that multiples of it are exact. */
export interface Step {
  readonly factor: 1 | 2 | 5;
  readonly power: number;
}

/** k steps, as the double nearest to the decimal number. */
export const multiple = ({ factor, power }: Step, k: number): number =>
  power >= 0 ? k * factor * 10 ** power : (k * factor) / 10 ** -power;

/** The smallest step with which `span` holds at most `most` steps. */
export function stepFor(span: number, most: number): Step {
  let power = Math.floor(Math.log10(span / most)) - 1; // one too low, so that rounding of the logarithm cannot matter
  for (;;) {
    for (const factor of [1, 2, 5] as const)
      if (span / multiple({ factor, power }, 1) <= most) return { factor, power };
    power++;
  }
}

export interface Ticks {
  readonly step: Step;
  readonly values: readonly number[];
}

/** At most `most` + 1 marks in [low, high]. A range that is empty or not finite has none. */
export function axisTicks(low: number, high: number, most: number): Ticks {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span) || !(most >= 1)) return { step: { factor: 1, power: 0 }, values: [] };
  const step = stepFor(span, most);
  const size = multiple(step, 1);
  // a hair of tolerance: 0.3 / 0.1 is below 3
  const first = Math.ceil(low / size - 1e-9);
  const last = Math.floor(high / size + 1e-9);
  if (!(Math.abs(first) < 2 ** 53 && Math.abs(last) < 2 ** 53)) return { step, values: [] };
  return { step, values: Array.from({ length: last - first + 1 }, (_, k) => multiple(step, first + k)) };
}

/** The range, widened to whole steps, so that an axis does not move with every value; a single value gets room. */
export function niceRange(low: number, high: number, most: number): [number, number] {
  if (!(low <= high) || !Number.isFinite(high - low)) return [0, 1];
  if (!(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) {
    const room = Math.abs(low) * 0.1 || 1;
    return niceRange(low - room, high + room, most);
  }
  const step = stepFor(high - low, most);
  const size = multiple(step, 1);
  return [multiple(step, Math.floor(low / size + 1e-9)), multiple(step, Math.ceil(high / size - 1e-9))];
}
