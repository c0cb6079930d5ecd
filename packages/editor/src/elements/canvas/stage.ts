/**
 * The picture on the canvas: which nodes and wires are on the page, where, and how they look. It draws at most
 * once per frame, keeps off the page what is out of sight, and turns to painted blocks when far away.
 */
import { endOf, type Frame } from '@neuroloom/core';
import { findPort, portPoint, type Side } from '../../model/face.ts';
import {
  bounded,
  CROWD,
  FAR,
  fit,
  opening,
  overlaps,
  type Point,
  type Rect,
  SMALL,
  toScreen,
  type Transform,
  union,
  wireBox,
} from '../../model/geometry.ts';
import type { Workspace } from '../../model/workspace.ts';
import { ReteView } from '../../sync/rete-view.ts';
import { rectOf, type Scene, wireEnds } from '../../sync/scene.ts';
import type { Fit, NlNode } from '../node/node.ts';
import { type FarState, type Paint, paintFar, readPaint } from './far-painter.ts';
import { WireView } from './wire-view.ts';

/** What a wire being drawn says about each port: node id → `side:key` → may it end there. */
export type Fits = ReadonlyMap<string, ReadonlyMap<string, Fit>>;

const MARGIN = 200;
/** Milliseconds of a frame in which new elements may be made. */
const MAKING = 6;

export class Stage {
  readonly #host: HTMLElement;
  readonly #box: HTMLElement;
  readonly #far: HTMLCanvasElement;
  readonly #view: ReteView;
  readonly #ws: Workspace;
  readonly #holders = new Map<string, HTMLElement>();
  readonly #nodes = new Map<string, NlNode>();
  readonly #wires = new Map<string, { readonly holder: HTMLElement; readonly view: WireView }>();
  readonly #frames = new Map<string, Frame>();
  readonly #onDraw: () => void;
  #transform: Transform = { x: 0, y: 0, k: 1 };
  #paint: Paint | undefined;
  #scheduled = 0;
  #size = { width: 0, height: 0 };
  #inSight = 0;
  #title = 0;
  /** Places of nodes that are being dragged. */
  moved: ReadonlyMap<string, Point> = new Map();
  fits: Fits | undefined;
  near: { readonly node: string; readonly port: string } | undefined;
  hover = '';
  /** The node that the keyboard is at. */
  current = '';

