/**
 * What pointers, wheel and fingers mean on the canvas. Drag a socket: draw a wire. Drag a node: move the
 * selection. Drag nothing: a marquee, or pan with a finger or the middle button. Wheel pans,
 * Ctrl and wheel or two fingers zoom. It asks the model what is under the pointer, never the page.
 */
import { contains, overlaps, type Point, type Rect, snap, toWorld, zoomAbout } from '../../model/geometry.ts';
import { readingOrder } from '../../model/face.ts';
import { selected } from '../../model/workspace.ts';
import { rectOf } from '../../sync/scene.ts';
import type { GestureHost } from './gesture-host.ts';
import { hit, type Hit, nearestPort, type PortHit, reachOf } from './hit.ts';
import { otherSide, Wiring } from './wiring.ts';

type Mode =
  | { readonly is: 'none' }
  | { readonly is: 'press'; readonly start: Point; readonly hit: Hit; readonly keep: boolean }
  | { readonly is: 'pan'; readonly start: Point; readonly from: Point }
  | { readonly is: 'marquee'; readonly start: Point; readonly before: ReadonlySet<string> }
  | { readonly is: 'move'; readonly start: Point; readonly places: ReadonlyMap<string, Point> }
  | { readonly is: 'wire'; readonly wiring: Wiring }
  | { readonly is: 'pinch'; readonly distance: number; readonly middle: Point };

const SLOP = 4;

export class Gestures {
  readonly #host: GestureHost;
  readonly #stop = new AbortController();
  readonly #touches = new Map<number, Point>();
  #mode: Mode = { is: 'none' };
  #pointer: Point = { x: 0, y: 0 };
  #hold: ReturnType<typeof setTimeout> | undefined;

