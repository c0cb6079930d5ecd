import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignalFrame, SpikesFrame } from '../../src/engine/frames.ts';
import { binSpikes, paintSpikes, populationRate } from '../../src/figure/bin.ts';
import { decimate, traceSamples } from '../../src/figure/decimate.ts';
import { clockOffset, type Rolling, show, trialStarts } from '../../src/figure/rolling.ts';

const mark = (id: number) => ({ id, sample: id, attempt: 0, stage: 'train', of: 10, frozen: false });

function spikes(
  start: number,
  ticks: number,
  size: number,
  events: readonly (readonly [number, number])[],
  trial?: number,
): SpikesFrame {
  const sorted = [...events].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const base = { kind: 'spikes', from: 'exc.spikes', start, ticks, size, dt: 0.5 } as const;
  const tick = Uint32Array.from(sorted, ([t]) => t);
  const id = Uint32Array.from(sorted, ([, n]) => n);
  return trial === undefined ? { ...base, tick, id } : { ...base, tick, id, mark: mark(trial) };
}
const asSpikes = (shown: ReturnType<typeof show>): Rolling<SpikesFrame> => {
  if (shown.kind !== 'spikes') throw new Error(shown.kind);
  return shown;
};
const alone = (frame: SpikesFrame) => asSpikes(show(undefined, frame, 0));

const population = fc
  .record({ size: fc.integer({ min: 1, max: 500 }), start: fc.nat(1000), ticks: fc.integer({ min: 1, max: 1000 }) })
  .chain(({ size, start, ticks }) =>
    fc
      .array(fc.tuple(fc.integer({ min: start, max: start + ticks - 1 }), fc.nat(size - 1)), { maxLength: 300 })
      .map((events) => ({ frame: spikes(start, ticks, size, events), events })),
  );

describe('binning', () => {
  it('puts every spike in exactly one bin, the one whose span holds it', () => {
    fc.assert(
      fc.property(
        population,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 120 }),
        ({ frame, events }, columns, rows) => {
          const grid = binSpikes(alone(frame), columns, rows);
          const expected = new Uint32Array(columns * rows);
          for (const [t, n] of events) {
            // integers only: the bin that holds the middle of the tick, and of the neuron's row
            const column = Math.floor(((2 * (t - frame.start) + 1) * columns) / (2 * frame.ticks));
            const row = Math.floor(((2 * n + 1) * rows) / (2 * frame.size));
            expected[row * columns + column]!++;
          }
          expect(grid.spikes).toBe(events.length);
          expect(grid.counts.reduce((a, b) => a + b, 0)).toBe(events.length);
          // a middle that falls on an edge may round to either side; all others agree
          const moved = grid.counts.reduce((n, c, k) => n + Math.abs(c - expected[k]!), 0);
          const onEdge = events.filter(
            ([t, n]) =>
              ((2 * (t - frame.start) + 1) * columns) % (2 * frame.ticks) === 0 ||
              ((2 * n + 1) * rows) % (2 * frame.size) === 0,
          );
          expect(moved).toBeLessThanOrEqual(2 * onEdge.length);
        },
      ),
    );
  });
  it('ignores ids that the population does not have', () => {
    expect(
      binSpikes(
        alone(
          spikes(0, 10, 4, [
            [1, 3],
            [2, 4],
            [3, 999],
          ]),
        ),
        10,
        4,
      ).spikes,
    ).toBe(1); // prettier-ignore
  });
  it('paints a dot for each spike, highest neuron on top, inside the picture', () => {
    const grid = binSpikes(
      alone(
        spikes(0, 4, 3, [
          [0, 0],
          [3, 2],
        ]),
      ),
      4,
      3,
    ); // prettier-ignore
    const row = (pixels: Uint8Array, y: number) => [...pixels.subarray(4 * y, 4 * y + 4)].map((p) => (p > 0 ? 1 : 0));
    const fine = paintSpikes(grid, 1, 1, 16);
    expect([row(fine, 0), row(fine, 1), row(fine, 2)]).toEqual([
      [0, 0, 0, 1],
      [0, 0, 0, 0],
      [1, 0, 0, 0],
    ]); // prettier-ignore
    const wide = paintSpikes(grid, 3, 1, 16);
    expect([row(wide, 0), row(wide, 2)]).toEqual([
      [0, 0, 1, 1],
      [1, 1, 0, 0],
    ]); // prettier-ignore
  });
  it('shows more spikes in a bin stronger, and never beyond the last level', () => {
    const events = [1, 2, 4, 8, 16, 64].flatMap((n, k) => Array.from({ length: n }, () => [k, 0] as const));
    const pixels = paintSpikes(binSpikes(alone(spikes(0, 6, 1, events)), 6, 1), 1, 1, 16);
    expect([...pixels]).toEqual([...pixels].sort((a, b) => a - b));
    expect(pixels[0]).toBeGreaterThan(0);
    expect(pixels[5]).toBe(15);
  });
});

