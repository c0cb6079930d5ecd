import { claimsAbout } from '../claims/claim.ts';
import { series, timesOf } from '../claims/measure.ts';
import type { NodeEntry } from '../claims/network.ts';
import { network } from '../claims/network.ts';
import { range } from '../claims/numbers.ts';
import { fitzhughNagumo } from './fitzhugh-nagumo.ts';

/** Rest is unstable while |V| < √(1 - b eps): its current, where w = (V + a) / b. */
const hold = (V: number): number => (V + 0.7) / 0.8 - V + V ** 3 / 3;
const EDGE = Math.sqrt(1 - 0.8 * 0.08);
const currents = [hold(-EDGE) - 0.01, hold(-EDGE) + 0.01, hold(EDGE) - 0.01, hold(EDGE) + 0.01];
/** Where V rests at a current, by Newton's rule from the side where it is. */
function rest(I: number): number {
  let V = I < 0.9 ? -1 : 1;
  for (let k = 0; k < 50; k++) V -= (hold(V) - I) / (1 / 0.8 - 1 + V * V);
  return V;
}

export const claims = claimsAbout(fitzhughNagumo, {
  'It oscillates between the two currents where rest loses its stability': {
    cite: 'fitzhugh1961',
    grade: 'statistical',
    because: 'both currents are closed forms, 0.331 and 1.419; cells start beside rest, 0.01 from either of them',
    graph: network({
      dt: '0.1 ms',
      duration: '4 s',
      nodes: Object.fromEntries(
        currents.flatMap((I, k): NodeEntry[] => {
          const V = rest(I);
          return [
            [`input${k}`, ['source/signal', { size: 1, value: String(I) }]],
            [
              `cell${k}`,
              ['population/fitzhugh-nagumo', { size: 1, v_init: `${V + 1e-4}`, w_init: String((V + 0.7) / 0.8) }],
            ],
          ];
        }),
      ),
      wires: currents.map((_, k) => `input${k}.x -> cell${k}.I`),
    }),
    probes: [...currents.map((_, k) => `cell${k}.spikes`), 'cell1.V'],
    check: (run) => {
      const late = range(4).map((k) => timesOf(run.spikes(`cell${k}.spikes`), 0).filter((t) => t > 2000).length);
      const { data, dt } = run.signal('cell1.V');
      const shown = data.slice(-4000);
      return {
        points: [
          { what: 'spikes below the lower current', measured: late[0]!, expected: 0, tolerance: 0 },
          { what: 'spikes above it', measured: late[1]!, expected: 10, is: 'at least', tolerance: 0 },
          { what: 'spikes below the upper current', measured: late[2]!, expected: 10, is: 'at least', tolerance: 0 },
          { what: 'spikes above it', measured: late[3]!, expected: 0, tolerance: 0 },
        ],
        figure: series(
          'V',
          '1',
          Array.from(shown, (_, k) => k * dt),
          Array.from(shown),
        ),
      };
    },
  },
});
