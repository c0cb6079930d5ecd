/** The colours and the face a figure is drawn with, light and dark. */
import { contrast, hex, type Rgb } from './colour.ts';

export interface Theme {
  readonly background: Rgb;
  readonly foreground: Rgb;
  readonly muted: Rgb;
  readonly grid: Rgb;
  readonly accent: Rgb;
  readonly warning: Rgb;
  /** Ends of the diverging map. */
  readonly negative: Rgb;
  readonly positive: Rgb;
  /** Eight line colours that stay apart with any one kind of cone missing; sixteen lines take them solid, then dashed. */
  readonly lines: readonly Rgb[];
  readonly font: string;
}

const font = 'system-ui, sans-serif';

// Lines: hues after Okabe and Ito (2008), moved to be as far apart as they can for normal, protan, deutan and tritan
// eyes (Machado 2009) with contrast 3:1 on their ground.
export const lightTheme: Theme = {
  background: hex('#ffffff'),
  foreground: hex('#1c2026'),
  muted: hex('#5b6470'),
  grid: hex('#dfe3e8'),
  accent: hex('#0b62b0'),
  warning: hex('#b3261e'),
  negative: hex('#1f5fae'),
  positive: hex('#b8400d'),
  lines: ['#0064ae', '#ff3013', '#10906f', '#a0317d', '#8a811c', '#289dc4', '#1c2026', '#805fe5'].map(hex),
  font,
};

export const darkTheme: Theme = {
  background: hex('#14171c'),
  foreground: hex('#e7eaee'),
  muted: hex('#9aa4b1'),
  grid: hex('#2c323a'),
  accent: hex('#6cb2f0'),
  warning: hex('#ff8a80'),
  negative: hex('#6cb2f0'),
  positive: hex('#ff9a5c'),
  lines: ['#35c7ff', '#ff6f10', '#1eb372', '#f890bd', '#e5d03b', '#4b72b4', '#ffffff', '#a871ff'].map(hex),
  font,
};

/** Black or white of the theme, whichever reads better on a ground. */
export const inkOn = (ground: Rgb, { foreground, background }: Theme): Rgb =>
  contrast(ground, foreground) >= contrast(ground, background) ? foreground : background;

/** Colour and dash of the k-th line of a figure. */
export function lineStyle(theme: Theme, k: number): { readonly colour: Rgb; readonly dash?: readonly number[] } {
  const colour = theme.lines[k % theme.lines.length]!;
  return k < theme.lines.length ? { colour } : { colour, dash: [5, 3] };
}
export const MAX_LINES = 16;
