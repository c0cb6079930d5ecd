import type { Frame } from '@neuroloom/core';
import { darkTheme, frameToSvg, lightTheme } from '@neuroloom/core/figure';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Context, canvasPen, type Scratch } from '../../src/frames/canvas-pen.ts';
import { defineFrameElements, drawFrame, NlFrame } from '../../src/frames/index.ts';

type Call = readonly [name: string, ...args: unknown[]];

/** A context that writes down what it is asked to do. */
function recorder(): { readonly context: Context; readonly calls: Call[] } {
  const calls: Call[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]): void => {
      calls.push([name, ...args]);
    };
  const context: Context = {
    fillRect: note('fillRect'),
    beginPath: note('beginPath'),
    moveTo: note('moveTo'),
    lineTo: note('lineTo'),
    closePath: note('closePath'),
    stroke: note('stroke'),
    fill: note('fill'),
    fillText: note('fillText'),
    strokeText: note('strokeText'),
    setLineDash: note('setLineDash'),
    save: note('save'),
    restore: note('restore'),
    translate: note('translate'),
    rotate: note('rotate'),
    drawImage: note('drawImage'),
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    lineJoin: 'miter',
    globalAlpha: 1,
    font: '',
    textAlign: 'left',
    textBaseline: 'alphabetic',
    imageSmoothingEnabled: true,
    imageSmoothingQuality: 'low',
  };
  return { context, calls };
}

/** Pictures stay numbers here: a canvas to paint them on exists only in a browser. */
function pictures(): { readonly scratch: Scratch; readonly painted: [width: number, height: number, times: number][] } {
  const painted: [number, number, number][] = [];
  const source: CanvasImageSource = Object.create(null);
  const scratch: Scratch = {
    paint({ width, height, pixels }, times) {
      expect(pixels.length).toBe(width * height);
      painted.push([width, height, times]);
      return source;
    },
  };
  return { scratch, painted };
}

const frames: readonly Frame[] = [
  {
    kind: 'spikes',
    from: 'exc.spikes',
    start: 0,
    ticks: 1000,
    size: 400,
    dt: 0.5,
    tick: Uint32Array.of(1, 50, 999),
    id: Uint32Array.of(0, 399, 200),
  },
  {
    kind: 'signal',
    from: 'exc.V',
    start: 0,
    ticks: 4,
    stride: 1,
    dt: 0.5,
    unit: 'mV',
    picks: Uint32Array.of(3, 17),
    data: Float32Array.of(-65, -64, Number.NaN, -62, -60, -61, -65, -65),
  },
  {
    kind: 'matrix',
    from: 'w',
    rows: 4,
    columns: 9,
    tile: [2, 2],
    data: new Float32Array(36),
    labels: new Int32Array(9),
  },
  { kind: 'matrix', from: 'w', rows: 3, columns: 2, data: Float32Array.of(-1, 0, 1, 2, Number.NaN, 0) },
  { kind: 'confusion', from: 'c', classes: 3, counts: Uint32Array.of(80, 5, 0, 10, 70, 2, 1, 3, 90) },
  { kind: 'series', from: 'acc', name: 'accuracy', unit: '%', x: Float64Array.of(0, 100), y: Float64Array.of(10, 71) },
  // what a run shows before anything has happened
  { kind: 'spikes', from: 'e', start: 0, ticks: 0, size: 0, dt: 0.5, tick: new Uint32Array(), id: new Uint32Array() },
  {
    kind: 'signal',
    from: 'e',
    start: 0,
    ticks: 0,
    stride: 1,
    dt: 0.5,
    unit: '1',
    picks: new Uint32Array(),
    data: new Float32Array(),
  },
  { kind: 'matrix', from: 'e', rows: 0, columns: 0, data: new Float32Array() },
  { kind: 'confusion', from: 'e', classes: 0, counts: new Uint32Array() },
  { kind: 'series', from: 'e', name: 'n', unit: '1', x: new Float64Array(), y: new Float64Array() },
]; // prettier-ignore

