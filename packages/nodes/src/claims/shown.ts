/** A data set straight into linear units that answer at once: whatever is presented can be read from `units.rate`. */
import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { network } from './network.ts';

export const shown = (
  source: readonly [type: string, params: Readonly<Record<string, ParamValue>>],
  { size, samples }: { readonly size: number; readonly samples: number },
): GraphDocument =>
  network({
    dt: '1 ms',
    phases: [{ name: 'show', for: '1 ms' }],
    nodes: {
      source: [...source],
      schedule: ['schedule/trials', { min_spikes: 0, train: samples, assign: 0, test: 0 }],
      units: ['population/rate', { size, tau: '0.1 ms', f: 'I' }],
    },
    wires: [
      'source.data -> schedule.train',
      'source.data -> schedule.test',
      'schedule.image -> units.I',
      'units.r -> schedule.response',
    ],
  });

/** What a unit of the network above has of its input after a step of 1 ms. */
export const SETTLED = 1 - Math.exp(-10);
