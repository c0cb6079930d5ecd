/**
 * Frames in the shapes and sizes that a run of digits has: a population of 400 neurons driven in trials of 350 ms and
 * 150 ms of rest, receptive fields that look like digits, answers that are mostly right.
 */
import type { ConfusionFrame, MatrixFrame, SeriesFrame, SignalFrame, SpikesFrame, TrialMark } from '@neuroloom/core';

/** A small generator (mulberry32), so that the page looks the same each time. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const mark = (id: number): TrialMark => ({
  id,
  sample: id,
  attempt: 0,
  stage: 'train',
  of: 60000,
  frozen: false,
});

/** Poisson spikes at a rate (Hz) that may depend on the tick and the neuron. */
export function poisson(
  random: () => number,
  shape: Pick<SpikesFrame, 'start' | 'ticks' | 'size' | 'dt'>,
  rate: (tick: number, neuron: number) => number,
  trial?: number,
): SpikesFrame {
  const tick: number[] = [];
  const id: number[] = [];
  for (let t = shape.start; t < shape.start + shape.ticks; t++) {
    for (let n = 0; n < shape.size; n++) {
      if (random() >= (rate(t, n) * shape.dt) / 1000) continue;
      tick.push(t);
      id.push(n);
    }
  }
  const base = {
    kind: 'spikes',
    from: 'exc.spikes',
    ...shape,
    tick: Uint32Array.from(tick),
    id: Uint32Array.from(id),
  } as const;
  return trial === undefined ? base : { ...base, mark: mark(trial) };
}

/** A fifth of the neurons respond to the image, rhythmically, and fall silent in the rest after it. */
export const responding =
  (winners: number) =>
  (tick: number, neuron: number): number => {
    if (tick >= 700) return 0.2;
    const wave = Math.max(0, Math.sin((tick * 0.5 * 2 * Math.PI) / 45)) ** 4;
    return (neuron * 7919) % 400 < winners ? 90 * wave : 1.5 * wave;
  };

/** Membrane potentials of leaky neurons that integrate a noisy current, fire at -52 mV and are reset to -65 mV. */
export function potentials(picks: readonly number[]) {
  const random = generator(5);
  const v = picks.map(() => -65);
  return (start: number, ticks: number, trial: number, stride = 1): SignalFrame => {
    const data: number[] = [];
    for (let t = 0; t < ticks; t++) {
      for (let k = 0; k < v.length; k++) {
        const drive = start + t < 700 ? 9 + 3 * k : 0;
        const u = v[k]!;
        v[k] = u >= -52 ? -65 : u + (0.5 * (-65 - u + drive)) / 20 + 0.9 * (random() - 0.5);
        if (t % stride === 0) data.push(v[k]!);
      }
    }
    const picked = Uint32Array.from(picks);
    return {
      kind: 'signal',
      from: 'exc.V',
      start,
      ticks,
      stride,
      dt: 0.5,
      unit: 'mV',
      picks: picked,
      data: Float32Array.from(data),
      mark: mark(trial),
    };
  };
}

/** Columns that look like learned digits: a blurred numeral each, slanted and scaled at random, over faint noise. */
export function receptiveFields(count: number): MatrixFrame {
  const random = generator(3);
  const canvas = new OffscreenCanvas(28, 28);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const data = new Float32Array(784 * count);
  const labels = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const digit = Math.floor(10 * random());
    labels[k] = random() < 0.03 ? -1 : digit;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, 28, 28);
    context.setTransform(0.8 + 0.4 * random(), 0, 0.5 * (random() - 0.5), 0.9 + 0.2 * random(), 14, 14);
    context.filter = 'blur(1px)';
    context.fillStyle = '#fff';
    context.font = '24px serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(String(digit), 0, 1);
    const pixels = context.getImageData(0, 0, 28, 28).data;
    for (let p = 0; p < 784; p++) data[p * count + k] = 0.7 * (pixels[4 * p]! / 255) + 0.06 * random();
  }
  return { kind: 'matrix', from: 'input_exc.w', rows: 784, columns: count, tile: [28, 28], data, labels, unit: 'nS' };
}

/** Weights of both signs: a ring of neurons that excite near and inhibit far ones. */
export function ring(size: number): MatrixFrame {
  const random = generator(8);
  const data = Float32Array.from({ length: size * size }, (_, k) => {
    const d = Math.abs((k % size) - Math.floor(k / size));
    const near = Math.min(d, size - d) / size;
    return 1.2 * Math.exp(-((near / 0.06) ** 2)) - 0.5 * Math.exp(-((near / 0.2) ** 2)) + 0.1 * (random() - 0.5);
  });
  return { kind: 'matrix', from: 'ring.w', rows: size, columns: size, data, unit: 'mV' };
}

export function answers(samples: number): ConfusionFrame {
  const random = generator(12);
  const alike = [6, 7, 3, 5, 9, 3, 0, 9, 3, 4];
  const counts = new Uint32Array(100);
  for (let k = 0; k < samples; k++) {
    const truth = Math.floor(10 * random());
    const luck = random();
    const answer = luck < 0.87 ? truth : luck < 0.95 ? alike[truth]! : Math.floor(10 * random());
    counts[10 * truth + answer]!++;
  }
  return { kind: 'confusion', from: 'assigned', classes: 10, counts };
}

export function learning(points: number): SeriesFrame {
  const random = generator(9);
  const x = Float64Array.from({ length: points }, (_, k) => 250 * k);
  const y = x.map((n) => 10 + 77 * (1 - Math.exp(-n / 5000)) + 3 * (random() - 0.5));
  return { kind: 'series', from: 'accuracy', name: 'running accuracy', unit: '%', over: 'trial', x, y };
}
