/** Traces of a few elements over time, at most sixteen, each with its element's number beside the plot. */
import type { SignalFrame } from '../engine/frames.ts';
import { type FigureOptions, heading, MARGIN, plotBox, SMALL, xAxis, yAxis } from './axes.ts';
import { decimate, traceSamples } from './decimate.ts';
import { counted, formatCount } from './format.ts';
import { type Pen, textWidth } from './pen.ts';
import { clockOffset, type Rolling, trialStarts } from './rolling.ts';
import { linearScale } from './scale.ts';
import { lineStyle, MAX_LINES, type Theme } from './theme.ts';
import { niceRange } from './ticks.ts';

const ROW = 15;
/** With more points than this the lines are hairlines: ten times as fast where no GPU draws, and less of a tangle. */
const MANY_POINTS = 3000;

/** Least and greatest finite value of the lines that are drawn, and how many values are not finite. */
function valueRange(window: Rolling<SignalFrame>, lines: number): { low: number; high: number; missing: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let missing = 0;
  for (const { frame } of window.pieces) {
    const { data, picks } = frame;
    for (let k = 0; k < data.length; k++) {
      if (k % picks.length >= lines) continue;
      const v = data[k]!;
      if (v - v !== 0) missing++;
      else {
        if (v < low) low = v;
        if (v > high) high = v;
      }
    }
  }
  return { low, high, missing };
}

export function drawSignal(
  pen: Pen,
  window: Rolling<SignalFrame>,
  theme: Theme,
  width: number,
  height: number,
  { compact = false, label }: FigureOptions,
): void {
  const first = window.pieces[0]?.frame;
  if (!first) return;
  const lines = Math.min(MAX_LINES, first.picks.length);
  const ids = Array.from(first.picks.subarray(0, lines), formatCount);
  const rows = Math.max(1, Math.floor((height - MARGIN.top - 8) / ROW));
  const columnWidth = 34 + Math.max(0, ...ids.map((id) => textWidth(id, SMALL)));
  const legendWidth = Math.ceil(lines / rows) * columnWidth;
  const box = compact
    ? { x: 2, y: 3, width: width - 4, height: height - 6 }
    : plotBox(width, height, MARGIN.right + legendWidth);

  const range = valueRange(window, lines);
  const [low, high] = niceRange(range.low, range.high, compact ? 20 : Math.max(2, box.height / 30));
  const time = linearScale(window.begin, window.begin + window.span, box.x, box.x + box.width);
  const value = linearScale(low, high, box.y + box.height, box.y);
  if (!compact) yAxis(pen, theme, box, low, high, { title: first.unit === '1' ? 'value' : first.unit, grid: true });
  const starts = trialStarts(window);
  for (const at of starts) {
    const x = time.at(at);
    if (x > box.x) pen.line([x, box.y, x, box.y + box.height], { colour: theme.grid, width: 1 });
  }
  const traces = Array.from({ length: lines }, (_, k) => {
    const samples = traceSamples(window, k);
    const points = decimate(samples, window.begin, window.begin + window.span, Math.round(box.width * pen.scale));
    return points.map((v, at) => (at % 2 === 0 ? time.at(v) : value.at(v)));
  });
  const thin = compact || traces.reduce((sum, { length }) => sum + length / 2, 0) > MANY_POINTS;
  traces.forEach((trace, k) => {
    pen.line(trace, { ...lineStyle(theme, k), width: thin ? 1 : 1.5 });
  });
  if (compact) return;
  const offset = clockOffset(window) + window.begin * first.dt;
  xAxis(pen, theme, box, offset, offset + window.span * first.dt, starts.length ? 'ms, now at 0' : 'ms');
  ids.forEach((id, k) => {
    const x = box.x + box.width + 14 + Math.floor(k / rows) * columnWidth;
    const y = box.y + 6 + (k % rows) * ROW;
    pen.line([x, y, x + 18, y], { ...lineStyle(theme, k), width: 2 });
    pen.text(x + 23, y, id, { colour: theme.foreground, size: SMALL });
  });
  const remark = lines < first.picks.length ? `first ${lines} of ${counted(first.picks.length, 'element')}` : '';
  const warning = range.missing ? `${counted(range.missing, 'value')} not finite` : '';
  heading(pen, theme, width, label ?? first.from, remark, warning);
}
