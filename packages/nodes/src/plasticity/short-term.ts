import { defineNode, delay, param, signal, spikes, state } from '@neuroloom/core';

/** A spike finds what earlier ones left of the transmitter, and releases a share of it that they have raised. */
export const shortTerm = defineNode({
  type: 'plasticity/short-term',
  version: 1,
  title: 'Short-term plasticity',
  summary: 'Depression and facilitation of release, shared by all synapses of a source.',
  cite: ['tsodyks1998'],
  params: {
    U: param(0.5, 'Share of the resources that the first spike uses', { min: 0, max: 1 }),
    tau_rec: param('800 ms', 'Recovery of the resources', { min: '0.1 ms' }),
    tau_facil: param('0.1 ms', 'Decay of facilitation; a step or less for none', { min: '0.1 ms' }),
    delay: delay(1, 'Axonal delay: that of the projection whose gain this is; another is refused', { min: 0 }),
  },
  inputs: { spikes: spikes('Spikes of the sources') },
  outputs: { release: signal(1, 'Share of all resources that the last spike released, for the gain of a projection') },
  state: {
    u: state(0, 'Share that is used'),
    x: state(1, 'Resources that are left'),
    r: state(0, 'Released by the last spike'),
  },
  flow: { u: '-u / tau_facil', x: '(1 - x) / tau_rec' },
  emit: { release: 'r' },
  on: {
    spikes: {
      u: 'u + U * (1 - u)',
      x: 'x - (u + U * (1 - u)) * x',
      r: '(u + U * (1 - u)) * x',
    },
  },
});