describe('population rate', () => {
  it('is spikes per neuron and second', () => {
    // every one of 4 neurons fires each 10 ms: 100 Hz
    const events = Array.from({ length: 50 }, (_, k) => [0, 1, 2, 3].map((n) => [20 * k, n] as const)).flat();
    const { ticks, hertz } = populationRate(alone(spikes(0, 1000, 4, events)), 50);
    expect(ticks * 0.5).toBe(10);
    expect(hertz).toEqual(new Float64Array(50).fill(100));
  });
  it('conserves spikes over the bins, the last one short', () => {
    fc.assert(
      fc.property(population, fc.integer({ min: 1, max: 60 }), ({ frame, events }, most) => {
        const { ticks, hertz } = populationRate(alone(frame), most);
        const seconds = (k: number) => (Math.min(frame.ticks, (k + 1) * ticks) - k * ticks) * frame.dt * 1e-3;
        const total = hertz.reduce((sum, rate, k) => sum + rate * frame.size * seconds(k), 0);
        expect(total).toBeCloseTo(events.length, 6);
      }),
    );
  });
  it('knows no rate where no frame was', () => {
    let window = alone(spikes(0, 100, 2, [[3, 1]], 0));
    window = asSpikes(show(window, spikes(300, 100, 2, [[301, 0]], 0), 200));
    const { ticks, hertz } = populationRate(window, 4);
    expect(ticks).toBe(100);
    expect([...hertz].map(Number.isFinite)).toEqual([true, false, false, true]);
  });
});

describe('rolling window', () => {
  it('goes on through trials and forgets what is older than its span', () => {
    let window = asSpikes(show(undefined, spikes(0, 400, 9, [[7, 1]], 0), 500));
    expect([window.begin, window.end, window.span]).toEqual([0, 400, 1000]);
    window = asSpikes(show(window, spikes(400, 400, 9, [[401, 2]], 0), 500));
    window = asSpikes(show(window, spikes(0, 400, 9, [[5, 3]], 1), 500));
    expect([window.begin, window.end]).toEqual([200, 1200]);
    expect(trialStarts(window)).toEqual([800]);
    expect(clockOffset(window) + window.end * 0.5).toBe(0);
    expect(binSpikes(window, 1000, 9).spikes).toBe(2);
    const again = asSpikes(show(window, spikes(400, 400, 9, [[401, 2]], 1), 500));
    expect(again.pieces.length).toBe(3);
  });
  it('shows the time of the trial while it shows one trial', () => {
    let window = asSpikes(show(undefined, spikes(2000, 100, 9, [], 5), 100));
    window = asSpikes(show(window, spikes(2100, 100, 9, [], 5), 100));
    window = asSpikes(show(window, spikes(2200, 100, 9, [], 5), 100));
    expect(clockOffset(window) + window.begin * 0.5).toBe(1050);
  });
  it('shows one trial when frames are whole trials', () => {
    let window = asSpikes(show(undefined, spikes(0, 700, 9, [[1, 1]], 0), 500));
    window = asSpikes(show(window, spikes(0, 700, 9, [[2, 2]], 1), 500));
    expect([window.begin, window.end, window.span, window.pieces.length]).toEqual([0, 700, 700, 1]);
  });
  it('counts a tick once when frames overlap or come again', () => {
    let window = asSpikes(
      show(
        undefined,
        spikes(
          0,
          100,
          9,
          [
            [10, 1],
            [60, 1],
          ],
          0,
        ),
        500,
      ),
    ); // prettier-ignore
    window = asSpikes(
      show(
        window,
        spikes(
          50,
          100,
          9,
          [
            [60, 1],
            [120, 2],
          ],
          0,
        ),
        500,
      ),
    ); // prettier-ignore
    expect(binSpikes(window, 100, 9).spikes).toBe(3);
    window = asSpikes(
      show(
        window,
        spikes(
          50,
          120,
          9,
          [
            [60, 1],
            [120, 2],
            [160, 0],
          ],
          0,
        ),
        500,
      ),
    ); // prettier-ignore
    expect(binSpikes(window, 100, 9).spikes).toBe(4);
    expect(window.end).toBe(170);
  });
  it('begins anew with another population', () => {
    const window = show(undefined, spikes(0, 100, 9, [[1, 1]], 0), 500);
    expect(asSpikes(show(window, spikes(100, 100, 8, [], 0), 500)).pieces.length).toBe(1);
  });
  it('keeps a window whose length is bounded, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ start: fc.nat(400), ticks: fc.integer({ min: 1, max: 300 }), trial: fc.nat(3) }), {
          maxLength: 60,
        }),
        (list) => {
          let window: Rolling<SpikesFrame> | undefined;
          for (const { start, ticks, trial } of list) {
            window = asSpikes(show(window, spikes(start, ticks, 3, [[start, 0]], trial), 100));
            expect(window.end - window.begin).toBeLessThanOrEqual(window.span);
            expect(window.begin).toBeGreaterThanOrEqual(0);
            expect(window.span).toBeLessThanOrEqual(300);
            for (const piece of window.pieces) expect(piece.at + piece.ticks).toBeGreaterThan(window.begin);
          }
        },
      ),
    );
  });
});