  constructor(host: GestureHost) {
    this.#host = host;
    const { box } = host;
    const signal = this.#stop.signal;
    box.addEventListener('pointerdown', (e) => this.#down(e), { signal, capture: true });
    box.addEventListener('pointermove', (e) => this.#move(e), { signal });
    box.addEventListener('pointerup', (e) => this.#up(e), { signal });
    box.addEventListener('pointercancel', (e) => this.#cancel(e), { signal });
    box.addEventListener('pointerleave', () => this.#over(undefined), { signal });
    box.addEventListener('wheel', (e) => this.#wheel(e), { signal, passive: false });
    box.addEventListener('dblclick', (e) => this.#double(e), { signal });
    box.addEventListener('contextmenu', (e) => this.#context(e), { signal });
  }

  /** Where the pointer is, for paste and for the palette. */
  get pointer(): Point {
    return this.#pointer;
  }

  /** Drops what is being done, as if it had never begun. True if there was something. */
  abort(): boolean {
    const busy = this.#mode.is !== 'none' && this.#mode.is !== 'press';
    if (this.#mode.is === 'move') this.#host.stage.preview(new Map());
    this.#end();
    return busy;
  }

  destroy(): void {
    clearTimeout(this.#hold);
    this.#stop.abort();
  }

  #at(e: MouseEvent): Point {
    const r = this.#host.box.getBoundingClientRect();
    return { x: e.clientX - r.left, y: e.clientY - r.top };
  }
  #hit(at: Point, pointer: string): Hit {
    const { stage, ws } = this.#host;
    return hit(stage.scene, stage.transform, at, pointer, ws.selection.nodes);
  }

  #down(e: PointerEvent): void {
    if (fromControl(e)) return;
    const at = this.#at(e);
    this.#pointer = at;
    if (e.pointerType === 'touch') {
      this.#touches.set(e.pointerId, at);
      if (this.#touches.size === 2) {
        this.abort();
        this.#mode = { is: 'pinch', ...span([...this.#touches.values()]) };
        return;
      }
    }
    if (this.#mode.is !== 'none' || e.button > 1) return;
    this.#host.box.setPointerCapture(e.pointerId);
    const { stage, ws } = this.#host;
    const what = this.#hit(at, e.pointerType);
    const hand = e.button === 1 || (e.pointerType === 'touch' && what.at === 'nothing');
    if (hand) {
      e.preventDefault();
      this.#mode = { is: 'pan', start: at, from: stage.transform };
      this.#host.box.classList.add('panning');
      return;
    }
    const add = e.shiftKey || e.metaKey || e.ctrlKey;
    if (what.at === 'node' && !add && !ws.selection.nodes.has(what.node)) ws.select(selected([what.node]));
    this.#mode = { is: 'press', start: at, hit: what, keep: add };
    if (e.pointerType === 'touch') this.#hold = setTimeout(() => this.#longPress(what, at), 500);
  }

  #move(e: PointerEvent): void {
    const at = this.#at(e);
    this.#pointer = at;
    if (this.#touches.has(e.pointerId)) this.#touches.set(e.pointerId, at);
    const mode = this.#mode;
    const { stage } = this.#host;
    switch (mode.is) {
      case 'none':
        if (e.pointerType === 'mouse') this.#over(this.#hit(at, 'mouse'));
        return;
      case 'press':
        if (Math.hypot(at.x - mode.start.x, at.y - mode.start.y) >= SLOP) this.#begin(mode, at);
        return;
      case 'pan':
        stage.setTransform({
          k: stage.transform.k,
          x: mode.from.x + at.x - mode.start.x,
          y: mode.from.y + at.y - mode.start.y,
        });
        return;
      case 'pinch':
        return this.#pinch(mode);
      case 'marquee':
        return this.#marquee(mode, at);
      case 'move':
        return stage.preview(this.#places(mode, at));
      case 'wire':
        return this.#draw(mode.wiring, at, e.pointerType);
    }
  }

  #begin(press: Extract<Mode, { is: 'press' }>, at: Point): void {
    clearTimeout(this.#hold);
    const { ws, stage } = this.#host;
    const { hit: what } = press;
    if (what.at === 'port' && !ws.readonly) {
      const wiring = new Wiring(ws, what, readingOrder(ws.document));
      this.#mode = { is: 'wire', wiring };
      stage.fits = wiring.fits;
      stage.schedule();
      this.#draw(wiring, at, 'mouse');
    } else if (what.at === 'node' || what.at === 'port') {
      const node = what.node;
      if (!ws.selection.nodes.has(node)) ws.select(selected(press.keep ? [...ws.selection.nodes, node] : [node]));
      if (ws.readonly) {
        this.#mode = { is: 'pan', start: press.start, from: stage.transform };
        return;
      }
      const places = new Map(
        [...ws.selection.nodes].map((id) => [id, stage.scene.nodes.get(id)?.at ?? { x: 0, y: 0 }]),
      );
      this.#mode = { is: 'move', start: press.start, places };
      this.#host.box.classList.add('moving');
    } else {
      this.#mode = { is: 'marquee', start: press.start, before: press.keep ? ws.selection.nodes : new Set() };
    }
  }

  #places(mode: Extract<Mode, { is: 'move' }>, at: Point): ReadonlyMap<string, Point> {
    const { k } = this.#host.stage.transform;
    const d = { x: (at.x - mode.start.x) / k, y: (at.y - mode.start.y) / k };
    // The first node snaps to the grid and the others keep their distance from it.
    const first = [...mode.places.values()][0] ?? { x: 0, y: 0 };
    const shift = { x: snap(first.x + d.x) - first.x, y: snap(first.y + d.y) - first.y };
    return new Map([...mode.places].map(([id, p]) => [id, { x: p.x + shift.x, y: p.y + shift.y }]));
  }

  #marquee(mode: Extract<Mode, { is: 'marquee' }>, at: Point): void {
    const { stage, ws } = this.#host;
    const rect: Rect = {
      x: Math.min(mode.start.x, at.x),
      y: Math.min(mode.start.y, at.y),
      width: Math.abs(at.x - mode.start.x),
      height: Math.abs(at.y - mode.start.y),
    };
    const corner = toWorld(stage.transform, rect);
    const world: Rect = { ...corner, width: rect.width / stage.transform.k, height: rect.height / stage.transform.k };
    const inside = [...stage.scene.nodes].filter(([, p]) => overlaps(rectOf(p), world)).map(([id]) => id);
    ws.select(selected([...mode.before, ...inside]));
    this.#host.draft({ marquee: rect });
  }

  #target(
    wiring: Wiring,
    at: Point,
    pointer: string,
  ): { readonly port: PortHit; readonly because: string } | undefined {
    const { stage } = this.#host;
    const p = toWorld(stage.transform, at);
    const port = nearestPort(stage.scene, p, (reachOf(pointer) + 8) / stage.transform.k);
    const wanted = otherSide(wiring.start.side);
    if (port && port.side === wanted) return { port, because: wiring.because(port.node, port.key) };
    const node = [...stage.scene.nodes].reverse().find(([, placed]) => contains(rectOf(placed), p))?.[0];
    const body = node === undefined ? undefined : wiring.onBody(node);
    return node !== undefined && body
      ? { port: { at: 'port', node, side: wanted, key: body.key }, because: body.because }
      : undefined;
  }

  #draw(wiring: Wiring, at: Point, pointer: string): void {
    const { stage } = this.#host;
    const target = this.#target(wiring, at, pointer);
    const legal = target && target.because === '';
    const { start } = wiring;
    stage.near = target ? { node: target.port.node, port: `${target.port.side}:${target.port.key}` } : undefined;
    stage.schedule();
    const kind = stage.scene.nodes.get(start.node)?.face;
    const port = kind && [...kind.inputs, ...kind.outputs].find((p) => p.side === start.side && p.key === start.key);
    this.#host.draft({
      wire: {
        from: stage.portOnScreen(start.node, start.side, start.key),
        reversed: start.side === 'input',
        kind: port?.kind ?? '',
        legal,
        to: legal ? stage.portOnScreen(target.port.node, target.port.side, target.port.key) : at,
      },
      ...(target && target.because !== '' ? { hint: { at, text: target.because, bad: true } } : {}),
    });
  }

  #up(e: PointerEvent): void {
    clearTimeout(this.#hold);
    this.#touches.delete(e.pointerId);
    const at = this.#at(e);
    const mode = this.#mode;
    if (mode.is === 'pinch') {
      if (this.#touches.size === 0) this.#end();
      return;
    }
    if (mode.is === 'press') this.#click(mode, e);
    if (mode.is === 'move') {
      this.#host.moved(this.#places(mode, at));
      this.#host.stage.moved = new Map();
      this.#host.stage.refresh();
    }
    if (mode.is === 'wire') this.#drop(mode.wiring, at, e.pointerType);
    else this.#end();
  }

  #click(press: Extract<Mode, { is: 'press' }>, e: PointerEvent): void {
    const { ws, stage } = this.#host;
    const { hit: what, keep } = press;
    if (what.at === 'nothing') {
      if (!keep) ws.select(selected([]));
      this.#host.box.focus({ preventScroll: true });
    } else if (what.at === 'wire') {
      ws.select(selected(keep ? ws.selection.nodes : [], toggle(keep ? ws.selection.wires : new Set(), what.key)));
      this.#host.box.focus({ preventScroll: true });
    } else {
      if (keep) ws.select(selected(toggle(ws.selection.nodes, what.node), ws.selection.wires));
      else ws.select(selected([what.node]));
      if (e.pointerType !== 'touch' && !stage.isFar) stage.focus(what.node);
      stage.current = what.node;
    }
  }

  #drop(wiring: Wiring, at: Point, pointer: string): void {
    const target = this.#target(wiring, at, pointer);
    this.#end();
    if (!target) {
      const { stage } = this.#host;
      const own = stage.scene.nodes.get(wiring.start.node);
      const onSelf = own && contains(rectOf(own), toWorld(stage.transform, at));
      if (!onSelf) this.#host.addAt(at, wiring);
      return;
    }
    const { from, to } = wiring.wire(target.port.node, target.port.key);
    if (target.because === '') this.#host.connect(from, to);
    else this.#host.refused(target.because, at);
  }

  #pinch(mode: Extract<Mode, { is: 'pinch' }>): void {
    if (this.#touches.size < 2) return;
    const { stage } = this.#host;
    const now = span([...this.#touches.values()]);
    const zoomed = zoomAbout(stage.transform, now.distance / Math.max(1, mode.distance), mode.middle);
    stage.setTransform({
      ...zoomed,
      x: zoomed.x + now.middle.x - mode.middle.x,
      y: zoomed.y + now.middle.y - mode.middle.y,
    });
    this.#mode = { is: 'pinch', ...now };
  }

  #wheel(e: WheelEvent): void {
    if (fromControl(e)) return;
    e.preventDefault();
    const { stage } = this.#host;
    const unit = e.deltaMode === 1 ? 16 : e.deltaMode === 2 ? stage.size.height : 1;
    if (e.ctrlKey || e.metaKey) {
      stage.setTransform(
        zoomAbout(stage.transform, Math.exp(-Math.max(-60, Math.min(60, e.deltaY * unit)) * 0.01), this.#at(e)),
      );
      return;
    }
    const [dx, dy] = e.shiftKey && e.deltaX === 0 ? [e.deltaY, 0] : [e.deltaX, e.deltaY];
    stage.setTransform({ k: stage.transform.k, x: stage.transform.x - dx * unit, y: stage.transform.y - dy * unit });
  }

  #double(e: MouseEvent): void {
    if (fromControl(e)) return;
    const at = this.#at(e);
    const what = this.#hit(at, 'mouse');
    if (what.at === 'nothing') this.#host.addAt(at);
    else if (what.at === 'node' || what.at === 'port') this.#host.inspect(what.node);
  }

  #context(e: MouseEvent): void {
    if (fromControl(e)) return;
    e.preventDefault();
    this.#menu(this.#hit(this.#at(e), 'mouse'), this.#at(e));
  }
  #longPress(what: Hit, at: Point): void {
    this.#end();
    this.#menu(what, at);
  }
  #menu(what: Hit, at: Point): void {
    const { ws } = this.#host;
    if ((what.at === 'node' || what.at === 'port') && !ws.selection.nodes.has(what.node))
      ws.select(selected([what.node]));
    if (what.at === 'wire' && !ws.selection.wires.has(what.key)) ws.select(selected([], [what.key]));
    this.#host.menu(what, at);
  }

