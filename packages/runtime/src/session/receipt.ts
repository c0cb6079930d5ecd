/** What a run can be checked by: digests of what went in and what came out, and everything that decides between them. */
import type { GraphDocument, Receipt } from '@neuroloom/core';
import { canonicalJson, digestGraph, sha256, sha256Stream } from '@neuroloom/core';
import type { TickPlane } from './tick-plane.ts';

export type EditLog = Receipt['edits'][number][];

export interface ReceiptParts {
  readonly graph: GraphDocument;
  readonly plane: TickPlane;
  readonly metrics: Readonly<Record<string, number>>;
  readonly edits: EditLog;
  readonly seed: number;
  readonly target: string;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Digests of the data sets that were read. */
  readonly data: readonly string[];
  /** A running digest of every spike count and value that left the tick plane. */
  readonly outputs: string;
}

/** The result digest covers kept state (weights, thresholds, masks), all values handed to readouts, and metrics. */
export function makeReceipt(p: ReceiptParts): Receipt {
  const result = sha256Stream();
  for (const { name, bytes } of p.plane.kept()) result.update(new TextEncoder().encode(name)).update(bytes);
  result.update(new TextEncoder().encode(p.outputs)).update(new TextEncoder().encode(canonicalJson(p.metrics)));
  return {
    format: 'neuroloom-receipt',
    version: 1,
    versions: p.versions,
    seed: p.seed,
    target: p.target,
    precision: p.plane.compiled.program.precision,
    threads: p.threads,
    edits: p.edits,
    digests: {
      graph: digestGraph(p.graph),
      data: p.data.length > 0 ? sha256(new TextEncoder().encode(p.data.join('\n'))) : '',
      result: result.hex(),
    },
  };
}
