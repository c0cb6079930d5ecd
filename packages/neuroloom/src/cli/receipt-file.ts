/** Receipts as files: what the run claims, and the graph and options it can be repeated with, on any machine. */
import { readFileSync } from 'node:fs';
import type { GraphDocument, Library, Receipt, RunResult } from '@neuroloom/core';
import { NeuroloomError, readGraph } from '@neuroloom/core';
import { withFile } from './fail.ts';

export interface ReceiptFile extends Receipt {
  readonly run: {
    readonly graph: GraphDocument;
    /** Milliseconds, when the run was cut to a time. */
    readonly duration?: number;
  };
}

export const receiptFile = (result: RunResult, graph: GraphDocument, duration?: number): ReceiptFile => ({
  ...result.receipt,
  run: { graph, ...(duration === undefined ? {} : { duration }) },
});

export const receiptText = (receipt: ReceiptFile): string => `${JSON.stringify(receipt, null, 2)}\n`;

/** Reads a receipt without trusting it. */
export function readReceipt(path: string, library: Library): ReceiptFile {
  const text = withFile(path, () => readFileSync(path, 'utf8'));
  const refuse = (what: string, remedy = 'give the receipt.json that `neuroloom run --out` wrote'): never => {
    throw new NeuroloomError({ where: path, what, remedy });
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`this is not JSON (${(error as Error).message})`);
  }
  const is = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
  if (!is(value) || value['format'] !== 'neuroloom-receipt') return refuse('this is not a receipt');
  if (value['version'] !== 1) return refuse(`it is of version ${String(value['version'])}`, 'use a newer Neuroloom');
  const { seed, target, threads, digests, run, edits, versions, precision } = value;
  if (!Number.isInteger(seed)) return refuse('its seed is not a whole number');
  if (typeof target !== 'string' || typeof precision !== 'string') return refuse('it names no target and precision');
  if (!Number.isInteger(threads) || !Array.isArray(edits) || !is(versions)) return refuse('it is incomplete');
  if (!is(digests) || !['graph', 'data', 'result'].every((k) => typeof digests[k] === 'string'))
    return refuse('it has no digests');
  if (!is(run)) return refuse('it does not hold the graph that was run');
  const { doc, problems } = readGraph(run['graph'], library);
  if (!doc || problems.length > 0)
    throw new NeuroloomError(problems.map((p) => ({ ...p, where: `${path} › run.graph › ${p.where}` })));
  const duration = run['duration'];
  if (duration !== undefined && !(typeof duration === 'number' && duration > 0))
    return refuse('its duration is not a time');
  // Every member that is used has been looked at above.
  return { ...(value as unknown as ReceiptFile), run: { graph: doc, ...(duration === undefined ? {} : { duration }) } };
}
