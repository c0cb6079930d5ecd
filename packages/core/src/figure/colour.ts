/**
 * Colours of figures: the sequential map viridis, a diverging map around zero, and mixing in OKLab, where equal steps
 * look equal.
 */
export type Rgb = readonly [red: number, green: number, blue: number];

export const css = ([r, g, b]: Rgb): string => `rgb(${Math.round(r)},${Math.round(g)},${Math.round(b)})`;

/** `#rrggbb` as three numbers from 0 to 255. */
export const hex = (text: string): Rgb => {
  const n = Number.parseInt(text.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
};

const linear = (byte: number): number => {
  const u = byte / 255;
  return u <= 0.04045 ? u / 12.92 : ((u + 0.055) / 1.055) ** 2.4;
};
const encoded = (u: number): number => {
  const v = u <= 0.0031308 ? 12.92 * u : 1.055 * Math.max(u, 0) ** (1 / 2.4) - 0.055;
  return Math.min(255, Math.max(0, 255 * v));
};

/** Relative luminance of WCAG 2: 0 for black, 1 for white. */
export const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

/** Contrast ratio of WCAG 2, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** sRGB to OKLab (B. Ottosson, 2020, public domain). */
export function oklab([red, green, blue]: Rgb): [number, number, number] {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab(lightness: number, a: number, b: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The colour a share `t` of the way from one to the other, in even steps to the eye. */
export function mix(from: Rgb, to: Rgb, t: number): Rgb {
  const a = oklab(from);
  const b = oklab(to);
  return fromOklab(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t);
}

/** Eleven colours of viridis (S. van der Walt and N. Smith, matplotlib 2015, CC0) at 0, 0.1 … 1. */
const VIRIDIS = [
  '#440154',
  '#482475',
  '#414487',
  '#355f8d',
  '#2a788e',
  '#21918c',
  '#22a884',
  '#44bf70',
  '#7ad151',
  '#bddf26',
  '#fde725',
].map(hex); // prettier-ignore

/** Viridis at `t` in [0, 1]: a cubic through the published colours, within 3 of 255 of the original table. */
export function viridis(t: number): Rgb {
  const at = Math.min(1, Math.max(0, t)) * (VIRIDIS.length - 1);
  const k = Math.min(VIRIDIS.length - 2, Math.floor(at));
  const u = at - k;
  const [p1, p2] = [VIRIDIS[k]!, VIRIDIS[k + 1]!];
  // past an end the curve goes on straight
  const p0 = VIRIDIS[k - 1] ?? p1.map((c, i) => 2 * c - p2[i]!);
  const p3 = VIRIDIS[k + 2] ?? p2.map((c, i) => 2 * c - p1[i]!);
  const channel = (i: 0 | 1 | 2): number => {
    const [a, b, c, d] = [p0[i], p1[i], p2[i], p3[i]];
    const v = b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
    return Math.min(255, Math.max(0, v));
  };
  return [channel(0), channel(1), channel(2)];
}

export type ColourMap = (t: number) => Rgb;

/** A map that is the ground's colour in its middle, so that what is far from zero stands out of the page. */
export function diverging(negative: Rgb, middle: Rgb, positive: Rgb): ColourMap {
  return (t) => (t < 0.5 ? mix(middle, negative, 1 - 2 * t) : mix(middle, positive, 2 * t - 1));
}

/** Palette slots that a scaled value never takes: where no cell is, and where a value is not a number. */
export const NOTHING = 0;
export const MISSING = 1;
const FIRST = 2;
const LEVELS = 256 - FIRST;

/** A palette of 254 steps of the map, after one clear slot and one for what is not a number. */
export function palette(map: ColourMap, missing: Rgb): Uint8Array {
  const bytes = new Uint8Array(4 * 256);
  bytes.set([...missing, 255], 4 * MISSING);
  for (let k = 0; k < LEVELS; k++) bytes.set([...map(k / (LEVELS - 1)).map(Math.round), 255], 4 * (FIRST + k));
  return bytes;
}

/** The palette slot of a value on the range from `low` to `high`; what lies outside takes the nearest end. */
export function slot(value: number, low: number, high: number): number {
  if (!Number.isFinite(value)) return MISSING;
  const k = Math.floor(((value - low) / (high - low)) * LEVELS);
  return FIRST + (k > 0 ? Math.min(k, LEVELS - 1) : 0);
}
