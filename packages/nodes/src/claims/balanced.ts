/** The balanced random network of Vogels and Abbott (2005), with whatever neurons: benchmarks 1 to 3 of Brette et al. (2007). */
import type { GraphDocument, ParamValue, Quantity } from '@neuroloom/core';
import { network } from './network.ts';

export interface BalancedSpec {
  readonly neuron: string;
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** What an excitatory and an inhibitory event deliver. */
  readonly w_exc: Quantity;
  readonly w_inh: Quantity;
  readonly duration: Quantity;
}

/** 3200 excitatory and 800 inhibitory neurons, each pair joined with 2 %, an event received one step after it was sent. */
export const balancedNetwork = ({ neuron, params, w_exc, w_inh, duration }: BalancedSpec): GraphDocument =>
  network({
    dt: '0.1 ms',
    duration,
    nodes: {
      exc: [neuron, { size: 3200, ...params }],
      inh: [neuron, { size: 800, ...params }],
      ee: ['projection/sparse', { scale: w_exc }],
      ei: ['projection/sparse', { scale: w_exc }],
      ie: ['projection/sparse', { scale: w_inh }],
      ii: ['projection/sparse', { scale: w_inh }],
    },
    wires: [
      'exc.spikes -> ee.pre',
      'ee.out -> exc.exc',
      'exc.spikes -> ei.pre',
      'ei.out -> inh.exc',
      'inh.spikes -> ie.pre',
      'ie.out -> exc.inh',
      'inh.spikes -> ii.pre',
      'ii.out -> inh.inh',
    ],
  });
