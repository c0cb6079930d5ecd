/** The value under a pointer or a keyboard cursor, in words, and where its cell is on the page. */
import type { ConfusionFrame, MatrixFrame } from '../engine/frames.ts';
import { confusionBox, score } from './draw-confusion.ts';
import { matrixLayout } from './draw-matrix.ts';
import { formatCount, formatNumber, withUnit } from './format.ts';
import type { Box } from './pen.ts';
import type { Shown } from './rolling.ts';
import { type Cell, cellAt, pageSize, placeOf } from './tile.ts';

export interface Probe {
  readonly cell: Cell;
  readonly box: Box;
  readonly text: string;
}

/** A figure that is made of cells, on a page of a size in CSS pixels. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly compact?: boolean;
}

export const hasCells = (shown: Shown | undefined): shown is MatrixFrame | ConfusionFrame =>
  shown?.kind === 'matrix' || shown?.kind === 'confusion';

function matrixText(frame: MatrixFrame, { row, column }: Cell, tiled: boolean): string {
  const value = withUnit(formatNumber(frame.data[row * frame.columns + column] ?? Number.NaN), frame.unit);
  const label = frame.labels?.[column];
  const named = label !== undefined && label >= 0 ? ` (class ${label})` : '';
  if (!tiled) return `row ${formatCount(row)}, column ${formatCount(column)}${named}: ${value}`;
  const width = frame.tile?.[1] ?? 1;
  return `picture ${formatCount(column)}${named}, row ${Math.floor(row / width)}, column ${row % width}: ${value}`;
}

function confusionText(frame: ConfusionFrame, { row, column }: Cell): string {
  const count = frame.counts[row * frame.classes + column] ?? 0;
  const all = score(frame).rows[row] ?? 0;
  const share = all > 0 ? ` (${((100 * count) / all).toFixed(1)} %)` : '';
  return `truth ${row}, answer ${column}: ${formatCount(count)} of ${formatCount(all)}${share}`;
}

/** What a cell says; nothing when the figure has no such cell, or does not show it. */
export function probeCell(shown: MatrixFrame | ConfusionFrame, sheet: Sheet, cell: Cell): Probe | undefined {
  const { width, height, compact = false } = sheet;
  const { row, column } = cell;
  if (shown.kind === 'confusion') {
    if (!(row >= 0 && row < shown.classes && column >= 0 && column < shown.classes)) return undefined;
    const whole = confusionBox(width, height, compact);
    const side = whole.width / shown.classes;
    const box = { x: whole.x + column * side, y: whole.y + row * side, width: side, height: side };
    return { cell, box, text: confusionText(shown, cell) };
  }
  const { grid, picture } = matrixLayout(shown, width, height, compact);
  if (!(row >= 0 && row < shown.rows && column >= 0 && column < shown.columns)) return undefined;
  if (grid.gap && column >= grid.count) return undefined;
  const page = pageSize(grid);
  const [w, h] = [picture.width / page.width, picture.height / page.height];
  const { x, y } = placeOf(grid, cell);
  const box = { x: picture.x + x * w, y: picture.y + y * h, width: w, height: h };
  return { cell, box, text: matrixText(shown, cell, grid.gap === 1) };
}

/** The cell at a point of the page. */
export function probeAt(shown: MatrixFrame | ConfusionFrame, sheet: Sheet, x: number, y: number): Probe | undefined {
  const { width, height, compact = false } = sheet;
  if (shown.kind === 'confusion') {
    const box = confusionBox(width, height, compact);
    const side = box.width / shown.classes;
    return probeCell(shown, sheet, { row: Math.floor((y - box.y) / side), column: Math.floor((x - box.x) / side) });
  }
  const { grid, picture } = matrixLayout(shown, width, height, compact);
  const page = pageSize(grid);
  const u = ((x - picture.x) / picture.width) * page.width;
  const v = ((y - picture.y) / picture.height) * page.height;
  const cell = cellAt(grid, u, v);
  return cell && probeCell(shown, sheet, cell);
}

/** The cell `right` and `down` cells further on the page, across the gaps between pictures; the same one at the edge. */
export function moveCell(
  shown: MatrixFrame | ConfusionFrame,
  sheet: Sheet,
  cell: Cell,
  right: number,
  down: number,
): Cell {
  const { row, column } = cell;
  if (shown.kind === 'confusion') {
    const clamp = (k: number): number => Math.min(shown.classes - 1, Math.max(0, k));
    return { row: clamp(row + down), column: clamp(column + right) };
  }
  const { grid } = matrixLayout(shown, sheet.width, sheet.height, sheet.compact ?? false);
  const { x, y } = placeOf(grid, cell);
  return (
    cellAt(grid, x + right, y + down) ?? cellAt(grid, x + right + Math.sign(right), y + down + Math.sign(down)) ?? cell
  );
}
