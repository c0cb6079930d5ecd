/** What is shown when: the stages of an experiment and the order of samples in each. */
import type { Dataset } from '@neuroloom/core';
import { drawUniform, hashName, NeuroloomError } from '@neuroloom/core';

export interface Stage {
  readonly name: 'train' | 'assign' | 'test';
  readonly frozen: boolean;
  readonly data: Dataset;
  /** Indices into the data, in the order of presentation. */
  readonly order: Uint32Array;
  /** Samples in the stages after it. */
  readonly after: number;
}

export interface PlanOptions {
  readonly train: number;
  readonly passes: number;
  readonly assign: number;
  readonly test: number;
  readonly shuffle: boolean;
  readonly seed: number;
  /** For messages: the node and its data. */
  readonly where: string;
}

/** Learn on the training part, pass by pass; then, with learning off, name on the training part and test on the other. */
export function plan(train: Dataset, test: Dataset, o: PlanOptions): readonly Stage[] {
  const upTo = (data: Dataset, n: number, param: string): number => {
    if (n <= data.count) return n;
    throw new NeuroloomError({
      where: `${o.where} › ${param}`,
      what: `${n} samples are asked of ${data.name}, which has ${data.count}`,
      remedy: param === 'train' ? 'show them more than once with passes' : `give at most ${data.count}`,
    });
  };
  const learned = upTo(train, o.train, 'train');
  const order = new Uint32Array(learned * o.passes);
  for (let pass = 0; pass < o.passes; pass++) {
    order.set(o.shuffle ? shuffled(learned, pass, o.seed) : inOrder(learned), pass * learned);
  }
  const stages: Omit<Stage, 'after'>[] = [
    { name: 'train', frozen: false, data: train, order },
    { name: 'assign', frozen: true, data: train, order: inOrder(upTo(train, o.assign, 'assign')) },
    { name: 'test', frozen: true, data: test, order: inOrder(upTo(test, o.test, 'test')) },
  ];
  const shown = stages.filter((s) => s.order.length > 0);
  return shown.map((s, k) => ({ ...s, after: shown.slice(k + 1).reduce((n, later) => n + later.order.length, 0) }));
}

const inOrder = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, k) => k);

/** Fisher–Yates with the graph's seed, so that the order is part of the experiment. */
function shuffled(n: number, pass: number, seed: number): Uint32Array {
  const order = inOrder(n);
  const node = hashName('schedule/shuffle');
  for (let k = n - 1; k > 0; k--) {
    const other = Math.floor(drawUniform(seed, node, pass, 0, k, 0) * (k + 1));
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order;
}
