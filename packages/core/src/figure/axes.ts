/** Axes with marks at 1-2-5 steps, and the heading of a figure. */
import { formatTick } from './format.ts';
import { type Box, fitText, type Pen, textWidth } from './pen.ts';
import { linearScale } from './scale.ts';
import type { Theme } from './theme.ts';
import { axisTicks } from './ticks.ts';

export interface FigureOptions {
  /** A thumbnail: no heading, no axes. */
  readonly compact?: boolean;
  /** Name of what is shown; by default the place the frame comes from. */
  readonly label?: string;
}

/** Size of the letters on axes. */
export const SMALL = 11;
const HEADING = 13;

/** Room around a plot that has a heading and two axes. */
export const MARGIN = { top: 28, right: 14, bottom: 36, left: 54 } as const;

export function plotBox(width: number, height: number, right: number = MARGIN.right): Box {
  return {
    x: MARGIN.left,
    y: MARGIN.top,
    width: Math.max(1, width - MARGIN.left - right),
    height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
  };
}

/** Bold letters are wider than the widths that are reckoned with. */
const BOLD = 1.12;

/** What is shown, in bold, and a remark at the right end of the line if there is room for it; a warning makes room. */
export function heading(pen: Pen, theme: Theme, width: number, title: string, remark: string, warning = ''): void {
  const room = width - 20 - (warning ? textWidth(warning, SMALL) + 16 : 0);
  const shown = fitText(title, HEADING, Math.max(40, room / BOLD));
  pen.text(10, 14, shown, { colour: theme.foreground, size: HEADING, bold: true });
  const left = width - 36 - BOLD * textWidth(shown, HEADING);
  const side = warning ? fitText(warning, SMALL, left) : textWidth(remark, SMALL) <= left ? remark : '';
  pen.text(width - MARGIN.right, 14, side, {
    colour: warning ? theme.warning : theme.muted,
    size: SMALL,
    align: 'end',
  });
}

export function xAxis(pen: Pen, theme: Theme, box: Box, low: number, high: number, title: string, most = 20): void {
  const bottom = box.y + box.height;
  const scale = linearScale(low, high, box.x, box.x + box.width);
  const widest = Math.max(textWidth(String(Math.round(low)), SMALL), textWidth(String(Math.round(high)), SMALL), 20);
  const { step, values } = axisTicks(low, high, Math.max(1, Math.min(most, box.width / (widest + 44))));
  pen.line([box.x, bottom, box.x + box.width, bottom], { colour: theme.muted, width: 1 });
  for (const value of values) {
    const x = scale.at(value);
    pen.line([x, bottom, x, bottom + 4], { colour: theme.muted, width: 1 });
    pen.text(x, bottom + 12, formatTick(value, step), { colour: theme.muted, size: SMALL, align: 'middle' });
  }
  pen.text(box.x + box.width / 2, bottom + 27, title, { colour: theme.muted, size: SMALL, align: 'middle' });
}

export interface YAxis {
  readonly title: string;
  /** Lines across the plot at the marks. */
  readonly grid?: boolean;
  readonly most?: number;
}

export function yAxis(pen: Pen, theme: Theme, box: Box, low: number, high: number, { title, grid, most }: YAxis): void {
  const scale = linearScale(low, high, box.y + box.height, box.y);
  const [from, to] = low < high ? [low, high] : [high, low]; // rows of a matrix count downwards
  const { step, values } = axisTicks(from, to, Math.max(1, Math.min(most ?? 20, box.height / 26)));
  for (const value of values) {
    const y = scale.at(value);
    if (grid) pen.line([box.x, y, box.x + box.width, y], { colour: theme.grid, width: 1 });
    pen.line([box.x - 4, y, box.x, y], { colour: theme.muted, width: 1 });
    pen.text(box.x - 7, y, formatTick(value, step), { colour: theme.muted, size: SMALL, align: 'end' });
  }
  pen.line([box.x, box.y, box.x, box.y + box.height], { colour: theme.muted, width: 1 });
  const named = fitText(title, SMALL, Math.max(box.height, 24) + 20);
  pen.text(12, box.y + box.height / 2, named, { colour: theme.muted, size: SMALL, align: 'middle', upwards: true });
}