  constructor(host: HTMLElement, box: HTMLElement, far: HTMLCanvasElement, ws: Workspace, onDraw: () => void) {
    this.#host = host;
    this.#box = box;
    this.#far = far;
    this.#ws = ws;
    this.#onDraw = onDraw;
    this.#view = new ReteView(box, {
      node: (id, holder) => {
        this.#holders.set(id, holder);
        this.schedule();
      },
      wire: (key, holder) => {
        const view = new WireView(key);
        holder.append(view.svg);
        this.#wires.set(key, { holder, view });
        this.schedule();
      },
      gone: (holder) => this.#forget(holder),
      ask: (intention) => {
        if (intention.want === 'connect')
          ws.edit({ kind: 'add-wire', wire: { from: intention.from, to: intention.to } }, '');
        else if (intention.want === 'disconnect')
          ws.edit({ kind: 'remove-wire', wire: { from: intention.from, to: intention.to } }, '');
        else ws.edit({ kind: 'remove-node', node: intention.node }, '');
      },
    });
    this.#view.plane.classList.add('plane');
  }

  get transform(): Transform {
    return this.#transform;
  }
  get scene(): Scene {
    return this.#ws.scene;
  }
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }
  get isFar(): boolean {
    const { k } = this.#transform;
    return k < FAR || (k < SMALL && this.#inSight > CROWD);
  }

  resized(width: number, height: number): void {
    this.#size = { width, height };
    this.schedule();
  }

  setTransform(t: Transform): void {
    this.#transform = bounded(t, this.bounds(), this.#size);
    this.schedule();
  }
  bounds(): Rect | undefined {
    return union([...this.scene.nodes.values()].map((p) => rectOf(p)));
  }
  fit(): void {
    this.setTransform(fit(this.bounds(), this.#size));
  }

  /** How a graph is first seen. */
  open(): void {
    const views = [...this.scene.nodes.values()].filter((p) => p.face.view);
    this.setTransform(opening(this.bounds(), union(views.map((p) => rectOf(p))), this.#size));
  }

  /** Pans, and zooms in when text would be too small, until a node is in sight. */
  reveal(id: string): void {
    const placed = this.scene.nodes.get(id);
    if (!placed) return;
    const k = Math.max(this.#transform.k, this.isFar ? 0.7 : 0);
    const r = rectOf(placed);
    const [a, b] = [toScreen(this.#transform, r), toScreen(this.#transform, { x: r.x + r.width, y: r.y + r.height })];
    const inside = !this.isFar && a.x >= 8 && a.y >= 8 && b.x <= this.#size.width - 8 && b.y <= this.#size.height - 8;
    if (inside) return;
    this.setTransform({
      k,
      x: this.#size.width / 2 - (r.x + r.width / 2) * k,
      y: this.#size.height / 2 - (r.y + r.height / 2) * k,
    });
  }

  /** Gives a node the keyboard. It must be on the page for that, so the picture is drawn at once. */
  focus(id: string): void {
    this.current = id;
    this.reveal(id);
    this.#draw();
    const node = this.#nodes.get(id);
    if (!node) return;
    void node.updateComplete.then(() => node.focus({ preventScroll: true }));
  }

  /** The document, the selection or the problems have changed. */
  refresh(): void {
    void this.#view.show(this.scene).then(() => this.schedule());
    this.schedule();
  }
  themeChanged(): void {
    this.#paint = undefined;
    this.schedule();
  }

  preview(places: ReadonlyMap<string, Point>): void {
    for (const [id, at] of places) this.#view.preview(id, at);
    // What was moved and is not any more goes back to where the document has it.
    for (const id of this.moved.keys()) {
      const placed = this.scene.nodes.get(id);
      if (!places.has(id) && placed) this.#view.preview(id, placed.at);
    }
    this.moved = places;
    this.schedule();
  }

  setFrame(node: string, frame: Frame | undefined): void {
    if (frame) this.#frames.set(node, frame);
    else this.#frames.delete(node);
    const element = this.#nodes.get(node);
    if (element && !this.isFar && !this.#holders.get(node)?.hidden) element.show(frame, this.#transform.k);
  }
  clearFrames(): void {
    this.#frames.clear();
    for (const node of this.#nodes.values()) node.show(undefined);
  }

  /** Middle of a port on the screen, relative to the canvas. */
  portOnScreen(node: string, side: Side, key: string): Point {
    const placed = this.scene.nodes.get(node);
    if (!placed) return { x: 0, y: 0 };
    return toScreen(this.#transform, portPoint(placed.face, this.moved.get(node) ?? placed.at, side, key));
  }
  portInWorld(node: string, side: Side, key: string): Point {
    const placed = this.scene.nodes.get(node);
    return placed ? portPoint(placed.face, this.moved.get(node) ?? placed.at, side, key) : { x: 0, y: 0 };
  }

  schedule(): void {
    this.#scheduled ||= requestAnimationFrame(() => this.#draw());
  }

  destroy(): void {
    cancelAnimationFrame(this.#scheduled);
    this.#view.destroy();
    this.#box.replaceChildren();
  }

  #draw(): void {
    cancelAnimationFrame(this.#scheduled);
    this.#scheduled = 0;
    const t = this.#transform;
    this.#view.setTransform(t);
    const view: Rect = {
      x: (-t.x - MARGIN) / t.k,
      y: (-t.y - MARGIN) / t.k,
      width: (this.#size.width + 2 * MARGIN) / t.k,
      height: (this.#size.height + 2 * MARGIN) / t.k,
    };
    this.#inSight = 0;
    for (const placed of this.scene.nodes.values()) if (overlaps(rectOf(placed), view)) this.#inSight++;
    this.#scaleText(t.k);
    const far = this.isFar;
    if (far !== this.#view.plane.hidden) this.#enter(far);
    if (far) {
      this.#paint ??= readPaint(this.#host);
      paintFar(this.#far, this.scene, t, { x: 0, y: 0, ...this.#size }, this.#paint, this.#farState());
    } else {
      this.#drawNodes(view, t);
      this.#drawWires(view);
    }
    this.#onDraw();
  }

  #scaleText(k: number): void {
    const size = k < SMALL ? Math.min(26, Math.round(9.5 / k)) : 0;
    if (size === this.#title) return;
    this.#title = size;
    const set = (name: string, far: string, near: string): void =>
      this.#view.plane.style.setProperty(name, size > 0 ? far : near);
    set('--nl-title', `${size}px`, '13px');
    set('--nl-header', `${Math.max(36, Math.round(size * 2.5))}px`, '36px');
    set('--nl-title-box', '-webkit-box', 'block');
    set('--nl-title-wrap', 'normal', 'nowrap');
    set('--nl-detail', 'none', 'block');
    set('--nl-shown', 'hidden', 'visible');
  }

  // Focus inside elements that vanish would fall back to the page; the canvas keeps it.
  #enter(far: boolean): void {
    const focused = far && [...this.#nodes.values()].some((n) => n.matches(':focus-within'));
    this.#view.plane.hidden = far;
    this.#far.hidden = !far;
    if (focused) this.#box.focus({ preventScroll: true });
  }

  #drawNodes(view: Rect, t: Transform): void {
    const { selection } = this.#ws;
    const began = performance.now();
    let waiting = false;
    for (const [id, holder] of this.#holders) {
      const placed = this.scene.nodes.get(id);
      if (!placed) continue;
      const chosen = selection.nodes.has(id);
      const seen = overlaps(rectOf(placed, this.moved.get(id)), view) || id === this.current;
      if (holder.hidden === seen) holder.hidden = !seen;
      if (!seen) continue;
      let element = this.#nodes.get(id);
      if (!element) {
        // Making elements is the dear part of a pan: a few milliseconds of it per frame, the rest in the next ones.
        if (id !== this.current && performance.now() - began > MAKING) {
          waiting = true;
          continue;
        }
        element = document.createElement('nl-node') as NlNode;
        holder.append(element);
        this.#nodes.set(id, element);
      }
      element.face = placed.face;
      element.selected = chosen;
      element.problem = this.#ws.problemOf(id);
      const fits = this.fits?.get(id);
      element.fits = fits;
      element.faded = this.fits !== undefined && ![...(fits?.values() ?? [])].includes('yes');
      element.near = this.near?.node === id ? this.near.port : '';
      if (placed.face.view) element.show(this.#frames.get(id), t.k);
      const level = this.moved.has(id) ? '3' : chosen ? '2' : '1';
      if (holder.style.zIndex !== level) holder.style.zIndex = level;
    }
    if (waiting) this.schedule();
  }

  #drawWires(view: Rect): void {
    const { selection } = this.#ws;
    for (const [key, { holder, view: line }] of this.#wires) {
      const wire = this.scene.wires.get(key);
      const ends = wire && wireEnds(this.scene, wire, this.moved);
      const seen = ends !== undefined && overlaps(wireBox(ends[0], ends[1]), view);
      if (holder.hidden === seen) holder.hidden = !seen;
      if (!wire || !ends || !seen) continue;
      line.course(ends[0], ends[1]);
      const [from, to] = [endOf(wire.from), endOf(wire.to)];
      const face = this.scene.nodes.get(from.node)?.face;
      line.look({
        kind: (face && findPort(face, 'output', from.port)?.port.kind) ?? '',
        faded: this.fits !== undefined,
        selected: selection.wires.has(key) || selection.nodes.has(from.node) || selection.nodes.has(to.node),
        hover: this.hover === key,
      });
      line.svg.classList.toggle('chosen', selection.wires.has(key));
    }
  }

  #farState(): FarState {
    const { nodes, wires } = this.#ws.selection;
    const failed = new Set(this.#ws.problems.flatMap((p) => (p.node === undefined ? [] : [p.node])));
    return {
      selected: nodes,
      selectedWires: wires,
      failed,
      current: this.#box.matches(':focus') ? this.current : '',
      moved: this.moved,
    };
  }

  #forget(holder: HTMLElement): void {
    for (const [id, h] of this.#holders) {
      if (h !== holder) continue;
      this.#holders.delete(id);
      this.#nodes.delete(id);
      this.#frames.delete(id);
      if (this.current === id) this.current = '';
    }
    for (const [key, w] of this.#wires) if (w.holder === holder) this.#wires.delete(key);
  }
}
