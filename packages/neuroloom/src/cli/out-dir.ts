/** The folder that `run --out` writes: weights, figures, the result, and a receipt that can be verified later. */
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphDocument, RunResult } from '@neuroloom/core';
import { frameToSvg } from '@neuroloom/core/figure';
import { withFile } from './fail.ts';
import { npy } from './npy.ts';
import type { RunSummary } from './summary.ts';
import { type ReceiptFile, receiptText } from './receipt-file.ts';

/** Makes the folder and sees that it can be written, so that a long run does not end in a refusal. */
export function prepareFolder(folder: string): void {
  withFile(folder, () => mkdirSync(folder, { recursive: true }));
  withFile(folder, () => accessSync(folder, constants.W_OK));
}

/** Writes everything and returns the names of the files. */
export function writeOut(
  folder: string,
  run: {
    readonly graph: GraphDocument;
    readonly result: RunResult;
    readonly summary: RunSummary;
    readonly receipt: ReceiptFile;
  },
): readonly string[] {
  const { result, summary, receipt } = run;
  const files: (readonly [string, string | Uint8Array])[] = [
    ['result.json', `${JSON.stringify(summary, null, 2)}\n`],
    ['receipt.json', receiptText(receipt)],
    ...Object.entries(result.weights ?? {}).map(
      ([name, frame]) => [`${name}.npy`, npy(frame.data, [frame.rows, frame.columns])] as const,
    ),
    ...Object.entries(result.frames).map(
      ([name, frame]) => [`${name}.svg`, frameToSvg(frame, { label: name })] as const,
    ),
  ];
  for (const [name, content] of files) {
    const path = join(folder, name);
    withFile(path, () => writeFileSync(path, content));
  }
  return files.map(([name]) => name);
}
