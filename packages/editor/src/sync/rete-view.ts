/** Rete's area on the page, without its own gestures: one element per node and per wire, a transform, and places. */
import { AreaPlugin } from 'rete-area-plugin';
import type { Point, Transform } from '../model/geometry.ts';
import { type Intention, Mirror, type Schemes } from './mirror.ts';
import type { Scene } from './scene.ts';

export interface ViewEvents {
  /** A node has a place on the page, or its face has changed. */
  node(id: string, holder: HTMLElement): void;
  wire(key: string, holder: HTMLElement): void;
  gone(holder: HTMLElement): void;
  ask(intention: Intention): void;
}

export class ReteView {
  readonly #mirror: Mirror;
  readonly #area: AreaPlugin<Schemes>;

  constructor(container: HTMLElement, events: ViewEvents) {
    this.#mirror = new Mirror((i) => events.ask(i));
    const area = new AreaPlugin<Schemes>(container);
    this.#area = area;
    area.area.setDragHandler(null);
    area.area.setZoomHandler(null);
    this.#mirror.editor.use(area);
    this.#mirror.surface = {
      move: (id, at) => area.translate(id, at),
      redraw: (id) => area.update('node', id),
    };
    area.addPipe((signal) => {
      if (signal.type === 'render' && signal.data.type === 'node') {
        const { id } = signal.data.payload;
        area.nodeViews.get(id)?.dragHandler.destroy();
        events.node(id, signal.data.element);
      }
      if (signal.type === 'render' && signal.data.type === 'connection')
        events.wire(signal.data.payload.id, signal.data.element);
      if (signal.type === 'unmount') events.gone(signal.data.element);
      return signal;
    });
  }

  /** The element that pans and zooms. */
  get plane(): HTMLElement {
    return this.#area.area.content.holder;
  }

  get transform(): Transform {
    const { x, y, k } = this.#area.area.transform;
    return { x, y, k };
  }

  setTransform(t: Transform): void {
    const now = this.#area.area.transform;
    if (t.k !== now.k) void this.#area.area.zoom(t.k, t.x - now.x, t.y - now.y);
    else if (t.x !== now.x || t.y !== now.y) void this.#area.area.translate(t.x, t.y);
  }

  show(scene: Scene): Promise<void> {
    return this.#mirror.show(scene);
  }

  get shown(): Scene {
    return this.#mirror.shown;
  }

  /** Moves a node on the page while it is dragged; the document follows when the drag ends. */
  preview(id: string, at: Point): void {
    void this.#area.translate(id, at);
  }

  destroy(): void {
    this.#mirror.close();
    this.#area.destroy();
  }
}
