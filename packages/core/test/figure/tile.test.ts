import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatrixFrame } from '../../src/engine/frames.ts';
import { contrast, diverging, hex, MISSING, NOTHING, palette, slot, viridis } from '../../src/figure/colour.ts';
import { moveCell, probeAt, probeCell } from '../../src/figure/probe.ts';
import { darkTheme, lightTheme, type Theme } from '../../src/figure/theme.ts';
import { cellAt, pageSize, paintMatrix, placeOf, tileGrid } from '../../src/figure/tile.ts';

const matrix = (rows: number, columns: number, tile?: readonly [number, number]): MatrixFrame => ({
  kind: 'matrix',
  from: 'w',
  rows,
  columns,
  data: Float32Array.from({ length: rows * columns }, (_, k) => k),
  ...(tile && { tile }),
}); // prettier-ignore

const tiled = fc
  .record({
    h: fc.integer({ min: 1, max: 9 }),
    w: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 40 }),
    picture: fc.boolean(),
  })
  .map(({ h, w, columns, picture }) => (picture ? matrix(h * w, columns, [h, w]) : matrix(h * w, columns)));

describe('tiles', () => {
  it('lie in a grid as square as it can be', () => {
    expect(tileGrid(matrix(784, 400, [28, 28]))).toMatchObject({ across: 20, down: 20, count: 400 });
    expect(pageSize(tileGrid(matrix(784, 400, [28, 28])))).toEqual({ width: 579, height: 579 });
    for (let n = 1; n <= 150; n++) {
      const { across, down } = tileGrid(matrix(4, n, [2, 2]));
      expect(across * down).toBeGreaterThanOrEqual(n);
      // no grid with room for all has a shorter longer side
      expect(Math.max(across, down)).toBe(Math.ceil(Math.sqrt(n)));
    }
  });
  it('give each cell of the matrix one place, and the place its cell back', () => {
    fc.assert(
      fc.property(tiled, (frame) => {
        const grid = tileGrid(frame);
        const { width, height } = pageSize(grid);
        const taken = new Set<number>();
        for (let row = 0; row < frame.rows; row++) {
          for (let column = 0; column < frame.columns; column++) {
            const { x, y } = placeOf(grid, { row, column });
            expect(x >= 0 && x < width && y >= 0 && y < height).toBe(true);
            expect(cellAt(grid, x + 0.5, y + 0.5)).toEqual({ row, column });
            taken.add(y * width + x);
          }
        }
        expect(taken.size).toBe(frame.rows * frame.columns);
      }),
      { numRuns: 40 },
    );
  });
  it('paint each cell where it lies, gaps clear', () => {
    fc.assert(
      fc.property(tiled, (frame) => {
        const grid = tileGrid(frame);
        const high = frame.data.length;
        const page = paintMatrix(frame, grid, 0, high);
        for (let y = 0; y < page.height; y++) {
          for (let x = 0; x < page.width; x++) {
            const cell = cellAt(grid, x, y);
            const expected = cell ? slot(cell.row * frame.columns + cell.column, 0, high) : NOTHING;
            expect(page.pixels[y * page.width + x]).toBe(expected);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
  it('are means of squares of cells when there are more cells than pixels', () => {
    const frame = { ...matrix(4, 4), data: Float32Array.of(0, 2, 8, 8, 4, 6, 8, 8, 1, 1, Number.NaN, 5, 1, 1, 5, 5) };
    const page = paintMatrix(frame, tileGrid(frame), 0, 10, 4);
    expect(page).toMatchObject({ width: 2, height: 2, fold: 2 });
    expect([...page.pixels]).toEqual([3, 8, 1, 5].map((v) => slot(v, 0, 10)));
    const blank = { ...frame, data: frame.data.map(() => Number.NaN) };
    expect([...paintMatrix(blank, tileGrid(blank), 0, 1, 4).pixels]).toEqual([1, 1, 1, 1].map(() => MISSING));
  });
  it('fold within a picture, never across its edge', () => {
    const frame = matrix(9, 2, [3, 3]);
    const page = paintMatrix(frame, tileGrid(frame), 0, 18, 12);
    expect(page.fold).toBe(2);
    expect(page.width).toBe(2 * 2 + 1);
    expect(page.pixels[3]).toBe(slot((1 + 3 + 7 + 9) / 4, 0, 18)); // the first square of the second picture
  });
});

describe('probe', () => {
  const sheet = { width: 640, height: 420 };
  it('reads in a place what was drawn there', () => {
    fc.assert(
      fc.property(tiled, fc.nat(), fc.nat(), (frame, r, c) => {
        const cell = { row: r % frame.rows, column: c % frame.columns };
        const probe = probeCell(frame, sheet, cell)!;
        const { x, y, width, height } = probe.box;
        const back = probeAt(frame, sheet, x + width / 2, y + height / 2);
        expect(back?.cell).toEqual(cell);
        expect(back?.text).toBe(probe.text);
      }),
    );
  });
  it('says value, index, class and unit', () => {
    const frame = { ...matrix(4, 3, [2, 2]), unit: 'nS', labels: Int32Array.of(7, -1, 3) };
    expect(probeCell(frame, sheet, { row: 3, column: 2 })?.text).toBe('picture 2 (class 3), row 1, column 1: 11 nS');
    expect(probeCell(frame, sheet, { row: 0, column: 1 })?.text).toBe('picture 1, row 0, column 0: 1 nS');
    expect(probeCell(matrix(2, 2), sheet, { row: 1, column: 0 })?.text).toBe('row 1, column 0: 2');
    expect(probeCell(matrix(2, 2), sheet, { row: 2, column: 0 })).toBeUndefined();
  });
  it('walks over every cell with the arrows, across gaps', () => {
    const frame = matrix(4, 9, [2, 2]);
    const seen = new Set<string>();
    let cell = { row: 0, column: 0 };
    for (let y = 0; y < 6; y++) {
      for (let x = 0; x < 5; x++) {
        seen.add(`${cell.row},${cell.column}`);
        cell = moveCell(frame, sheet, cell, 1, 0);
      }
      seen.add(`${cell.row},${cell.column}`);
      for (let x = 0; x < 9; x++) cell = moveCell(frame, sheet, cell, -1, 0);
      cell = moveCell(frame, sheet, cell, 0, 1);
    }
    expect(seen.size).toBe(36);
  });
  it('gives counts and the share of the true class', () => {
    const frame = { kind: 'confusion', from: 'c', classes: 2, counts: Uint32Array.of(6, 2, 0, 0) } as const;
    expect(probeCell(frame, sheet, { row: 0, column: 1 })?.text).toBe('truth 0, answer 1: 2 of 8 (25.0 %)');
    expect(probeCell(frame, sheet, { row: 1, column: 1 })?.text).toBe('truth 1, answer 1: 0 of 0');
    expect(moveCell(frame, sheet, { row: 1, column: 1 }, 1, 1)).toEqual({ row: 1, column: 1 });
  });
});

describe('colour', () => {
  it('is viridis at the published quarters', () => {
    // matplotlib's table at 0, 64, 128, 191 and 255 of 255; only the ends are among the colours that the curve is drawn through
    const published = [
      [0, 68, 1, 84],
      [64, 59, 82, 139],
      [128, 33, 145, 140],
      [191, 94, 201, 98],
      [255, 253, 231, 37],
    ]; // prettier-ignore
    for (const [k, ...rgb] of published) {
      viridis(k! / 255).forEach((c, i) => {
        expect(Math.abs(c - rgb[i]!)).toBeLessThanOrEqual(3);
      });
    }
  });
  it('grows lighter without a step back', () => {
    const light = Array.from({ length: 256 }, (_, k) => contrast(viridis(k / 255), [0, 0, 0]));
    for (let k = 1; k < 256; k++) expect(light[k]).toBeGreaterThan(light[k - 1]!);
  });
  it('diverges evenly from the ground', () => {
    const map = diverging(lightTheme.negative, lightTheme.background, lightTheme.positive);
    map(0.5).forEach((c, i) => {
      expect(c).toBeCloseTo(lightTheme.background[i]!, 3);
    });
    map(1).forEach((c, i) => {
      expect(c).toBeCloseTo(lightTheme.positive[i]!, 3);
    });
  });
  it('has a slot for each value, in order, and one for what is not a number', () => {
    expect([slot(0, 0, 1), slot(1, 0, 1), slot(-5, 0, 1), slot(5, 0, 1)]).toEqual([2, 255, 2, 255]);
    expect(slot(Number.NaN, 0, 1)).toBe(MISSING);
    const bytes = palette(viridis, [1, 2, 3]);
    expect([...bytes.subarray(0, 8)]).toEqual([0, 0, 0, 0, 1, 2, 3, 255]);
    expect([...bytes.subarray(8, 12)]).toEqual([68, 1, 84, 255]);
  });
  // Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light
  const BLIND = {
    protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
    tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
  } as const;
  const lab = (rgb: readonly number[], eye: readonly number[]) => {
    const linear = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    const seen = [0, 1, 2].map((i) =>
      Math.max(
        0,
        linear.reduce((sum, v, k) => sum + v * eye[3 * i + k]!, 0),
      ),
    );
    const l = Math.cbrt(0.4122214708 * seen[0]! + 0.5363325363 * seen[1]! + 0.0514459929 * seen[2]!);
    const m = Math.cbrt(0.2119034982 * seen[0]! + 0.6806995451 * seen[1]! + 0.1073969566 * seen[2]!);
    const s = Math.cbrt(0.0883024619 * seen[0]! + 0.2817188376 * seen[1]! + 0.6299787005 * seen[2]!);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const NORMAL = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  it.each([
    ['light', lightTheme],
    ['dark', darkTheme],
  ] as [string, Theme][])('keeps the lines of the %s theme apart', (_, theme) => {
    // prettier-ignore
    const distance = (a: number[], b: number[]) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
    for (const [name, eye] of Object.entries({ normal: NORMAL, ...BLIND })) {
      theme.lines.forEach((a, i) => {
        expect(contrast(a, theme.background)).toBeGreaterThanOrEqual(3);
        theme.lines.slice(0, i).forEach((b, k) => {
          // 0.02 is about what an eye just tells apart in OKLab; more than three times that is plain
          expect(distance(lab(a, eye), lab(b, eye)), `${name} ${i} ${k}`).toBeGreaterThan(0.07);
        });
      });
    }
  });
  it('writes in colours that can be read', () => {
    for (const theme of [lightTheme, darkTheme]) {
      for (const ink of [theme.foreground, theme.muted, theme.warning])
        expect(contrast(ink, theme.background)).toBeGreaterThanOrEqual(4.5);
    }
    expect(hex('#0b62b0')).toEqual([11, 98, 176]);
  });
});