describe('the pen of a canvas', () => {
  it('puts straight lines of one device pixel on one row of pixels', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 500, noNaN: true }), fc.constantFrom(1, 1.25, 1.5, 2, 3), (y, scale) => {
        const { context, calls } = recorder();
        const pen = canvasPen(context, lightTheme, scale, pictures().scratch);
        pen.line([0, y, 10, y], { colour: [0, 0, 0], width: 1 / scale });
        const drawn = calls.find(([name]) => name === 'moveTo')?.[2];
        const device = Number(drawn) * scale;
        expect(Math.abs(device - Math.floor(device) - 0.5)).toBeLessThan(1e-9);
        expect(Math.abs(Number(drawn) - y)).toBeLessThanOrEqual(0.5 / scale + 1e-9);
      }),
    );
  });
  it('lifts over what is not finite', () => {
    const { context, calls } = recorder();
    canvasPen(context, lightTheme, 1, pictures().scratch).line([0, 1, 2, 3, Number.NaN, Number.NaN, 4, 5, 6, 7], {
      colour: [0, 0, 0],
      width: 1,
    });
    expect(calls.filter(([name]) => /To$/.test(name))).toEqual([
      ['moveTo', 0, 1],
      ['lineTo', 2, 3],
      ['moveTo', 4, 5],
      ['lineTo', 6, 7],
    ]); // prettier-ignore
  });
  it('enlarges pictures by whole factors first, and draws them as they are where factors are whole', () => {
    const image = { width: 10, height: 10, pixels: new Uint8Array(100), palette: new Uint8Array(4) };
    const times = [10, 20, 25, 45, 7].map((side) => {
      const { context } = recorder();
      const { scratch, painted } = pictures();
      canvasPen(context, lightTheme, 1, scratch).image(image, 0.3, 0.4, side, side);
      return [painted[0]?.[2], context.imageSmoothingEnabled];
    });
    expect(times).toEqual([
      [1, false],
      [1, false],
      [3, true],
      [1, false],
      [1, true],
    ]); // prettier-ignore
  });
  it.each(frames.map((frame, k) => [k, frame.kind, frame] as const))(
    'draws frame %i (%s) at any size, large and small, with finite numbers',
    (_k, _kind, frame) => {
      for (const [width, height, compact] of [
        [640, 300, false],
        [176, 56, true],
        [30, 20, false],
        [3, 3, true],
      ] as const) {
        // prettier-ignore
        const { context, calls } = recorder();
        drawFrame(context, frame, darkTheme, width, height, { compact, scale: 2, scratch: pictures().scratch });
        for (const [name, ...args] of calls) {
          for (const arg of args.flat()) if (typeof arg === 'number') expect(Number.isFinite(arg), name).toBe(true);
          if (name === 'fillText') expect(String(args[0])).not.toMatch(/NaN|undefined/);
        }
      }
    },
  );
  it('writes the same words that the SVG of a frame has', () => {
    for (const frame of frames.slice(0, 6)) {
      const { context, calls } = recorder();
      drawFrame(context, frame, lightTheme, 640, 300, { scratch: pictures().scratch });
      const drawn = calls.filter(([name]) => name === 'fillText').map(([, text]) => text);
      const written = [...frameToSvg(frame, { width: 640, height: 300 }).matchAll(/<text[^>]*>([^<]*)</g)].map(
        (match) => match[1],
      );
      expect(written).toEqual(drawn);
    }
  });
});

describe('the element', () => {
  it('is defined once, and only when asked', () => {
    const defined = new Map<string, CustomElementConstructor>();
    const registry = {
      get: (name: string) => defined.get(name),
      define: (name: string, element: CustomElementConstructor) => {
        if (defined.has(name)) throw new Error(name);
        defined.set(name, element);
      },
    };
    defineFrameElements(registry);
    defineFrameElements(registry);
    expect([...defined]).toEqual([['nl-frame', NlFrame]]);
  });
});
