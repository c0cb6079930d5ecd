/**
 * Automatic layout in layers, from left to right along the wires (after Sugiyama, Tagawa & Toda 1981): loops are
 * opened, each node stands one layer behind its farthest source, layers are ordered by the barycentres of their
 * neighbours, and nodes then move towards those they are wired to. Deterministic: the same graph, the same picture.
 */
import type { GraphDocument } from './document.ts';
import { endOf } from './document.ts';
import type { EditOf, Spot } from './edit.ts';
import { own } from './limits.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LayoutOptions {
  /** Space between layers and between nodes of one layer. */
  readonly gap?: { readonly x: number; readonly y: number };
  /** Top left corner of the picture. */
  readonly at?: Spot;
  /** Only these nodes move, laid out among themselves; all when absent. */
  readonly only?: readonly string[];
}

/** The edits that lay a graph out: one `move` per node whose place changes, in the order of the document. */
export function arrange(
  doc: GraphDocument,
  sizeOf: (node: string) => Size,
  options: LayoutOptions = {},
): readonly EditOf<'move'>[] {
  const { gap = { x: 80, y: 32 }, at = { x: 0, y: 0 } } = options;
  const graph = graphOf(doc, sizeOf, options.only);
  const spots: Spot[] = graph.sizes.map(() => at);
  let top = at.y;
  for (const part of parts(graph)) top = place(graph, part, { x: at.x, y: top }, gap, spots) + gap.y;
  return graph.ids.flatMap((node, k) => {
    const to = spots[k]!;
    const old = own(doc.layout, node);
    return old && old.x === to.x && old.y === to.y ? [] : [{ kind: 'move' as const, node, to }];
  });
}

/** Nodes by number, in the order of the document, with whom each is wired to; a wire counts once, self loops do not. */
interface Graph {
  readonly ids: readonly string[];
  readonly sizes: readonly Size[];
  readonly after: readonly ReadonlySet<number>[];
  readonly before: readonly ReadonlySet<number>[];
}

function graphOf(doc: GraphDocument, sizeOf: (node: string) => Size, only: readonly string[] | undefined): Graph {
  const chosen = only && new Set(only);
  const ids = Object.keys(doc.nodes).filter((id) => !chosen || chosen.has(id));
  const number = new Map(ids.map((id, k) => [id, k]));
  const after = ids.map(() => new Set<number>());
  const before = ids.map(() => new Set<number>());
  for (const wire of doc.wires) {
    const from = number.get(endOf(wire.from).node);
    const to = number.get(endOf(wire.to).node);
    // Of two nodes wired both ways, the wire that stands first in the document says which one is behind.
    if (from === undefined || to === undefined || from === to || before[from]!.has(to)) continue;
    after[from]!.add(to);
    before[to]!.add(from);
  }
  return { ids, sizes: ids.map(sizeOf), after, before };
}

/** Nodes that hang together, in the order of the document. */
function parts({ ids, after, before }: Graph): readonly (readonly number[])[] {
  const seen = new Set<number>();
  return ids.flatMap((_, start) => {
    if (seen.has(start)) return [];
    const part = new Set([start]);
    for (const k of part) for (const next of [...after[k]!, ...before[k]!]) part.add(next);
    for (const k of part) seen.add(k);
    return [[...part].sort((a, b) => a - b)];
  });
}

/** Lays out one part with its top left corner at `at`; returns its lower edge. */
function place(graph: Graph, part: readonly number[], at: Spot, gap: Spot, spots: Spot[]): number {
  const layers = ordered(graph, layered(graph, part));
  const tops = new Map<number, number>();
  for (const layer of layers) stack(graph, layer, gap.y, tops, () => 0);
  // Nodes move towards the middle of their neighbours, forwards and backwards, as far as their layer lets them.
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      stack(graph, layer, gap.y, tops, (k) => middleOfNeighbours(graph, k, tops) - graph.sizes[k]!.height / 2);
    }
  }
  const upper = part.reduce((least, k) => Math.min(least, tops.get(k)!), Infinity);
  let x = at.x;
  let lower = at.y;
  for (const layer of layers) {
    for (const k of layer) {
      const y = Math.round(at.y + tops.get(k)! - upper);
      spots[k] = { x: Math.round(x), y };
      lower = Math.max(lower, y + graph.sizes[k]!.height);
    }
    x += layer.reduce((widest, k) => Math.max(widest, graph.sizes[k]!.width), 0) + gap.x;
  }
  return lower;
}

