/** A heat map with its colour bar; when each column is a picture, a grid of receptive fields on one shared scale. */
import type { MatrixFrame } from '../engine/frames.ts';
import { type FigureOptions, heading, MARGIN, SMALL, xAxis, yAxis } from './axes.ts';
import { type ColourMap, diverging, palette, viridis } from './colour.ts';
import { counted, formatCount, formatTick, withUnit } from './format.ts';
import type { Box, Pen } from './pen.ts';
import { extent, linearScale } from './scale.ts';
import type { Theme } from './theme.ts';
import { isTiled, pageSize, paintMatrix, placeOf, type TileGrid, tileGrid } from './tile.ts';
import { axisTicks, niceRange } from './ticks.ts';

const BAR = { gap: 14, width: 12, room: 76 } as const;
/** A picture on a node is at least this large, so that it can be recognised; the others are left out. */
const LEGIBLE = 17;

export interface MatrixLayout {
  readonly grid: TileGrid;
  readonly picture: Box;
}

/** Where the cells lie: the same answer for the drawing and for a pointer. */
export function matrixLayout(frame: MatrixFrame, width: number, height: number, compact: boolean): MatrixLayout {
  const tiled = isTiled(frame);
  const room: Box = compact
    ? { x: 2, y: 2, width: width - 4, height: height - 4 }
    : {
        x: tiled ? 12 : MARGIN.left,
        y: MARGIN.top,
        width: Math.max(1, width - (tiled ? 12 : MARGIN.left) - BAR.room),
        height: Math.max(1, height - MARGIN.top - (tiled ? 10 : MARGIN.bottom)),
      };
  const most = compact ? Math.max(1, Math.floor(room.width / LEGIBLE) * Math.floor(room.height / LEGIBLE)) : undefined;
  const shape = compact ? { aspect: room.width / room.height, most: most! } : {};
  const grid = tileGrid(frame, shape);
  const page = pageSize(grid);
  const scale = Math.min(room.width / page.width, room.height / page.height);
  const [w, h] = [page.width * scale, page.height * scale];
  // cells stay square unless that would leave most of the room empty
  const stretch = !tiled && w * h < 0.35 * room.width * room.height;
  const picture = { ...room, width: stretch ? room.width : w, height: stretch ? room.height : h };
  return { grid, picture };
}

export interface MatrixColours {
  readonly low: number;
  readonly high: number;
  readonly missing: number;
  readonly map: ColourMap;
}

/** Viridis for values of one sign, a diverging map with 0 in the middle for both. A range from near 0 begins at 0. */
export function matrixColours(frame: MatrixFrame, theme: Theme): MatrixColours {
  const { low, high, missing } = extent(frame.data);
  if (low < 0 && high > 0) {
    const most = Math.max(-low, high);
    return { low: -most, high: most, missing, map: diverging(theme.negative, theme.background, theme.positive) };
  }
  const [from, to] =
    low < high
      ? [low >= 0 && low < high / 2 ? 0 : low, high <= 0 && high > low / 2 ? 0 : high]
      : niceRange(low, high, 4);
  return { low: from, high: to, missing, map: viridis };
}

export function drawMatrix(
  pen: Pen,
  frame: MatrixFrame,
  theme: Theme,
  width: number,
  height: number,
  { compact = false, label }: FigureOptions,
): void {
  if (frame.rows * frame.columns === 0) {
    if (!compact) heading(pen, theme, width, label ?? frame.from, 'no cells');
    return;
  }
  const { grid, picture } = matrixLayout(frame, width, height, compact);
  const { low, high, missing, map } = matrixColours(frame, theme);
  const colours = palette(map, theme.warning);
  const most = Math.max(1, 4 * picture.width * picture.height * pen.scale ** 2);
  pen.image(
    { ...paintMatrix(frame, grid, low, high, most), palette: colours },
    picture.x,
    picture.y,
    picture.width,
    picture.height,
  );
  if (grid.gap) drawLabels(pen, frame, grid, picture);
  if (compact) return;
  if (!grid.gap) {
    xAxis(pen, theme, picture, -0.5, frame.columns - 0.5, 'column', frame.columns);
    yAxis(pen, theme, picture, frame.rows - 0.5, -0.5, { title: 'row', most: frame.rows });
  }
  drawBar(pen, theme, picture, map, low, high, frame.unit, height);
  const size = grid.gap
    ? `${counted(frame.columns, 'picture')} of ${grid.tileHeight} × ${grid.tileWidth}`
    : `${formatCount(frame.rows)} × ${formatCount(frame.columns)}`;
  heading(pen, theme, width, label ?? frame.from, size, missing ? `${counted(missing, 'value')} not finite` : '');
}

/** The class of each picture in its corner, where there is room for it. */
function drawLabels(pen: Pen, { labels }: MatrixFrame, grid: TileGrid, picture: Box): void {
  const perCell = picture.width / pageSize(grid).width;
  const size = Math.min(12, Math.max(8, 0.3 * grid.tileHeight * perCell));
  if (!labels || Math.min(grid.tileHeight, grid.tileWidth) * perCell < 24) return;
  for (let k = 0; k < Math.min(grid.count, labels.length); k++) {
    const name = labels[k]!;
    if (name < 0) continue;
    const corner = placeOf(grid, { row: 0, column: k });
    const x = picture.x + (corner.x + grid.tileWidth) * perCell - 2;
    const y = picture.y + corner.y * perCell + size / 2 + 1;
    pen.text(x, y, String(name), { colour: [255, 255, 255], halo: [0, 0, 0], size, align: 'end', bold: true });
  }
}

function drawBar(
  pen: Pen,
  theme: Theme,
  picture: Box,
  map: ColourMap,
  low: number,
  high: number,
  unit: string | undefined,
  height: number,
): void {
  const x = picture.x + picture.width + BAR.gap;
  const tall = Math.max(24, Math.min(picture.height, 180, height - picture.y - 12));
  const steps = 128;
  const pixels = Uint8Array.from({ length: steps }, (_, k) => 255 - Math.floor((k * 254) / steps));
  pen.image({ width: 1, height: steps, pixels, palette: palette(map, theme.warning) }, x, picture.y, BAR.width, tall);
  const scale = linearScale(low, high, picture.y + tall, picture.y);
  const { step, values } = axisTicks(low, high, Math.max(1, tall / 28));
  values.forEach((value, k) => {
    const y = scale.at(value);
    pen.line([x + BAR.width, y, x + BAR.width + 3, y], { colour: theme.muted, width: 1 });
    const text = formatTick(value, step);
    const named = k === values.length - 1 ? withUnit(text, unit) : text;
    pen.text(x + BAR.width + 6, y, named, { colour: theme.muted, size: SMALL });
  });
}
