import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/engine/frames.ts';
import { describeShown, describeWait } from '../../src/figure/describe.ts';
import type { IndexedImage } from '../../src/figure/pen.ts';
import { adler32, crc32, encodePng, pngDataUri, zlibStored } from '../../src/figure/png.ts';
import { show } from '../../src/figure/rolling.ts';
import { escapeXml, frameToSvg } from '../../src/figure/svg.ts';

/** A reader of PNG files after the standard, apart from the writer: checks every chunk, unpacks every pixel. */
function decodePng(bytes: Uint8Array): { width: number; height: number; rgba: number[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    chunks.set(String.fromCharCode(...bytes.subarray(at + 4, at + 8)), bytes.subarray(at + 8, at + 8 + length));
    expect(view.getUint32(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    at += 12 + length;
  }
  const header = chunks.get('IHDR')!;
  const [width, height] = [
    new DataView(header.slice().buffer).getUint32(0),
    new DataView(header.slice().buffer).getUint32(4),
  ];
  const depth = header[8]!;
  expect([...header.subarray(9)]).toEqual([3, 0, 0, 0]);
  const lines = inflateSync(chunks.get('IDAT')!);
  const perRow = 1 + Math.ceil((width * depth) / 8);
  expect(lines.length).toBe(height * perRow);
  const rgba: number[] = [];
  for (let y = 0; y < height; y++) {
    expect(lines[y * perRow]).toBe(0);
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const slot = (lines[y * perRow + 1 + (bit >> 3)]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
      rgba.push(...chunks.get('PLTE')!.subarray(3 * slot, 3 * slot + 3), chunks.get('tRNS')![slot]!);
    }
  }
  return { width, height, rgba };
}

const image = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 30 }),
    colours: fc.constantFrom(1, 2, 3, 4, 7, 16, 17, 256),
  })
  .chain(({ width, height, colours }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      pixels: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: colours - 1 }),
      palette: fc.uint8Array({ minLength: 4 * colours, maxLength: 4 * colours }),
    }),
  ); // prettier-ignore

describe('PNG', () => {
  it('has the published check values', () => {
    const digits = new TextEncoder().encode('123456789');
    expect(crc32(digits)).toBe(0xcbf43926); // the check value of CRC-32/ISO-HDLC
    expect(adler32(new TextEncoder().encode('Wikipedia'))).toBe(0x11e60398);
  });
  it('gives every pixel back', () => {
    fc.assert(
      fc.property(image, (picture: IndexedImage) => {
        const { width, height, rgba } = decodePng(encodePng(picture));
        expect([width, height]).toEqual([picture.width, picture.height]);
        expect(rgba).toEqual([...picture.pixels].flatMap((k) => [...picture.palette.subarray(4 * k, 4 * k + 4)]));
      }),
    );
  });
  it.each([0, 1, 65535, 65536, 200000])('stores %d bytes so that zlib reads them', (length) => {
    const bytes = Uint8Array.from({ length }, (_, k) => (k * 2654435761) >>> 24);
    expect(new Uint8Array(inflateSync(zlibStored(bytes)))).toEqual(bytes);
  });
});

const tags = (svg: string, name: string) => svg.match(new RegExp(`<${name}[ >]`, 'g'))?.length ?? 0;

/** Fails unless every element is closed in order and every attribute quoted: what XML asks of this small language. */
function checkXml(svg: string): void {
  const open: string[] = [];
  const left = svg.replace(
    /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/g,
    (_, close: string, name: string, _attributes, self: string) => {
      if (close) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(left).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#39);)/);
}

const weights = (): Frame => {
  const data = Float32Array.from({ length: 784 * 400 }, (_, k) => ((k * 7919) % 1000) / 1000);
  return { kind: 'matrix', from: 'input_exc.w', rows: 784, columns: 400, tile: [28, 28], data, unit: 'nS' };
};
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
    data: Float32Array.of(-65, -64, -63, -62, -60, Number.NaN, -65, -65),
  },
  weights(),
  { kind: 'matrix', from: 'w', rows: 3, columns: 2, data: Float32Array.of(-1, 0, 1, 2, Number.NaN, 0) },
  { kind: 'confusion', from: 'confusion', classes: 3, counts: Uint32Array.of(80, 5, 0, 10, 70, 2, 1, 3, 90) },
  {
    kind: 'series',
    from: 'accuracy',
    name: 'running accuracy',
    unit: '%',
    x: Float64Array.of(0, 100, 200),
    y: Float64Array.of(10, 52.5, 71.25),
  },
]; // prettier-ignore

