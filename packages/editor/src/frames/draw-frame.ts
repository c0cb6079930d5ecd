/** One frame on any 2D context, that of an OffscreenCanvas in a worker too. */
import type { Frame } from '@neuroloom/core';
import { css, drawFrame as drawWith, type FigureOptions, type Theme } from '@neuroloom/core/figure';
import { type Context, canvasPen, offscreenScratch, type Scratch } from './canvas-pen.ts';

export interface DrawOptions extends FigureOptions {
  /** Device pixels per CSS pixel; the context must be scaled by it already. */
  readonly scale?: number;
  readonly scratch?: Scratch;
}

/** Draws a frame with its ground. Width and height are CSS pixels. */
export function drawFrame(
  context: Context,
  frame: Frame,
  theme: Theme,
  width: number,
  height: number,
  { scale = 1, scratch = offscreenScratch(), ...options }: DrawOptions = {},
): void {
  context.fillStyle = css(theme.background);
  context.fillRect(0, 0, width, height);
  drawWith(canvasPen(context, theme, scale, scratch), frame, theme, width, height, options);
}
