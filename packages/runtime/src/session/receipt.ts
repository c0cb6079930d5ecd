/** What a run can be checked by: digests of what went in and what came out, and everything that decides between them. */
import type { GraphDocument, Receipt } from '@neuroloom/core';
import { canonicalJson, digestGraph, sha256 } from '@neuroloom/core';
import type { FrozenTrials } from './frozen.ts';
import type { Meter } from './meter.ts';
import type { Outputs } from './outputs.ts';
import type { TickPlane } from './tick-plane.ts';

export type EditLog = Receipt['edits'][number][];

/** What was asked for. */
export interface Asked {
  readonly graph: GraphDocument;
  readonly seed: number;
  readonly target: string;
  readonly versions: Readonly<Record<string, string>>;
}
/** What it was done with, and what came of it. */
export interface Done {
  readonly plane: TickPlane;
  readonly outputs: Outputs;
  readonly frozen: FrozenTrials;
  readonly meter: Meter;
  readonly edits: EditLog;
  /** Digests of the data sets and files that were read. */
  readonly read: readonly string[];
}

/** The result digest covers kept state (weights, thresholds, masks), all values handed to readouts, and metrics. */
export function makeReceipt(asked: Asked, { plane, outputs, frozen, meter, edits, read }: Done): Receipt {
  const text = (of: string): Uint8Array => new TextEncoder().encode(of);
  const result = outputs.sha256();
  for (const { name, bytes } of plane.kept()) result.update(text(name)).update(bytes);
  result.update(text(outputs.digest)).update(text(canonicalJson(meter.metrics)));
  return {
    format: 'neuroloom-receipt',
    version: 1,
    versions: asked.versions,
    seed: asked.seed,
    target: asked.target,
    precision: plane.compiled.program.precision,
    threads: Math.max(frozen.threads, plane.machine.together?.threads ?? 1),
    edits,
    digests: {
      graph: digestGraph(asked.graph),
      data: read.length > 0 ? sha256(text(read.join('\n'))) : '',
      result: result.hex(),
    },
  };
}
