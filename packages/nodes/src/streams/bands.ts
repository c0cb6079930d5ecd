/** Sound as the ear has it: how loud it is in bands that are equally far apart on the mel scale (Davis & Mermelstein 1980). */

export interface BandSpec {
  /** Numbers per second. */
  readonly rate: number;
  readonly bands: number;
  /** Lower edge of the first band and upper edge of the last, in Hz. */
  readonly lowest: number;
  readonly highest: number;
}

const mel = (f: number): number => 2595 * Math.log10(1 + f / 700);
const hertz = (m: number): number => 700 * (10 ** (m / 2595) - 1);

/** Edges and centres of the bands in Hz: band k rises from edge k to its centre, edge k + 1, and falls to edge k + 2. */
export const edgesOf = ({ bands, lowest, highest }: Omit<BandSpec, 'rate'>): readonly number[] =>
  Array.from({ length: bands + 2 }, (_, k) => hertz(mel(lowest) + ((mel(highest) - mel(lowest)) * k) / (bands + 1)));

/** Power in each band; 1 is a sine of amplitude 1 at its centre. */
export function powersOf(sound: Float32Array, spec: BandSpec): Float64Array {
  const n = 2 ** Math.ceil(Math.log2(Math.max(2, sound.length)));
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  let window = 0;
  for (let k = 0; k < sound.length; k++) {
    const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * (k + 0.5)) / sound.length);
    re[k] = w * sound[k]!;
    window += w * w;
  }
  transform(re, im);
  const edges = edgesOf(spec);
  return Float64Array.from({ length: spec.bands }, (_, band) => {
    const [low, centre, high] = [edges[band]!, edges[band + 1]!, edges[band + 2]!];
    let power = 0;
    for (let k = Math.ceil((low * n) / spec.rate); k < Math.min(n / 2, (high * n) / spec.rate); k++) {
      const f = (k * spec.rate) / n;
      const share = f < centre ? (f - low) / (centre - low) : (high - f) / (high - centre);
      power += share * (re[k]! ** 2 + im[k]! ** 2);
    }
    return (4 * power) / (n * window);
  });
}

/** Loudness from 0 to 1: 1 is full power, 0 as many decibels below it as there are in the range. */
export const loudness = (power: number, range: number): number =>
  Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-30)) / range));

/** The fast Fourier transform of Cooley and Tukey in place; the length is a power of two. */
export function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  for (let half = 1; half < n; half *= 2) {
    for (let k = 0; k < half; k++) {
      const [c, s] = [Math.cos((Math.PI * k) / half), -Math.sin((Math.PI * k) / half)];
      for (let at = k; at < n; at += 2 * half) {
        const [x, y] = [re[at + half]! * c - im[at + half]! * s, re[at + half]! * s + im[at + half]! * c];
        re[at + half] = re[at]! - x;
        im[at + half] = im[at]! - y;
        re[at]! += x;
        im[at]! += y;
      }
    }
  }
}
