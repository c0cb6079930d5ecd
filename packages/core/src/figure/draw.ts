/** One figure for each kind of frame, on any pen. */
import type { Frame } from '../engine/frames.ts';
import type { FigureOptions } from './axes.ts';
import { drawConfusion } from './draw-confusion.ts';
import { drawMatrix } from './draw-matrix.ts';
import { drawSeries } from './draw-series.ts';
import { drawSignal } from './draw-signal.ts';
import { drawSpikes } from './draw-spikes.ts';
import type { Pen } from './pen.ts';
import { type Shown, show } from './rolling.ts';
import type { Theme } from './theme.ts';

/** Draws what is shown, on a ground that the caller has cleared. Width and height are CSS pixels. */
export function drawShown(
  pen: Pen,
  shown: Shown,
  theme: Theme,
  width: number,
  height: number,
  options: FigureOptions = {},
): void {
  switch (shown.kind) {
    case 'spikes':
      return drawSpikes(pen, shown, theme, width, height, options);
    case 'signal':
      return drawSignal(pen, shown, theme, width, height, options);
    case 'matrix':
      return drawMatrix(pen, shown, theme, width, height, options);
    case 'confusion':
      return drawConfusion(pen, shown, theme, width, height, options);
    case 'series':
      return drawSeries(pen, shown, theme, width, height, options);
  }
}

/** Draws one frame by itself: of spikes and traces the whole stretch that it covers. */
export function drawFrame(
  pen: Pen,
  frame: Frame,
  theme: Theme,
  width: number,
  height: number,
  options: FigureOptions = {},
): void {
  drawShown(pen, show(undefined, frame, 0), theme, width, height, options);
}
