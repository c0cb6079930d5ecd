import { defineNode, delay, formula, param, signal } from '@neuroloom/core';
import { learning } from './synapses.ts';

/** The matrix product of rate networks: each target sees a weighted sum of all sources at every step. */
export const rateDense = defineNode({
  type: 'projection/rate-dense',
  version: 1,
  title: 'Dense rate projection',
  summary: 'All-to-all weighted sums between populations that speak in rates.',
  cite: ['wilson1972'],
  params: {
    w_init: formula('randn() / sqrt(size(pre))', 'First weight'),
    w_min: param(-1000, 'Smallest weight that learning may reach'),
    w_max: param(1000, 'Largest weight that learning may reach'),
    delay: delay(0, 'Steps until a source is felt; at least 1 inside a loop', { min: 0 }),
  },
  inputs: { x: signal(1, 'Activity of the sources', 'pre'), ...learning.inputs },
  outputs: { y: signal(1, 'Weighted sum at the targets', 'post'), ...learning.outputs },
  state: learning.state,
  emit: { y: 'sum(w * x, pre)', ...learning.emit },
  on: learning.on,
});
