/** `neuroloom verify <receipt>`: runs what a receipt holds again and compares the digests. */
import { NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { createEngine } from '../node/engine.ts';
import type { Exit } from './fail.ts';
import { EXIT } from './fail.ts';
import { follow } from './progress.ts';
import { readReceipt } from './receipt-file.ts';

export async function verify(path: string): Promise<Exit> {
  const { run, seed, target, threads, digests, edits, versions } = readReceipt(path, nodes);
  if (edits.length > 0) {
    const what = `a person changed params ${edits.length} times while it ran, which cannot be repeated`;
    throw new NeuroloomError({ where: path, what, remedy: 'verify a run that nobody touched' });
  }
  const duration = run.duration === undefined ? {} : { duration: run.duration };
  const session = await createEngine().open(run.graph, { seed, target, threads, ...duration });
  const progress = follow(session, run.duration);
  session.play();
  const { receipt } = await session.result().finally(() => {
    progress.stop();
    void session.cancel();
  });
  const parts = ['graph', 'data', 'result'] as const;
  const different = parts.filter((part) => receipt.digests[part] !== digests[part]);
  for (const part of parts) {
    const same = !different.includes(part);
    process.stdout.write(
      `${part.padEnd(6)} ${same ? 'agrees' : `differs: ${digests[part]} in the receipt, ${receipt.digests[part]} here`}\n`,
    );
  }
  if (different.length === 0) return EXIT.ok;
  const here = receipt.versions['neuroloom'] ?? '';
  const there = typeof versions['neuroloom'] === 'string' ? versions['neuroloom'] : '';
  const why = here === there ? '' : ` The receipt was made by version ${there}, and this is ${here}.`;
  process.stderr.write(
    `neuroloom: ${path}: ${different.join(', ')} ${different.length === 1 ? 'differs' : 'differ'}.${why}\n`,
  );
  return EXIT.failed;
}
