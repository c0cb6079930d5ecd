/** A page with every figure, large and small. `?theme=light|dark` chooses the colours, `?live` lets them run. */
import type { Frame } from '@neuroloom/core';
import { darkTheme, lightTheme } from '@neuroloom/core/figure';
import { defineFrameElements, drawFrame, type NlFrame, offscreenScratch } from '../../src/frames/index.ts';
import {
  answers,
  generator,
  learning,
  mark,
  poisson,
  potentials,
  receptiveFields,
  responding,
  ring,
} from './frames.ts';

defineFrameElements();
const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

const random = generator(1);
const trial = { start: 0, ticks: 1000, size: 400, dt: 0.5 } as const;
const voltage = potentials([3, 17, 42, 118, 203, 399]);

const shown: readonly { readonly label: string; readonly frames: readonly Frame[]; readonly tall?: boolean }[] = [
  { label: 'exc', frames: [poisson(random, trial, responding(40), 0)] },
  {
    label: 'CUBA, 4000 neurons',
    frames: [poisson(random, { start: 4000, ticks: 5000, size: 4000, dt: 0.1 }, () => 12)],
  },
  { label: 'four neurons', frames: [poisson(random, { ...trial, size: 4 }, () => 30, 0)] },
  {
    label: 'rolling through trials',
    frames: [0, 1, 2].flatMap((k) =>
      [0, 200, 400, 600].map((start) => poisson(random, { ...trial, start, ticks: 200 }, responding(20 * (k + 1)), k)),
    ),
  },
  { label: 'silent', frames: [poisson(random, trial, () => 0, 0)] },
  { label: 'membrane potential', frames: [voltage(0, 1000, 0)] },
  { label: 'sixteen of forty', frames: [potentials(Array.from({ length: 40 }, (_, k) => 10 * k))(0, 1000, 0, 2)] },
  { label: 'accuracy', frames: [learning(240)] },
  { label: 'input → exc', frames: [receptiveFields(400)], tall: true },
  { label: 'assigned', frames: [answers(10000)], tall: true },
  { label: 'ring', frames: [ring(120)], tall: true },
  { label: 'input → exc, as it stands', frames: [plain(receptiveFields(400))], tall: true },
  { label: 'sixteen fields', frames: [receptiveFields(16)], tall: true },
  { label: 'waiting', frames: [], tall: true },
];

function plain(frame: Frame): Frame {
  if (frame.kind !== 'matrix') return frame;
  const { tile: _, labels: __, ...rest } = frame;
  return rest;
}

for (const compact of [false, true]) {
  for (const { label, frames, tall } of shown) {
    const element: NlFrame = document.createElement('nl-frame');
    element.compact = compact;
    element.label = label;
    if (frames.length === 0) element.expects = 'spikes';
    if (tall && !compact) element.classList.add('tall');
    document.querySelector(compact ? '#small' : '#large')?.append(element);
    for (const frame of frames) element.frame = frame;
  }
}

if (query.has('live')) {
  const elements = [...document.querySelectorAll('nl-frame')].filter(({ label }) => label === 'exc');
  const traces = [...document.querySelectorAll('nl-frame')].filter(({ label }) => label === 'membrane potential');
  let tick = 0;
  const step = (): void => {
    const [k, start] = [Math.floor(tick / 1000), tick % 1000];
    for (const element of elements) element.frame = poisson(random, { ...trial, start, ticks: 100 }, responding(40), k);
    for (const element of traces) element.frame = voltage(start, 100, k);
    tick += 100;
    requestAnimationFrame(step);
  };
  step();
}

/** Median time in ms that a drawing takes on a canvas of 1000 × 500 device pixels; read back, so that it is done. */
function timeOf(frame: Frame): number {
  const context = new OffscreenCanvas(1000, 500).getContext('2d', { willReadFrequently: true });
  if (!context) return Number.NaN;
  const scratch = offscreenScratch();
  const times = Array.from({ length: 25 }, () => {
    const begun = performance.now();
    drawFrame(context, frame, lightTheme, 1000, 500, { scratch });
    context.getImageData(0, 0, 1, 1);
    return performance.now() - begun;
  });
  return times.sort((a, b) => a - b)[12]!;
}

function raster(count: number): Frame {
  const tick = Uint32Array.from({ length: count }, (_, k) => Math.floor((k * 1000) / count));
  const id = Uint32Array.from({ length: count }, () => Math.floor(4000 * random()));
  return { kind: 'spikes', from: 'exc.spikes', start: 0, ticks: 1000, size: 4000, dt: 0.5, tick, id, mark: mark(0) };
}

Object.assign(window, {
  timings: () => ({
    'raster, 1e4 spikes': timeOf(raster(1e4)),
    'raster, 1e5 spikes': timeOf(raster(1e5)),
    'raster, 1e6 spikes': timeOf(raster(1e6)),
    '16 traces of 1000': timeOf(potentials(Array.from({ length: 16 }, (_, k) => k))(0, 1000, 0)),
    '400 fields of 28 × 28': timeOf(receptiveFields(400)),
    'matrix 784 × 400': timeOf(plain(receptiveFields(400))),
    'confusion 10 × 10': timeOf(answers(10000)),
    'series of 10 000': timeOf(learning(10000)),
  }),
  themes: { lightTheme, darkTheme },
});
