/**
 * Figures: from frames to pictures, for a canvas and for SVG alike. In reading order: what is shown of a stream of
 * frames, how it is drawn, what it says in words, and the parts a drawing is made of.
 */
export * from './rolling.ts';
export * from './draw.ts';
export type { FigureOptions } from './axes.ts';
export * from './svg.ts';
export * from './describe.ts';
export * from './probe.ts';
export * from './pen.ts';
export * from './theme.ts';
export * from './png.ts';
export { accuracyText, score, type Score } from './draw-confusion.ts';
export { contrast, css, hex, luminance, mix, type Rgb, viridis } from './colour.ts';
export * from './format.ts';
