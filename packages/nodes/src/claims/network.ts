/** Graph documents in a few lines, for claims: `network({ dt, duration, nodes, wires })`. */
import type { GraphDocument, ParamValue, Quantity, TrialPhase } from '@neuroloom/core';
import { FORMAT, VERSION } from '@neuroloom/core';

export interface NetworkSpec {
  readonly dt: Quantity;
  readonly duration?: Quantity;
  readonly phases?: readonly TrialPhase[];
  readonly precision?: 'f32' | 'f64';
  readonly seed?: number;
  /** Type and params by id, and for a node of type `equations` its own text. */
  readonly nodes: Readonly<
    Record<
      string,
      readonly [
        type: string,
        params?: Readonly<Record<string, ParamValue>>,
        definition?: Readonly<Record<string, unknown>>,
      ]
    >
  >;
  /** `'a.out -> b.in'`. */
  readonly wires?: readonly string[];
}

/** For networks that are made of rows of a table: `Object.fromEntries(rows.flatMap((row): NodeEntry[] => …))`. */
export type NodeEntry = readonly [id: string, node: NetworkSpec['nodes'][string]];

export function network(spec: NetworkSpec): GraphDocument {
  return {
    format: FORMAT,
    version: VERSION,
    title: 'Claim',
    time: {
      dt: spec.dt,
      ...(spec.phases ? { phases: spec.phases } : {}),
      ...(spec.duration === undefined ? {} : { duration: spec.duration }),
    },
    seed: spec.seed ?? 1,
    ...(spec.precision ? { precision: spec.precision } : {}),
    nodes: Object.fromEntries(
      Object.entries(spec.nodes).map(([id, [type, params, definition]]) => [
        id,
        { type, version: 1, params: params ?? {}, ...(definition ? { definition } : {}) },
      ]),
    ),
    wires: (spec.wires ?? []).map((text) => {
      const [from = '', to = ''] = text.split('->').map((end) => end.trim());
      return { from, to };
    }),
    layout: {},
  };
}