describe('series', () => {
  const series = (x: number[]) =>
    ({
      kind: 'series',
      from: 'acc.series',
      name: 'accuracy',
      unit: '%',
      x: Float64Array.from(x),
      y: Float64Array.from(x, (v) => 10 * v),
    }) as const;
  it('goes on where it ended, replaces what comes again, and restarts', () => {
    let shown = show(undefined, series([0, 1, 2]));
    shown = show(shown, series([2, 3]));
    expect(shown.kind === 'series' && [...shown.x]).toEqual([0, 1, 2, 3]);
    expect(shown.kind === 'series' && [...shown.y]).toEqual([0, 10, 20, 30]);
    shown = show(shown, series([0, 1, 2, 3, 4]));
    expect(shown.kind === 'series' && [...shown.x]).toEqual([0, 1, 2, 3, 4]);
    shown = show(shown, series([0]));
    expect(shown.kind === 'series' && [...shown.x]).toEqual([0]);
  });
  it('keeps the newest 65 536 points', () => {
    let shown = show(undefined, series(Array.from({ length: 60000 }, (_, k) => k)));
    shown = show(shown, series(Array.from({ length: 10000 }, (_, k) => 60000 + k)));
    expect(shown.kind === 'series' && [shown.x.length, shown.x[0], shown.x.at(-1)]).toEqual([65536, 4464, 69999]);
  });
});

describe('decimation', () => {
  const line = (ys: readonly number[]) => ({ length: ys.length, x: (k: number) => k, y: (k: number) => ys[k]! });
  it('keeps the least and greatest value of each column, in order, with at most four points', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 50 }),
        (ys, columns) => {
          const points = decimate(line(ys), 0, ys.length, columns);
          const kept = Array.from(
            { length: points.length / 2 },
            (_, k) => [points[2 * k]!, points[2 * k + 1]!] as const,
          );
          const columnOf = (x: number) => Math.floor(x * (columns / ys.length));
          for (let c = 0; c < columns; c++) {
            const all = ys.filter((_, k) => columnOf(k) === c);
            const mine = kept.filter(([x]) => columnOf(x) === c).map(([, y]) => y);
            if (all.length === 0) continue;
            expect([Math.min(...mine), Math.max(...mine)]).toEqual([Math.min(...all), Math.max(...all)]);
            expect(mine.length).toBeLessThanOrEqual(4);
          }
          for (const [x, y] of kept) expect(y).toBe(ys[x]);
          for (let k = 1; k < kept.length; k++) expect(kept[k]![0]).toBeGreaterThan(kept[k - 1]![0]);
        },
      ),
    );
  });
  it('breaks the line at what is not finite', () => {
    expect([...decimate(line([1, Number.NaN, Number.NaN, 2]), 0, 4, 4)]).toEqual([0, 1, Number.NaN, Number.NaN, 3, 2]);
    expect([...decimate(line([1, Number.POSITIVE_INFINITY, 2]), 0, 3, 1)]).toEqual([
      0,
      1,
      Number.NaN,
      Number.NaN,
      2,
      2,
    ]);
  });
  it('reads the samples of one element through pieces, and breaks where frames are missing', () => {
    const frame = (start: number): SignalFrame => ({
      kind: 'signal',
      from: 'exc.V',
      start,
      ticks: 4,
      stride: 2,
      dt: 1,
      unit: 'mV',
      picks: Uint32Array.of(7, 9),
      data: Float32Array.of(start, 100 + start, start + 2, 102 + start),
      mark: mark(0),
    }); // prettier-ignore
    let shown = show(undefined, frame(0), 20);
    for (const start of [4, 12]) shown = show(shown, frame(start), 20);
    if (shown.kind !== 'signal') throw new Error(shown.kind);
    const samples = traceSamples(shown, 1);
    const pairs = Array.from({ length: samples.length }, (_, k) => [samples.x(k), samples.y(k)]);
    expect(pairs).toEqual([
      [0, 100],
      [2, 102],
      [4, 104],
      [6, 106],
      [8, Number.NaN],
      [12, 112],
      [14, 114],
    ]); // prettier-ignore
  });
});
