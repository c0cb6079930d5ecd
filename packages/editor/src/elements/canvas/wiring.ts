/** A wire that is being drawn, by pointer or by keyboard: where it starts, where it may end, and why not elsewhere. */
import type { End } from '@neuroloom/core';
import { endText, portsOf, type Side } from '../../model/face.ts';
import { mayConnect } from '../../model/legality.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Fit } from '../node/node.ts';
import type { PortHit } from './hit.ts';
import type { Fits } from './stage.ts';

export const otherSide = (side: Side): Side => (side === 'input' ? 'output' : 'input');

export interface Target {
  readonly node: string;
  readonly key: string;
}

export class Wiring {
  readonly start: PortHit;
  readonly fits: Fits;
  /** Ports where the wire may end, in reading order of nodes. */
  readonly targets: readonly Target[];
  readonly #ws: Workspace;
  readonly #answers = new Map<string, string>();

  constructor(ws: Workspace, start: PortHit, order: readonly string[]) {
    this.#ws = ws;
    this.start = start;
    const fits = new Map<string, Map<string, Fit>>();
    const targets: Target[] = [];
    const side = otherSide(start.side);
    for (const id of order) {
      const face = ws.scene.nodes.get(id)?.face;
      if (!face) continue;
      const answers = new Map<string, Fit>();
      for (const port of portsOf(face, side)) {
        const good = this.because(id, port.key) === '';
        answers.set(`${side}:${port.key}`, good ? 'yes' : 'no');
        if (good) targets.push({ node: id, key: port.key });
      }
      for (const port of portsOf(face, start.side)) {
        const own = id === start.node && port.key === start.key;
        if (!own) answers.set(`${start.side}:${port.key}`, 'no');
        else answers.set(`${start.side}:${port.key}`, 'yes');
      }
      fits.set(id, answers);
    }
    this.fits = fits;
    this.targets = targets;
  }

  get end(): End {
    return { node: this.start.node, port: this.start.key };
  }
  get text(): string {
    return endText(this.start.node, this.start.key);
  }

  /** Both ends in the order of a wire. */
  wire(node: string, key: string): { readonly from: string; readonly to: string } {
    const there = endText(node, key);
    return this.start.side === 'output' ? { from: this.text, to: there } : { from: there, to: this.text };
  }

  /** Why the wire may not end there; empty when it may. */
  because(node: string, key: string): string {
    const { from, to } = this.wire(node, key);
    const id = `${from}→${to}`;
    let answer = this.#answers.get(id);
    if (answer === undefined)
      this.#answers.set(id, (answer = mayConnect(this.#ws.library, this.#ws.document, from, to).because));
    return answer;
  }

  /** Where a wire dropped on the body of a node goes: its first port that fits, else why its first one does not. */
  onBody(node: string): { readonly key: string; readonly because: string } | undefined {
    const face = this.#ws.scene.nodes.get(node)?.face;
    if (!face || node === this.start.node) return undefined;
    const ports = portsOf(face, otherSide(this.start.side));
    const good = ports.find((p) => this.because(node, p.key) === '');
    if (good) return { key: good.key, because: '' };
    return ports[0] ? { key: ports[0].key, because: this.because(node, ports[0].key) } : undefined;
  }
}
