/** The cortical microcircuit of Potjans & Diesmann (2014): what lies under one square millimetre of cortex, in four layers. */
import type { GraphDocument, ParamValue, Quantity } from '@neuroloom/core';
import { network } from './network.ts';

export interface Population {
  readonly id: string;
  readonly size: number;
  /** Sources outside the column, each at 8 Hz. */
  readonly outside: number;
  /** Hertz, of the full network as its reference implementation keeps it. */
  readonly rate: number;
  /** Probability of a synapse from each population, in this order (their Table 5). */
  readonly from: readonly number[];
}

const row = (id: string, size: number, outside: number, rate: number, ...from: readonly number[]): Population => ({
  id,
  size,
  outside,
  rate,
  from,
});

export const populations: readonly Population[] = [
  row('l23e', 20683, 1600, 0.971, 0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0),
  row('l23i', 5834, 1500, 2.868, 0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0),
  row('l4e', 21915, 2100, 4.746, 0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0),
  row('l4i', 5479, 1900, 5.396, 0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0),
  row('l5e', 4850, 2000, 8.142, 0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0),
  row('l5i', 1065, 1900, 9.078, 0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0),
  row('l6e', 14395, 2900, 0.991, 0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252),
  row('l6i', 2948, 2100, 7.523, 0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443),
];

/** Picoamperes of an excitatory event; inhibition over excitation; decay of currents (ms); resistance (GΩ). */
const [W, G, TAU_SYN, R] = [87.8, -4, 0.5, 0.04];

export interface MicrocircuitSpec {
  /** 1 is the paper's 77 169 neurons. */
  readonly size: number;
  readonly duration: Quantity;
  /** Weights and delays vary from synapse to synapse, as in the paper; otherwise they have their means. */
  readonly spread?: boolean;
}

/**
 * A network of `size` times the neurons, each with `size` times the sources. Weights over √size keep the variance of
 * a neuron's input; the mean that is lost comes back as a shift of its resting potential, at the rates of the full
 * network (van Albada, Helias & Diesmann 2015).
 */
export function microcircuit({ size, duration, spread = true }: MicrocircuitSpec): GraphDocument {
  const nodes: Record<string, readonly [string, Record<string, ParamValue>]> = {};
  const wires: string[] = [];
  const weight = (from: Population, to: Population): number =>
    from.id.endsWith('i') ? G * W : from.id === 'l4e' && to.id === 'l23e' ? 2 * W : W;
  for (const to of populations) {
    let mean = to.outside * 8 * W;
    to.from.forEach((p, k) => {
      if (p === 0) return;
      const from = populations[k]!;
      // Pairs are drawn with replacement until p of them are joined: so many synapses are there for each target.
      const pairs = to.size * from.size;
      const sources = Math.log1p(-p) / Math.log1p(-1 / pairs) / to.size;
      mean += sources * from.rate * weight(from, to);
      const id = `${from.id}_${to.id}`;
      const [ms, sd] = from.id.endsWith('i') ? [0.8, 0.4] : [1.5, 0.75];
      nodes[id] = [
        'projection/sparse',
        {
          p: sources / from.size,
          w_init: spread ? '1 + 0.1 * randn()' : '1',
          scale: `${weight(from, to) / Math.sqrt(size)} pA`,
          delay: spread ? `max(${ms} ms + ${sd} ms * randn(), 0.1 ms)` : `${ms} ms`,
        },
      ];
      wires.push(`${from.id}.spikes -> ${id}.pre`, `${id}.out -> ${to.id}.${from.id.endsWith('i') ? 'inh' : 'exc'}`);
    });
    const lost = (1 - Math.sqrt(size)) * (mean / 1000) * TAU_SYN * R;
    nodes[to.id] = [
      'population/lif',
      {
        size: Math.round(to.size * size),
        tau_mem: '10 ms',
        R: '40 MΩ',
        v_rest: `${-65 + lost} mV`,
        v_reset: '-65 mV',
        tau_exc: '0.5 ms',
        tau_inh: '0.5 ms',
      },
    ];
    nodes[`outside_${to.id}`] = [
      'source/poisson-drive',
      { rate: `${to.outside * size * 8} Hz`, w: `${W / Math.sqrt(size)} pA` },
    ];
    wires.push(`outside_${to.id}.out -> ${to.id}.exc`);
  }
  return network({ dt: '0.1 ms', duration, nodes, wires });
}