describe('SVG', () => {
  it.each(frames.map((frame, k) => [k, frame.kind, frame] as const))(
    'of frame %i (%s) is well formed, with its words as title',
    (_k, _kind, frame) => {
      for (const compact of [false, true]) {
        const svg = frameToSvg(frame, { compact, ...(compact && { width: 176, height: 56 }) });
        checkXml(svg);
        expect(svg).toContain(`<title>${escapeXml(describeShown(show(undefined, frame, 0)))}</title>`);
        expect(svg).not.toMatch(/NaN|Infinity|undefined|style=/);
      }
    },
  );
  it('escapes what a graph file may call a node', () => {
    const hostile = `</text><script>alert("&'")</script>\u0000\ud800\u0007`;
    for (const frame of frames) {
      const svg = frameToSvg(
        { ...frame, from: hostile, ...(frame.kind === 'series' && { name: hostile, unit: hostile }) },
        { label: hostile },
      );
      checkXml(svg);
      expect(tags(svg, 'script')).toBe(0);
      // biome-ignore lint: the very characters that must not come through
      expect(svg).not.toMatch(/[\u0000-\u0008]/);
    }
  });
  it('puts 400 receptive fields into one picture of about half a megabyte', () => {
    const svg = frameToSvg(weights());
    expect(tags(svg, 'image')).toBe(2); // the page and the colour bar
    expect(svg.length).toBeLessThan(600_000);
    const uri = /href="data:image\/png;base64,([^"]+)"/.exec(svg)![1]!;
    const { width, height } = decodePng(new Uint8Array(Buffer.from(uri, 'base64')));
    expect([width, height]).toEqual([579, 579]);
  });
  it('draws a few spikes as paths, not as a picture', () => {
    const svg = frameToSvg(frames[0]!);
    expect(tags(svg, 'image')).toBe(0);
    expect(svg.length).toBeLessThan(12_000);
  });
  it('prints each count of a confusion matrix and the accuracy', () => {
    const svg = frameToSvg(frames[4]!);
    for (const count of [80, 5, 10, 70, 90]) expect(svg).toContain(`>${count}</text>`);
    expect(svg).toContain('accuracy 92.0 %'); // 240 of 261
  });
  it('keeps data URIs to what it was given', () => {
    expect(pngDataUri({ width: 1, height: 1, pixels: Uint8Array.of(0), palette: Uint8Array.of(1, 2, 3, 255) })).toMatch(
      /^data:image\/png;base64,[A-Za-z0-9+/]+=*$/,
    );
  });
});

describe('words', () => {
  it('say what a figure shows', () => {
    const words = frames.map((frame) =>
      describeShown(show(undefined, frame, 0), frame.kind === 'spikes' ? 'exc' : undefined),
    );
    expect(words).toEqual([
      'raster of exc: 3 spikes of 400 neurons in the last 500 ms',
      'traces of exc.V: 2 elements, now from −65 to −60 mV, over the last 2 ms',
      'map of input_exc.w: 400 pictures of 28 × 28, from 0 to 0.999 nS',
      'map of w: 3 rows × 2 columns, from −1 to 2',
      'confusion matrix of confusion: accuracy 92.0 %, 240 of 261 right, 3 classes',
      'running accuracy of accuracy: now 71.25 %, from 10 to 71.25 % over 3 points',
    ]);
  });
  it('say what an empty figure waits for', () => {
    expect(describeWait('spikes', 'exc')).toBe('Waiting for spikes from exc');
    expect(describeWait(undefined, '')).toBe('Waiting for a first frame');
  });
});
