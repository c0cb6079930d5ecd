/** What a node shows of itself on the canvas, derived from its definition (or the placeholder for one) and its params. */
import type { Definition, GraphDocument, GraphNode, PortDef, PortKind, Resolved, Wire } from '@neuroloom/core';
import { type Point, portAt, type Shape, sizeOf } from './geometry.ts';

export type Side = 'input' | 'output';

export interface PortFace {
  readonly side: Side;
  readonly key: string;
  readonly kind: PortKind;
  readonly unit: string;
  readonly doc: string;
  readonly axis: string;
}

export interface Face {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly summary: string;
  readonly inputs: readonly PortFace[];
  readonly outputs: readonly PortFace[];
  readonly view: boolean;
  readonly known: boolean;
  /** Kind of the port that says most about the node: its first output, else its first input. */
  readonly accent: PortKind | undefined;
  readonly shape: Shape;
  readonly width: number;
  readonly height: number;
}

export const endText = (node: string, port: string): string => `${node}.${port}`;

function ports(side: Side, defs: Readonly<Record<string, PortDef>>): PortFace[] {
  return Object.entries(defs).map(([key, d]) => ({
    side,
    key,
    kind: d.kind,
    unit: d.unit === '1' ? '' : (d.unit ?? ''),
    doc: d.doc,
    axis: d.axis,
  }));
}

/** The params a person has set, in the order in which they are declared. */
export function summaryOf(node: GraphNode, definition: Definition): string {
  const known = Object.keys(definition.params);
  const keys = known.length > 0 ? known : Object.keys(node.params);
  const shown = keys.filter((k) => {
    if (!Object.hasOwn(node.params, k)) return false;
    return node.params[k] !== definition.params[k]?.default;
  });
  return shown.map((k) => `${k} ${String(node.params[k])}`).join(' · ');
}

export function faceOf(id: string, node: GraphNode, { definition, problem }: Resolved): Face {
  const inputs = ports('input', definition.inputs);
  const outputs = ports('output', definition.outputs);
  // A node that gives nothing but pictures is for looking at, also where its picture outlives the run.
  const pictures = outputs.length > 0 && outputs.every((o) => o.kind === 'frame');
  const view = definition.plane === 'stream' && (definition.view || pictures);
  const summary = summaryOf(node, definition);
  const shape: Shape = { inputs: inputs.length, outputs: outputs.length, summary: summary !== '', view };
  return {
    id,
    title: node.title ?? definition.title,
    type: node.type,
    summary,
    inputs,
    outputs,
    view,
    known: problem === undefined,
    accent: outputs[0]?.kind ?? inputs[0]?.kind,
    shape,
    ...sizeOf(shape),
  };
}

export const portsOf = (face: Face, side: Side): readonly PortFace[] => (side === 'input' ? face.inputs : face.outputs);

export function findPort(
  face: Face,
  side: Side,
  key: string,
): { readonly port: PortFace; readonly index: number } | undefined {
  const list = portsOf(face, side);
  const index = list.findIndex((p) => p.key === key);
  return index < 0 ? undefined : { port: list[index]!, index };
}

/** Middle of a port on the canvas; a port that is not there has its wires end at the node's corner. */
export function portPoint(face: Face, at: Point, side: Side, key: string): Point {
  const found = findPort(face, side, key);
  const p = found
    ? portAt(face.shape, side, found.index)
    : { x: side === 'input' ? 0 : face.width, y: face.height / 2 };
  return { x: at.x + p.x, y: at.y + p.y };
}

/** Name of a wire, the same for the same wire in two versions of a document. */
export function wireKeys(wires: readonly Wire[]): readonly string[] {
  const seen = new Map<string, number>();
  return wires.map((w) => {
    const key = `${w.from}→${w.to}`;
    const n = seen.get(key) ?? 0;
    seen.set(key, n + 1);
    return n === 0 ? key : `${key}#${n}`;
  });
}

/** Nodes in reading order: columns from left to right, each from top to bottom. Tab follows it. */
export function readingOrder(doc: GraphDocument): readonly string[] {
  const at = (id: string): Point => doc.layout[id] ?? { x: 0, y: 0 };
  const column = (id: string): number => Math.round(at(id).x / 120);
  return Object.keys(doc.nodes).sort((a, b) => column(a) - column(b) || at(a).y - at(b).y || (a < b ? -1 : 1));
}
