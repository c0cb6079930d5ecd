/** Every graph there is to try a law on: of each claim, with what it probes, and of each example. */
import { readdirSync, readFileSync } from 'node:fs';
import type { GraphDocument } from '@neuroloom/core';
import { claims } from '@neuroloom/nodes/claims';

const examples = new URL('../../../../examples/', import.meta.url);

export interface Case {
  readonly name: string;
  readonly graph: GraphDocument;
}

export const exampleGraphs: readonly Case[] = readdirSync(examples)
  .filter((f) => f.endsWith('.graph.json'))
  .map((f) => ({ name: `examples/${f}`, graph: JSON.parse(readFileSync(new URL(f, examples), 'utf8')) as GraphDocument }));

export const claimGraphs: readonly Case[] = claims.map((c) => ({ name: `${c.about}: ${c.says}`, graph: c.graph }));

/** Lengths of samples that only data brings: digits everywhere. */
export const sampleLengths = (graph: GraphDocument): Map<string, number> =>
  new Map(graph.wires.map((w) => [w.to, w.from.endsWith('.image') ? 784 : 1]));
