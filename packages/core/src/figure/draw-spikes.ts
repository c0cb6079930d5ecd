/** A raster: time to the right, neurons upwards, each spike a dot; below it the population's mean rate. */
import type { SpikesFrame } from '../engine/frames.ts';
import { type FigureOptions, heading, MARGIN, plotBox, xAxis, yAxis } from './axes.ts';
import { binSpikes, paintSpikes, populationRate } from './bin.ts';
import { counted, formatCount } from './format.ts';
import type { Box, IndexedImage, Pen } from './pen.ts';
import { clockOffset, type Rolling, trialStarts } from './rolling.ts';
import { linearScale } from './scale.ts';
import type { Theme } from './theme.ts';
import { niceRange } from './ticks.ts';

/** Strengths of a dot; sixteen fit in four bits of a picture file. */
const LEVELS = 16;
/** Width of a dot in CSS pixels. */
const WIDE = 2;

function inkLevels({ foreground }: Theme): Uint8Array {
  return Uint8Array.from({ length: 4 * LEVELS }, (_, k) => {
    const level = k >> 2;
    return k % 4 === 3 ? Math.round((255 * level) / (LEVELS - 1)) : Math.round(foreground[(k % 4) as 0 | 1 | 2]);
  });
}

/** The dots of a raster as one picture, as fine as the device shows. */
export function rasterImage(
  window: Rolling<SpikesFrame>,
  theme: Theme,
  box: Box,
  pixelRatio: number,
): { readonly image: IndexedImage; readonly spikes: number } {
  const width = Math.max(1, Math.round(box.width * pixelRatio));
  const height = Math.max(1, Math.round(box.height * pixelRatio));
  const grid = binSpikes(window, width, height);
  const perNeuron = box.height / (window.pieces[0]?.frame.size ?? 1);
  const tall = Math.min(12, Math.max(2, 0.8 * perNeuron));
  // dots that would cover a good part of the page shrink to a point, or nothing but ink would be seen
  const crowded = grid.spikes * tall * WIDE > 0.5 * box.width * box.height;
  const dot = (size: number): number => Math.max(1, Math.round((crowded ? 1 : size) * pixelRatio));
  const pixels = paintSpikes(grid, dot(WIDE), dot(tall), LEVELS);
  return { image: { width, height, pixels, palette: inkLevels(theme) }, spikes: grid.spikes };
}

export function drawSpikes(
  pen: Pen,
  window: Rolling<SpikesFrame>,
  theme: Theme,
  width: number,
  height: number,
  { compact = false, label }: FigureOptions,
): void {
  const first = window.pieces[0]?.frame;
  if (!first) return;
  const whole = compact ? { x: 2, y: 2, width: width - 4, height: height - 4 } : plotBox(width, height);
  const strip = compact ? 0.22 * whole.height : Math.min(56, 0.24 * whole.height);
  const gap = compact ? 2 : 12;
  const raster: Box = { ...whole, height: Math.max(1, whole.height - strip - gap) };
  const rateBox: Box = { ...whole, y: whole.y + whole.height - strip, height: strip };
  const { dt, size } = first;
  const offset = clockOffset(window) + window.begin * dt;
  const time = linearScale(0, window.span, whole.x, whole.x + whole.width);

  for (const at of trialStarts(window)) {
    const x = time.at(at - window.begin);
    if (x > whole.x) pen.line([x, whole.y, x, whole.y + whole.height], { colour: theme.grid, width: 1 });
  }
  if (!compact) yAxis(pen, theme, raster, -0.5, size - 0.5, { title: 'neuron', most: size });
  const { image, spikes } = rasterImage(window, theme, raster, pen.scale);
  pen.image(image, raster.x, raster.y, raster.width, raster.height);

  const rates = populationRate(window, compact ? 60 : 120);
  let most = 0;
  for (const rate of rates.hertz) if (rate > most) most = rate;
  const top = most > 0 ? niceRange(0, most, 2)[1] : 1;
  if (!compact) yAxis(pen, theme, rateBox, 0, top, { title: 'Hz', grid: true, most: 2 });
  for (const stretch of steps(rates.hertz, rates.ticks, window.span)) {
    const rate = linearScale(0, top, rateBox.y + rateBox.height, rateBox.y);
    const points = stretch.map((v, k) => (k % 2 === 0 ? time.at(v) : rate.at(v)));
    pen.area(points, theme.accent, 0.35);
    pen.line(points.slice(2, -2), { colour: theme.accent, width: 1 });
  }
  if (compact) return;
  xAxis(pen, theme, whole, offset, offset + window.span * dt, trialStarts(window).length ? 'ms, now at 0' : 'ms');
  heading(pen, theme, width, label ?? first.from, `${counted(spikes, 'spike')} of ${counted(size, 'neuron')}`);
  if (spikes === 0 && width > 200) {
    const still = `no spike in ${formatCount(window.span * dt)} ms`;
    const style = { colour: theme.muted, size: 12, align: 'middle' } as const;
    pen.text(MARGIN.left + raster.width / 2, raster.y + raster.height / 2, still, style);
  }
}

/** Outlines of the bars of a bar chart, from the base line and back to it; one for each stretch of known bars. */
function steps(heights: Float64Array, ticks: number, span: number): number[][] {
  const outlines: number[][] = [];
  let open: number[] | undefined;
  heights.forEach((height, k) => {
    if (!Number.isFinite(height)) {
      open = undefined;
      return;
    }
    const [from, to] = [k * ticks, Math.min(span, (k + 1) * ticks)];
    if (open) open.splice(-2, 2);
    else outlines.push((open = [from, 0]));
    open.push(from, height, to, height, to, 0);
  });
  return outlines;
}
