/** A run at one tick, as bytes: what it was started with, the answers so far, and the memory of the tick plane. */
import type { Receipt } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { Answers } from './answers.ts';

const MAGIC = 0x4c4f4f4d; // LOOM

export interface Checkpoint {
  /** Digest of the graph it belongs to, and what decides the run besides. */
  readonly graph: string;
  readonly seed: number;
  readonly target: string;
  /** Ticks done in the trial that was running; trials done are the answers' count. */
  readonly tick: number;
  /** Ticks done in all. */
  readonly ticks: number;
  readonly params: Readonly<Record<string, number>>;
  readonly edits: Receipt['edits'];
  readonly answers: Answers;
  /** Between trials there is no memory to keep but what a running one has. */
  readonly memory: Uint8Array;
}

export function writeCheckpoint(c: Checkpoint): Uint8Array {
  const { answers, memory, ...rest } = c;
  const head = new TextEncoder().encode(JSON.stringify(rest));
  const words = new Uint8Array(answers.toWords().buffer);
  const bytes = new Uint8Array(16 + head.length + words.length + memory.length);
  const view = new DataView(bytes.buffer);
  [MAGIC, head.length, words.length, memory.length].forEach((n, k) => view.setUint32(4 * k, n, true));
  bytes.set(head, 16);
  bytes.set(words, 16 + head.length);
  bytes.set(memory, 16 + head.length + words.length);
  return bytes;
}

export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const fail = (what: string): never => {
    throw new NeuroloomError({ where: 'checkpoint', what, remedy: 'start the run from the beginning' });
  };
  if (bytes.length < 16) return fail(`${bytes.length} bytes are too few`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [magic, head, words, memory] = [0, 1, 2, 3].map((k) => view.getUint32(4 * k, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (magic !== MAGIC) return fail('this is not a checkpoint');
  if (16 + head + words + memory !== bytes.length || words % 4 !== 0)
    return fail('it is damaged: its parts do not fill it');
  let rest: Omit<Checkpoint, 'answers' | 'memory'>;
  try {
    rest = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + head))) as typeof rest;
  } catch {
    return fail('it is damaged: its head cannot be read');
  }
  const from = 16 + head;
  return {
    ...rest,
    answers: Answers.fromWords(new Uint32Array(bytes.slice(from, from + words).buffer)),
    memory: bytes.slice(from + words),
  };
}

/** Refuses what was started with another graph, seed or target. */
export function checkSame(c: Checkpoint, mine: Pick<Checkpoint, 'graph' | 'seed' | 'target'>): void {
  for (const key of ['graph', 'seed', 'target'] as const) {
    if (c[key] !== mine[key])
      throw new NeuroloomError({
        where: 'checkpoint',
        what: `it is of another ${key}: ${c[key]}, not ${mine[key]}`,
        remedy: 'resume it as it was started',
      });
  }
}