const SWEEPS = 8;

/** Longest path from a source, over the wires that are left when each loop has lost the one that closes it. */
function layered({ after }: Graph, part: readonly number[]): readonly (readonly number[])[] {
  const closing = new Set<string>();
  const finished: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  for (const start of part) {
    if (state.has(start)) continue;
    // Depth first with a stack of our own: a chain of nodes may be longer than a call stack.
    const path = [{ k: start, next: after[start]!.values() }];
    state.set(start, 'open');
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const step = here.next.next();
      if (step.done) {
        state.set(here.k, 'done');
        finished.push(here.k);
        path.pop();
      } else if (state.get(step.value) === 'open') closing.add(`${here.k} ${step.value}`);
      else if (!state.has(step.value)) {
        state.set(step.value, 'open');
        path.push({ k: step.value, next: after[step.value]!.values() });
      }
    }
  }
  const layer = new Map(part.map((k) => [k, 0]));
  for (const k of finished.reverse()) {
    for (const next of after[k]!) {
      if (!closing.has(`${k} ${next}`)) layer.set(next, Math.max(layer.get(next)!, layer.get(k)! + 1));
    }
  }
  const layers: number[][] = [];
  for (const k of part) (layers[layer.get(k)!] ??= []).push(k);
  return layers;
}

/** Each layer sorted by where the neighbours of its nodes stand in theirs, forwards and backwards in turn. */
function ordered(graph: Graph, layers: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const sorted = layers.map((layer) => [...layer]);
  const rank = new Map<number, number>();
  const number = (layer: readonly number[]): void =>
    layer.forEach((k, at) => rank.set(k, (at + 1) / (layer.length + 1)));
  sorted.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const [neighbours, order] = sweep % 2 === 0 ? [graph.before, sorted] : [graph.after, sorted.toReversed()];
    for (const layer of order) {
      const centre = new Map(layer.map((k) => [k, mean([...neighbours[k]!].map((n) => rank.get(n)!)) ?? rank.get(k)!]));
      layer.sort((a, b) => centre.get(a)! - centre.get(b)! || a - b);
      number(layer);
    }
  }
  return sorted;
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

function middleOfNeighbours({ before, after, sizes }: Graph, k: number, tops: ReadonlyMap<number, number>): number {
  const middle = (n: number): number => tops.get(n)! + sizes[n]!.height / 2;
  return mean([...before[k]!, ...after[k]!].map(middle)) ?? middle(k);
}

/** Puts the nodes of a layer one under the other, each as near to where it wants to be as the others allow. */
function stack(
  graph: Graph,
  layer: readonly number[],
  gap: number,
  tops: Map<number, number>,
  wish: (k: number) => number,
): void {
  // Nodes that push each other form a block, which stands where the sum of its squared wishes is least: at their mean.
  const blocks: { nodes: number[]; height: number; wishes: number; top: number }[] = [];
  for (const k of layer) {
    let block = { nodes: [k], height: graph.sizes[k]!.height + gap, wishes: wish(k), top: wish(k) };
    for (let above = blocks.at(-1); above && above.top + above.height > block.top; above = blocks.at(-1)) {
      blocks.pop();
      const nodes = [...above.nodes, ...block.nodes];
      // A lower node's wish for itself is a wish for the block, less what stands above it.
      const wishes = above.wishes + block.wishes - above.height * block.nodes.length;
      block = { nodes, height: above.height + block.height, wishes, top: wishes / nodes.length };
    }
    blocks.push(block);
  }
  for (const { nodes, top } of blocks) {
    let y = top;
    for (const k of nodes) {
      tops.set(k, y);
      y += graph.sizes[k]!.height + gap;
    }
  }
}
