/**
 * The few strokes a figure is made of. A canvas has a pen and an SVG file has one, so that the studio, the command and
 * the docs show the same figure. Lengths are CSS pixels, y points down.
 */
import type { Rgb } from './colour.ts';

export interface Stroke {
  readonly colour: Rgb;
  readonly width: number;
  readonly dash?: readonly number[];
}

export interface TextStyle {
  readonly colour: Rgb;
  readonly size: number;
  readonly align?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** Reads upwards, turned about its anchor. */
  readonly upwards?: boolean;
  /** A rim in this colour keeps the text legible on a picture. */
  readonly halo?: Rgb;
}

/** A picture of at most 256 colours: one byte per pixel, row by row from the top, and four bytes (RGBA) per colour. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly palette: Uint8Array;
}

export interface Pen {
  /** Device pixels per CSS pixel: how fine a picture is worth making. */
  readonly scale: number;
  rect(x: number, y: number, width: number, height: number, fill: Rgb, opacity?: number): void;
  /** x0, y0, x1, y1 …; a pair that is not finite lifts the pen. */
  line(points: ArrayLike<number>, stroke: Stroke): void;
  area(points: ArrayLike<number>, fill: Rgb, opacity: number): void;
  /** The vertical anchor is the middle of the letters. */
  text(x: number, y: number, text: string, style: TextStyle): void;
  image(image: IndexedImage, x: number, y: number, width: number, height: number): void;
}

/** A rectangle in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Width of a text in a sans-serif face, good to a tenth: enough to leave room, and the same with and without a browser. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += /[.,:;'|!iljI ()\u2009]/.test(letter) ? 0.31 : /[mwMW@%]/.test(letter) ? 0.87 : 0.57;
  return ems * size;
}

/** The text, cut with an ellipsis where it would be wider than `width`. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = text;
  while (kept && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return kept ? `${kept.trimEnd()}…` : '';
}
