/**
 * How a matrix lies on the page: as it stands, or, when each column is a picture, as a grid of pictures with a gap of
 * one cell between them. Places count cells of the page without gaps; cells are those of the matrix.
 */
import type { MatrixFrame } from '../engine/frames.ts';
import { MISSING, NOTHING, slot } from './colour.ts';

export interface TileGrid {
  /** Pictures across and down; 1 × 1 for a matrix as it stands. */
  readonly across: number;
  readonly down: number;
  /** Cells of one picture. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Pictures shown. */
  readonly count: number;
  readonly gap: 0 | 1;
}

/** Pictures across so that `count` tiles fill a page of the given aspect (width over height) at the largest scale. */
export function tilesAcross(count: number, tileWidth: number, tileHeight: number, aspect = 1): number {
  let best = 1;
  let bestScale = 0;
  for (let across = 1; across <= count; across++) {
    const down = Math.ceil(count / across);
    const scale = Math.min(aspect / (across * (tileWidth + 1) - 1), 1 / (down * (tileHeight + 1) - 1));
    if (scale >= bestScale) {
      best = across;
      bestScale = scale;
    }
    if (down === 1) break;
  }
  return best;
}

export const isTiled = ({ tile, rows }: MatrixFrame): boolean =>
  tile !== undefined && tile[0] > 0 && tile[1] > 0 && tile[0] * tile[1] === rows;

export function tileGrid(frame: MatrixFrame, { aspect = 1, most = Number.POSITIVE_INFINITY } = {}): TileGrid {
  const { tile, rows, columns } = frame;
  if (!tile || !isTiled(frame)) return { across: 1, down: 1, tileWidth: columns, tileHeight: rows, count: 1, gap: 0 };
  const [tileHeight, tileWidth] = tile;
  const count = Math.max(1, Math.min(columns, most));
  const across = tilesAcross(count, tileWidth, tileHeight, aspect);
  return { across, down: Math.ceil(count / across), tileWidth, tileHeight, count, gap: 1 };
}

/** Size of the page in cells, gaps included. */
export const pageSize = ({
  across,
  down,
  tileWidth,
  tileHeight,
  gap,
}: TileGrid): { width: number; height: number } => ({
  width: across * (tileWidth + gap) - gap,
  height: down * (tileHeight + gap) - gap,
});

/** Upper left corner of a picture on the page, in cells, gaps included. */
export const tileCorner = ({ across, tileWidth, tileHeight, gap }: TileGrid, k: number): { x: number; y: number } => ({
  x: (k % across) * (tileWidth + gap),
  y: Math.floor(k / across) * (tileHeight + gap),
});

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cell of the matrix at a pixel of the page; nothing in a gap or past the last picture. */
export function cellAt(grid: TileGrid, x: number, y: number): Cell | undefined {
  const { across, down, tileWidth, tileHeight, count, gap } = grid;
  const column = Math.floor(x / (tileWidth + gap));
  const row = Math.floor(y / (tileHeight + gap));
  const u = Math.floor(x) - column * (tileWidth + gap);
  const v = Math.floor(y) - row * (tileHeight + gap);
  if (!(column >= 0 && column < across && row >= 0 && row < down && u < tileWidth && v < tileHeight)) return undefined;
  if (gap === 0) return { row: v, column: u };
  const tile = row * across + column;
  return tile < count ? { row: v * tileWidth + u, column: tile } : undefined;
}

/** Where a cell of the matrix lies on the page: the inverse of `cellAt`. */
export function placeOf(grid: TileGrid, { row, column }: Cell): { x: number; y: number } {
  if (grid.gap === 0) return { x: column, y: row };
  const corner = tileCorner(grid, column);
  return { x: corner.x + (row % grid.tileWidth), y: corner.y + Math.floor(row / grid.tileWidth) };
}

export interface Page {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Cells per pixel, along either side; above 1 a pixel is the mean of its cells. */
  readonly fold: number;
}

/**
 * The page as palette slots, one pixel per cell; when it would have more than `most` pixels, one for each square of
 * fold × fold cells within a picture.
 */
export function paintMatrix(frame: MatrixFrame, grid: TileGrid, low: number, high: number, most = 1 << 22): Page {
  const whole = pageSize(grid);
  const fold = Math.max(1, Math.ceil(Math.sqrt((whole.width * whole.height) / most)));
  const { tileWidth, count, gap } = grid;
  const folded: TileGrid = {
    ...grid,
    tileWidth: Math.ceil(tileWidth / fold),
    tileHeight: Math.ceil(grid.tileHeight / fold),
  };
  const { width, height } = pageSize(folded);
  const pixels = new Uint8Array(width * height).fill(NOTHING);
  const { data, columns, rows } = frame;
  const visit = (put: (at: number, value: number) => void): void => {
    const corners = Float64Array.from({ length: gap === 0 ? 0 : count }, (_, k) => {
      const { x, y } = tileCorner(folded, k);
      return y * width + x;
    });
    for (let row = 0; row < rows; row++) {
      const base = row * columns;
      if (gap === 0) {
        const line = Math.floor(row / fold) * width;
        for (let column = 0; column < columns; column++) put(line + ((column / fold) | 0), data[base + column]!);
      } else {
        const inTile = Math.floor(Math.floor(row / tileWidth) / fold) * width + Math.floor((row % tileWidth) / fold);
        for (let tile = 0; tile < count; tile++) put(corners[tile]! + inTile, data[base + tile]!);
      }
    }
  };
  if (fold === 1) {
    visit((at, value) => {
      pixels[at] = slot(value, low, high);
    });
    return { width, height, pixels, fold };
  }
  const sum = new Float64Array(width * height);
  const known = new Uint32Array(width * height);
  const touched = new Uint8Array(width * height);
  visit((at, value) => {
    touched[at] = 1;
    if (value - value !== 0) return;
    sum[at]! += value;
    known[at]!++;
  });
  for (let at = 0; at < pixels.length; at++) {
    if (touched[at]) pixels[at] = known[at] ? slot(sum[at]! / known[at]!, low, high) : MISSING;
  }
  return { width, height, pixels, fold };
}