  #over(what: Hit | undefined): void {
    const { stage, box } = this.#host;
    const hover = what?.at === 'wire' ? what.key : '';
    const near = what?.at === 'port' ? { node: what.node, port: `${what.side}:${what.key}` } : undefined;
    if (hover !== stage.hover || near?.node !== stage.near?.node || near?.port !== stage.near?.port) {
      stage.hover = hover;
      stage.near = near;
      stage.schedule();
    }
    box.dataset['over'] = what?.at ?? 'nothing';
  }

  #cancel(e: PointerEvent): void {
    this.#touches.delete(e.pointerId);
    this.abort();
  }
  #end(): void {
    clearTimeout(this.#hold);
    this.#mode = { is: 'none' };
    const { stage, box } = this.#host;
    stage.fits = undefined;
    stage.near = undefined;
    stage.schedule();
    box.classList.remove('panning', 'moving');
    this.#host.draft({});
  }
}

/** A pointer on a button or field inside the canvas is that control's own. */
const fromControl = (e: Event): boolean =>
  e.composedPath().some((n) => n instanceof HTMLElement && n.dataset['interactive'] !== undefined);

function toggle(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

function span(points: readonly Point[]): { readonly distance: number; readonly middle: Point } {
  const [a = { x: 0, y: 0 }, b = { x: 0, y: 0 }] = points;
  return { distance: Math.hypot(a.x - b.x, a.y - b.y), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
}
