/** Paints the graph as blocks and lines where nodes are too small to be read: one canvas instead of thousands of elements. */
import type { PortKind } from '@neuroloom/core';
import { findPort } from '../../model/face.ts';
import { overlaps, type Point, type Rect, type Transform, wireBox } from '../../model/geometry.ts';
import { rectOf, type Scene, wireEnds } from '../../sync/scene.ts';
import { endOf } from '@neuroloom/core';
import { hueOf, PORT_KINDS } from '../../theme/port-kinds.ts';

export interface Paint {
  readonly hue: Readonly<Record<PortKind | 'none', string>>;
  readonly block: string;
  readonly line: string;
  readonly ink: string;
  readonly accent: string;
  readonly bad: string;
}

/** Colours of the theme as the browser resolves them; custom properties alone come back unresolved. */
export function readPaint(host: HTMLElement): Paint {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.shadowRoot?.append(probe);
  const resolve = (name: string): string => {
    probe.style.setProperty('color', `var(${name})`);
    return getComputedStyle(probe).color;
  };
  const hue = Object.fromEntries([
    ...PORT_KINDS.map((k) => [k, resolve(hueOf(k))]),
    ['none', resolve('--nl-ink-3')],
  ]) as Paint['hue'];
  const paint = {
    hue,
    block: resolve('--nl-raised'),
    line: resolve('--nl-line-strong'),
    ink: resolve('--nl-ink'),
    accent: resolve('--nl-accent'),
    bad: resolve('--nl-bad'),
  };
  probe.remove();
  return paint;
}

export interface FarState {
  readonly selected: ReadonlySet<string>;
  readonly selectedWires: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
  readonly current: string;
  readonly moved: ReadonlyMap<string, Point>;
}

export function paintFar(
  canvas: HTMLCanvasElement,
  scene: Scene,
  t: Transform,
  window: Rect,
  paint: Paint,
  state: FarState,
): void {
  const scale = globalThis.devicePixelRatio || 1;
  const [w, h] = [Math.round(window.width * scale), Math.round(window.height * scale)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const g = canvas.getContext('2d');
  if (!g) return;
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.clearRect(0, 0, w, h);
  g.setTransform(t.k * scale, 0, 0, t.k * scale, t.x * scale, t.y * scale);
  const view: Rect = { x: -t.x / t.k, y: -t.y / t.k, width: window.width / t.k, height: window.height / t.k };
  paintWires(g, scene, t, view, paint, state);
  g.textBaseline = 'middle';
  for (const placed of scene.nodes.values()) {
    const r = rectOf(placed, state.moved.get(placed.face.id));
    if (!overlaps(r, view)) continue;
    const { face } = placed;
    const hue = paint.hue[face.accent ?? 'none'];
    const chosen = state.selected.has(face.id);
    g.beginPath();
    g.roundRect(r.x, r.y, r.width, r.height, 10);
    g.fillStyle = paint.block;
    g.fill();
    g.globalAlpha = 0.16;
    g.fillStyle = hue;
    g.fill();
    g.globalAlpha = 1;
    g.lineWidth = (chosen || state.current === face.id ? 2.5 : 1) / t.k;
    g.strokeStyle = state.failed.has(face.id) ? paint.bad : chosen || state.current === face.id ? paint.accent : hue;
    g.stroke();
    if (t.k > 0.16) paintTitle(g, face.title, r, t.k, paint.ink);
  }
}

/** As many lines of words as the block has room for, at a size that can be read on the screen. */
function paintTitle(g: CanvasRenderingContext2D, title: string, r: Rect, k: number, ink: string): void {
  const size = Math.min(48, 9.5 / k);
  const [inset, step] = [3.5 / k, 1.15 * size];
  g.font = `600 ${size}px system-ui, sans-serif`;
  g.fillStyle = ink;
  g.save();
  g.beginPath();
  g.rect(r.x, r.y, r.width - 1 / k, r.height);
  g.clip();
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && g.measureText(longer).width <= r.width - 2 * inset) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, Math.max(1, Math.floor((r.height - inset) / step)));
  const first = Math.min(r.y + inset + step / 2, r.y + r.height / 2 - ((shown.length - 1) * step) / 2);
  shown.forEach((line, n) => g.fillText(line, r.x + inset, first + n * step));
  g.restore();
}

function paintWires(
  g: CanvasRenderingContext2D,
  scene: Scene,
  t: Transform,
  view: Rect,
  paint: Paint,
  state: FarState,
): void {
  const byHue = new Map<string, Path2D>();
  for (const [key, wire] of scene.wires) {
    const ends = wireEnds(scene, wire, state.moved);
    if (!ends || !overlaps(wireBox(ends[0], ends[1]), view)) continue;
    const from = endOf(wire.from);
    const face = scene.nodes.get(from.node)?.face;
    const kind = face && findPort(face, 'output', from.port)?.port.kind;
    const hue = state.selectedWires.has(key) ? paint.accent : paint.hue[kind ?? 'none'];
    let path = byHue.get(hue);
    if (!path) byHue.set(hue, (path = new Path2D()));
    const reach = Math.max(28, Math.min(160, Math.abs(ends[1].x - ends[0].x) / 2));
    path.moveTo(ends[0].x, ends[0].y);
    path.bezierCurveTo(ends[0].x + reach, ends[0].y, ends[1].x - reach, ends[1].y, ends[1].x, ends[1].y);
  }
  g.lineWidth = 1.25 / t.k;
  g.globalAlpha = 0.75;
  for (const [hue, path] of byHue) {
    g.strokeStyle = hue;
    g.stroke(path);
  }
  g.globalAlpha = 1;
}
