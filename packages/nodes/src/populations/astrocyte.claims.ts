import { claimsAbout } from '../claims/claim.ts';
import { mean } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { astrocyte } from './astrocyte.ts';

export const claims = claimsAbout(astrocyte, {
  'Its gain settles at tau times the difference of the rates it hears': {
    cite: 'ivanov2021',
    grade: 'close',
    because:
      'trains are regular, so after 20 time constants the mean over a second is the closed form, to a step of 1 ms in the 50 ms of tau and rounding',
    graph: network({
      dt: '0.1 ms',
      duration: '2 s',
      nodes: {
        network: ['source/pulses', { size: 30, start: '1 ms + 0.3 ms * index(neuron)', period: '10 ms' }],
        input: ['source/pulses', { size: 20, start: '1 ms + 0.5 ms * index(neuron)', period: '25 ms' }],
        glia: ['population/astrocyte', { bias: 0.1 }],
      },
      wires: ['network.spikes -> glia.network', 'input.spikes -> glia.input'],
    }),
    probes: ['glia.A'],
    check: (run) => ({
      points: [
        {
          what: 'mean gain',
          // 30 trains of 0.1 / ms against 20 of 0.04 / ms.
          measured: mean(run.signal('glia.A').data.slice(-10_000)),
          expected: 0.1 + 50 * 0.015 * (30 * 0.1 - 20 * 0.04),
          tolerance: 0.01,
        },
      ],
    }),
  },
});
