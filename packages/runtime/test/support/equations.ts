/** A graph around one node that is written in it. */
import type { GraphDocument } from '@neuroloom/core';

/** `cells` has the definition; `more` may add nodes and wires, and change the rest. */
export const equationsGraph = (
  definition: Readonly<Record<string, unknown>>,
  more: Partial<GraphDocument> = {},
): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '0.5 ms', duration: '5 s' },
  wires: [],
  ...more,
  nodes: { cells: { type: 'equations', version: 1, params: {}, definition }, ...more.nodes },
});
