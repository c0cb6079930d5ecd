/** A number over the run as a line, with its last value large. */
import type { SeriesFrame } from '../engine/frames.ts';
import { type FigureOptions, heading, plotBox, SMALL, xAxis, yAxis } from './axes.ts';
import { decimate } from './decimate.ts';
import { counted, formatNumber, withUnit } from './format.ts';
import { type Pen, textWidth } from './pen.ts';
import { extent, linearScale } from './scale.ts';
import type { Theme } from './theme.ts';
import { niceRange } from './ticks.ts';

/** The last value that is finite, with its unit. */
export function lastValue({ y, unit }: SeriesFrame): string {
  const last = y.findLast(Number.isFinite);
  return last === undefined ? '–' : withUnit(formatNumber(last, 4), unit);
}

export function drawSeries(
  pen: Pen,
  frame: SeriesFrame,
  theme: Theme,
  width: number,
  height: number,
  { compact = false, label }: FigureOptions,
): void {
  const length = Math.min(frame.x.length, frame.y.length);
  const large = compact ? 17 : 26;
  const text = lastValue(frame);
  const room = textWidth(text, large) * 1.15 + (compact ? 12 : 32);
  const box = compact
    ? { x: 3, y: 4, width: Math.max(1, width - room - 8), height: height - 8 }
    : plotBox(width, height, room);
  const xs = extent(frame.x);
  const ys = extent(frame.y);
  const [left, right] = xs.low < xs.high ? [xs.low, xs.high] : niceRange(xs.low, xs.high, 4);
  const [low, high] = niceRange(ys.low, ys.high, compact ? 20 : Math.max(2, box.height / 30));
  const unit = frame.unit === '1' ? frame.name : frame.unit;
  if (!compact) {
    yAxis(pen, theme, box, low, high, { title: unit, grid: true });
    xAxis(pen, theme, box, left, right, frame.over ?? '');
  }
  const at = linearScale(left, right, box.x, box.x + box.width);
  const value = linearScale(low, high, box.y + box.height, box.y);
  const samples = { length, x: (k: number) => frame.x[k]!, y: (k: number) => frame.y[k]! };
  const points = decimate(samples, left, right, Math.round(box.width * pen.scale));
  const placed = points.map((v, k) => (k % 2 === 0 ? at.at(v) : value.at(v)));
  // a long line is a hairline: much faster where no GPU draws
  pen.line(placed, { colour: theme.accent, width: placed.length > 4000 ? 1 : compact ? 1.5 : 2 });
  const [x, y] = placed.subarray(-2);
  if (x !== undefined && y !== undefined && Number.isFinite(x + y)) {
    const r = compact ? 2 : 3;
    pen.rect(x - r, y - r, 2 * r, 2 * r, theme.accent);
  }
  const style = { colour: theme.foreground, size: large, bold: true, align: 'end' } as const;
  pen.text(width - (compact ? 6 : 12), compact ? height / 2 : box.y + box.height / 2, text, style);
  if (compact) return;
  const below = { colour: theme.muted, size: SMALL, align: 'end' } as const;
  pen.text(width - 12, box.y + box.height / 2 + 24, frame.name, below);
  const warning = ys.missing ? `${counted(ys.missing, 'value')} not finite` : '';
  heading(pen, theme, width, label ?? `${frame.from}: ${frame.name}`, counted(length, 'point'), warning);
}
