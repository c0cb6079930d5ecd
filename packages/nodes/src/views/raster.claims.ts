import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { raster } from './raster.ts';

export const claims = claimsAbout(raster, {
  'It shows every spike of its population and no other': {
    cite: 'gerstner2014',
    grade: 'exact',
    because: 'the trains are regular, so the picture is known: one spike of each of 5 neurons every 10 ms',
    graph: network({
      dt: '0.5 ms',
      duration: '50 ms',
      nodes: {
        trains: ['source/pulses', { size: 5, start: '1 ms * index(neuron)', period: '10 ms' }],
        picture: ['view/raster'],
      },
      wires: ['trains.spikes -> picture.spikes'],
    }),
    check: (run) => {
      const f = run.spikes('picture.frame');
      const spikes = Array.from(f.id, (id, k) => f.tick[k]! * f.dt - id);
      return {
        points: [
          { what: 'spikes', measured: spikes.length, expected: 25, tolerance: 0 },
          {
            what: 'farthest from its place',
            unit: 'ms',
            measured: Math.max(...spikes.map((t) => Math.abs(t - 10 * Math.round(t / 10)))),
            expected: 0,
            tolerance: 0,
          },
        ],
        figure: f,
      };
    },
  },
});
