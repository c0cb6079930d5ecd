/**
 * The law of no privilege: a built-in node replaced by its own text in an Equations node compiles to the same
 * bytes. Whatever the compiler does for a node, it does for its formulas.
 */
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { wasmOf } from '../../src/targets/null/null.ts';
import { claimGraphs, exampleGraphs, extraGraphs, sampleLengths } from '../support/graphs.ts';

/** The graph with every tick-plane node of the library written out. */
function spelledOut(graph: GraphDocument): GraphDocument {
  const spelled = Object.entries(graph.nodes).map(([id, node]) => {
    const def = nodes.definitions.get(node.type);
    if (def?.plane !== 'tick') return [id, node];
    const { plane: _plane, type: _type, version: _version, migrate: _migrate, ...text } = def;
    return [id, { type: 'equations', version: 1, params: node.params, definition: text }];
  });
  return { ...graph, nodes: Object.fromEntries(spelled) as GraphDocument['nodes'] };
}

describe.each([...exampleGraphs, ...extraGraphs, ...claimGraphs])('$name', ({ graph }) => {
  it.each(['f32', 'f64'] as const)('emits the same WebAssembly from nodes and from their text, in %s', (precision) => {
    const lengths = sampleLengths(graph);
    const builtIn = wasmOf(compile({ ...graph, precision }, nodes, { sampleLengths: lengths }));
    const written = wasmOf(compile(spelledOut({ ...graph, precision }), nodes, { sampleLengths: lengths }));
    expect(Buffer.compare(builtIn, written)).toBe(0);
    expect(builtIn.length).toBeGreaterThan(100);
  });
});
