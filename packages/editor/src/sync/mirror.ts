/**
 * Keeps a Rete editor equal to the document: the only writer of Rete. Whatever else asks Rete for a change
 * (a gesture of a plug-in, say) is refused there and handed on as an intention; core answers it, and the
 * answer comes back as a new scene.
 */
import { endOf, type Wire } from '@neuroloom/core';
import { NodeEditor } from 'rete';
import { endText, type Face } from '../model/face.ts';
import type { Point } from '../model/geometry.ts';
import { type Change, diff } from './diff.ts';
import { EMPTY, type Scene } from './scene.ts';

/** Rete's payloads are mutable and updated in place, as Rete wants it. */
export interface ReteNode {
  readonly id: string;
  face: Face;
}
export interface ReteWire {
  readonly id: string;
  readonly source: string;
  readonly sourceOutput: string;
  readonly target: string;
  readonly targetInput: string;
}
export interface Schemes {
  Node: ReteNode;
  Connection: ReteWire;
}

export type Intention =
  | { readonly want: 'connect'; readonly from: string; readonly to: string }
  | { readonly want: 'disconnect'; readonly from: string; readonly to: string }
  | { readonly want: 'remove'; readonly node: string };

/** The parts of Rete's area that the mirror drives; absent without a page. */
export interface Surface {
  move(id: string, at: Point): Promise<unknown>;
  redraw(id: string): Promise<unknown>;
}

/** Longest stretch of work before the page may paint again (ms). */
const SLICE = 8;

export class Mirror {
  readonly editor = new NodeEditor<Schemes>();
  surface: Surface | undefined;
  /** What Rete holds now. */
  shown: Scene = EMPTY;
  readonly #own = new WeakSet<object>();
  readonly #ask: (intention: Intention) => void;
  #wanted: Scene = EMPTY;
  #working: Promise<void> | undefined;
  #closed = false;

  constructor(ask: (intention: Intention) => void) {
    this.#ask = ask;
    this.editor.addPipe((signal) => {
      switch (signal.type) {
        case 'nodecreate':
          return this.#own.delete(signal.data) ? signal : undefined;
        case 'noderemove':
          return this.#allow(signal, { want: 'remove', node: signal.data.id });
        case 'connectioncreate':
          return this.#allow(signal, { want: 'connect', ...endsOf(signal.data) });
        case 'connectionremove':
          return this.#allow(signal, { want: 'disconnect', ...endsOf(signal.data) });
        case 'clear':
          return undefined;
        default:
          return signal;
      }
    });
  }

  /** Makes Rete show a scene. Calls made while it works are merged: only the latest scene counts. */
  show(scene: Scene): Promise<void> {
    this.#wanted = scene;
    this.#working ??= this.#work();
    return this.#working;
  }

  close(): void {
    this.#closed = true;
  }

  async #work(): Promise<void> {
    await Promise.resolve();
    try {
      let since = performance.now();
      while (this.shown !== this.#wanted && !this.#closed) {
        const goal = this.#wanted;
        const reached = { nodes: new Map(this.shown.nodes), wires: new Map(this.shown.wires) };
        for (const change of diff(this.shown, goal)) {
          if (this.#closed) return;
          await this.#make(change, reached);
          if (performance.now() - since > SLICE) {
            await new Promise((done) => setTimeout(done));
            since = performance.now();
            if (this.#wanted !== goal) break;
          }
        }
        this.shown = this.#wanted === goal ? goal : reached;
      }
    } finally {
      // In the same turn as the last look at what is wanted, so that no call falls between.
      this.#working = undefined;
    }
  }

  async #make(
    change: Change,
    reached: { nodes: Map<string, { face: Face; at: Point }>; wires: Map<string, Wire> },
  ): Promise<void> {
    const { editor } = this;
    switch (change.do) {
      case 'remove-wire':
        this.#mine(editor.getConnection(change.key));
        await editor.removeConnection(change.key);
        reached.wires.delete(change.key);
        return;
      case 'remove-node':
        this.#mine(editor.getNode(change.id));
        await editor.removeNode(change.id);
        reached.nodes.delete(change.id);
        return;
      case 'add-node':
        await editor.addNode(this.#mine({ id: change.face.id, face: change.face }));
        await this.surface?.move(change.face.id, change.at);
        reached.nodes.set(change.face.id, { face: change.face, at: change.at });
        return;
      case 'update-node': {
        const node = editor.getNode(change.face.id);
        if (node) node.face = change.face;
        await this.surface?.redraw(change.face.id);
        reached.nodes.set(change.face.id, {
          face: change.face,
          at: reached.nodes.get(change.face.id)?.at ?? { x: 0, y: 0 },
        });
        return;
      }
      case 'move-node': {
        await this.surface?.move(change.id, change.at);
        const before = reached.nodes.get(change.id);
        if (before) reached.nodes.set(change.id, { face: before.face, at: change.at });
        return;
      }
      case 'add-wire': {
        const [from, to] = [endOf(change.wire.from), endOf(change.wire.to)];
        await editor.addConnection(
          this.#mine({
            id: change.key,
            source: from.node,
            sourceOutput: from.port,
            target: to.node,
            targetInput: to.port,
          }),
        );
        reached.wires.set(change.key, change.wire);
      }
    }
  }

  #mine<T extends object | undefined>(payload: T): T {
    if (payload) this.#own.add(payload);
    return payload;
  }

  // A payload is the mirror's own for one call: what it created, others may still ask to remove.
  #allow<S extends { readonly data: object }>(signal: S, otherwise: Intention): S | undefined {
    if (this.#own.delete(signal.data)) return signal;
    this.#ask(otherwise);
    return undefined;
  }
}

const endsOf = (w: ReteWire): { from: string; to: string } => ({
  from: endText(w.source, w.sourceOutput),
  to: endText(w.target, w.targetInput),
});
