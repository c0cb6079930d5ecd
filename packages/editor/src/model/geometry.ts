/**
 * Where things are on the canvas, computed from the model and never measured: sizes of nodes, places of
 * ports, the course of a wire. Units are canvas units, which are CSS pixels at zoom 1.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}
/** Screen = world · k + (x, y). */
export interface Transform extends Point {
  readonly k: number;
}

export const GRID = 16;
export const NODE_WIDTH = 224;
export const VIEW_WIDTH = 256;
export const HEADER = 36;
export const SUMMARY = 22;
export const ROW = 24;
export const PAD = 8;
export const THUMB = 144;
export const ZOOM_MIN = 0.03;
export const ZOOM_MAX = 2.5;
/** Below this zoom nodes show their titles only, and sockets cannot be aimed at. */
export const SMALL = 0.55;
/** Below this zoom nodes are painted blocks; and below `SMALL` when more than `CROWD` of them are in sight. */
export const FAR = 0.22;
export const CROWD = 120;

export interface Shape {
  readonly inputs: number;
  readonly outputs: number;
  readonly summary: boolean;
  readonly view: boolean;
}

export function sizeOf(shape: Shape): { readonly width: number; readonly height: number } {
  const rows = Math.max(shape.inputs, shape.outputs);
  return {
    width: shape.view ? VIEW_WIDTH : NODE_WIDTH,
    height:
      HEADER + (shape.summary ? SUMMARY : 0) + (shape.view ? THUMB + PAD : 0) + PAD + rows * ROW + (rows > 0 ? PAD : 0),
  };
}

/** Middle of a socket, relative to the node. */
export function portAt(shape: Shape, side: 'input' | 'output', index: number): Point {
  const { width } = sizeOf(shape);
  const y = HEADER + (shape.summary ? SUMMARY : 0) + PAD + index * ROW + ROW / 2;
  return { x: side === 'input' ? 0 : width, y };
}

/** How far the handles of a wire reach; a wire that runs backwards swings out so that it stays visible. */
function reach(a: Point, b: Point): number {
  const dx = b.x - a.x;
  if (dx >= 0) return Math.min(160, Math.max(28, dx * 0.5, Math.abs(b.y - a.y) * 0.25));
  return Math.min(240, 60 + Math.abs(dx) * 0.35);
}

export function wirePath(a: Point, b: Point): string {
  const h = reach(a, b);
  return `M${r(a.x)} ${r(a.y)}C${r(a.x + h)} ${r(a.y)} ${r(b.x - h)} ${r(b.y)} ${r(b.x)} ${r(b.y)}`;
}
const r = (v: number): number => Math.round(v * 10) / 10;

export function wirePoint(a: Point, b: Point, t: number): Point {
  const h = reach(a, b);
  const u = 1 - t;
  const [c0, c1, c2, c3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: c0 * a.x + c1 * (a.x + h) + c2 * (b.x - h) + c3 * b.x, y: c0 * a.y + c1 * a.y + c2 * b.y + c3 * b.y };
}

/** Distance from a point to a wire, by 24 chords: within a pixel of the curve at the lengths wires have. */
export function wireDistance(a: Point, b: Point, p: Point): number {
  let best = Infinity;
  let last = a;
  for (let i = 1; i <= 24; i++) {
    const next = wirePoint(a, b, i / 24);
    best = Math.min(best, chordDistance(last, next, p));
    last = next;
  }
  return best;
}

function chordDistance(a: Point, b: Point, p: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** Box around a wire, handles included. */
export function wireBox(a: Point, b: Point): Rect {
  const h = reach(a, b);
  const [x0, x1] = [Math.min(a.x, b.x - h), Math.max(a.x + h, b.x)];
  const [y0, y1] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
export const contains = (r: Rect, p: Point): boolean =>
  p.x >= r.x && p.y >= r.y && p.x <= r.x + r.width && p.y <= r.y + r.height;

export function union(rects: readonly Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const q of rects) {
    x0 = Math.min(x0, q.x);
    y0 = Math.min(y0, q.y);
    x1 = Math.max(x1, q.x + q.width);
    y1 = Math.max(y1, q.y + q.height);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

export const toWorld = (t: Transform, p: Point): Point => ({ x: (p.x - t.x) / t.k, y: (p.y - t.y) / t.k });
export const toScreen = (t: Transform, p: Point): Point => ({ x: p.x * t.k + t.x, y: p.y * t.k + t.y });
export const clampZoom = (k: number): number => Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, Number.isFinite(k) ? k : 1));

/** Zooms about a point of the screen, which stays where it is. */
export function zoomAbout(t: Transform, factor: number, at: Point): Transform {
  const k = clampZoom(t.k * factor);
  const f = k / t.k;
  return { k, x: at.x - (at.x - t.x) * f, y: at.y - (at.y - t.y) * f };
}

/** The transform that shows a box in the middle of a window; never larger than life. */
export function fit(
  box: Rect | undefined,
  window: { readonly width: number; readonly height: number },
  margin = 32,
): Transform {
  if (!box || window.width <= 0 || window.height <= 0) return { x: window.width / 2, y: window.height / 2, k: 1 };
  const k = clampZoom(
    Math.min(
      1,
      (window.width - 2 * margin) / Math.max(1, box.width),
      (window.height - 2 * margin) / Math.max(1, box.height),
    ),
  );
  return { k, x: window.width / 2 - (box.x + box.width / 2) * k, y: window.height / 2 - (box.y + box.height / 2) * k };
}

/** Zoom below which not even titles can be read with ease. */
export const READING = 0.3;

/**
 * What a graph opens on: all of it, or where that would be too small to read, what is `lively` in it and as much
 * around that as has room.
 */
export function opening(
  box: Rect | undefined,
  lively: Rect | undefined,
  window: { readonly width: number; readonly height: number },
): Transform {
  const whole = fit(box, window);
  if (!box || whole.k >= READING) return whole;
  const near = lively ?? box;
  const k = clampZoom(Math.max(READING, fit(near, window).k));
  // In the middle of what is lively, but without an empty margin where the graph goes on at the other side.
  const along = (from: number, length: number, middle: number, size: number): number => {
    const [start, end] = [32 - from * k, size - 32 - (from + length) * k];
    const wanted = size / 2 - middle * k;
    return start < end ? (start + end) / 2 : Math.min(start, Math.max(end, wanted));
  };
  return {
    k,
    x: along(box.x, box.width, near.x + near.width / 2, window.width),
    y: along(box.y, box.height, near.y + near.height / 2, window.height),
  };
}

/** Keeps some of the graph in the window, so that nobody gets lost on an endless plane. */
export function bounded(
  t: Transform,
  box: Rect | undefined,
  window: { readonly width: number; readonly height: number },
  keep = 80,
): Transform {
  if (!box) return t;
  const x = Math.min(window.width - keep - box.x * t.k, Math.max(keep - (box.x + box.width) * t.k, t.x));
  const y = Math.min(window.height - keep - box.y * t.k, Math.max(keep - (box.y + box.height) * t.k, t.y));
  return { x, y, k: t.k };
}

export const snap = (v: number): number => Math.round(v / GRID) * GRID;
