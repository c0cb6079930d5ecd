/** The recurrent network of Vogels et al. (2011), in which plastic inhibition alone finds the working point. */
import type { GraphDocument, Quantity } from '@neuroloom/core';
import { network } from './network.ts';

export interface SelfBalancedSpec {
  readonly exc: number;
  readonly inh: number;
  /** Probability of a synapse. */
  readonly p: number;
  /** What an excitatory event delivers. */
  readonly w_exc: Quantity;
  readonly eta: number;
  readonly duration: Quantity;
}

/** The paper's background current of 200 pA is a resting potential 20 mV higher; inhibition onto excitatory neurons learns. */
export const selfBalanced = ({ exc, inh, p, w_exc, eta, duration }: SelfBalancedSpec): GraphDocument => {
  const driven = { v_rest: '-40 mV', v_init: 'v_reset + 10 mV * rand()' };
  return network({
    dt: '0.1 ms',
    duration,
    nodes: {
      exc: ['population/lif-coba', { size: exc, ...driven }],
      inh: ['population/lif-coba', { size: inh, ...driven }],
      ee: ['projection/sparse', { p, scale: w_exc }],
      ei: ['projection/sparse', { p, scale: w_exc }],
      ie: ['projection/sparse', { p, w_init: '0.01 * rand()', w_max: 100, scale: '1 nS' }],
      ii: ['projection/sparse', { p, w_init: '10', w_max: 100, scale: '0.3 nS' }],
      rule: ['plasticity/stdp-inhibitory', { eta, rho_0: '3 Hz' }],
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
      'inh.spikes -> rule.pre',
      'exc.spikes -> rule.post',
      'rule.dw -> ie.dw',
    ],
  });
};
