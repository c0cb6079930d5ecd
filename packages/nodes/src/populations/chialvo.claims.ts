import { claimsAbout } from '../claims/claim.ts';
import { countsOf, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { range, root } from '../claims/numbers.ts';
import { chialvo } from './chialvo.ts';

/** Recovery at rest, and the drive that holds an activation there. */
const y = (x: number): number => (0.28 - 0.6 * x) / (1 - 0.89);
const drive = (x: number): number => x - x * x * Math.exp(y(x) - x);
/** Determinant of the linear map at rest: where it crosses 1, a ring of oscillations appears (Neimark–Sacker). */
function determinant(x: number): number {
  const e = Math.exp(y(x) - x);
  return 0.89 * (2 * x - x * x) * e + 0.6 * x * x * e;
}
const EDGE = root((x) => determinant(x) - 1, 1e-3, 0.25);

/** One step after the other in double precision, from rest after a kick. */
function iterate(kick: number): boolean {
  let [x, r] = [kick, y(0)];
  for (let n = 0; n < 60; n++) {
    [x, r] = [x * x * Math.exp(r - x), 0.89 * r - 0.6 * x + 0.28];
    if (x > 1) return true;
  }
  return false;
}
const THRESHOLD = root((kick) => (iterate(kick) ? 1 : -1), 0.01, 1);

export const claims = claimsAbout(chialvo, {
  'Without drive it rests at 0 and answers a kick above a threshold with one spike': {
    cite: 'chialvo1995',
    grade: 'statistical',
    because: 'the threshold is found in double precision; kicks are 5 % smaller and 5 % larger',
    graph: network({
      dt: '1 ms',
      duration: '200 ms',
      nodes: {
        clock: ['source/pulses', { size: 2, start: '10 ms', number: '1' }],
        kick: ['projection/one-to-one', { w: 0.95 * THRESHOLD }],
        kickMore: ['projection/one-to-one', { w: 1.05 * THRESHOLD }],
        less: ['population/chialvo', { size: 2, k: 0 }],
        more: ['population/chialvo', { size: 2, k: 0 }],
      },
      wires: [
        'clock.spikes -> kick.pre',
        'kick.out -> less.exc',
        'clock.spikes -> kickMore.pre',
        'kickMore.out -> more.exc',
      ],
    }),
    probes: ['less.spikes', 'more.spikes', 'less.x'],
    check: (run) => ({
      points: [
        { what: 'spikes, smaller kick', measured: countsOf(run.spikes('less.spikes'))[0]!, expected: 0, tolerance: 0 },
        { what: 'spikes, larger kick', measured: countsOf(run.spikes('more.spikes'))[0]!, expected: 1, tolerance: 0 },
        { what: 'x before the kick', measured: run.signal('less.x').data[5]!, expected: 0, tolerance: 0 },
      ],
    }),
  },
  'Rest becomes an oscillation where the determinant of the map is 1': {
    cite: 'chialvo1995',
    grade: 'statistical',
    because: 'linear stability gives the drive; the two cells start 1e-4 beside rest, 2 % below it and 2 % above',
    graph: network({
      dt: '1 ms',
      duration: '20 s',
      nodes: Object.fromEntries(
        [0.98, 1.02].map((share, k) => {
          const x = root((v) => drive(v) - share * drive(EDGE), 0, EDGE * 1.3);
          return [
            `cell${k}`,
            ['population/chialvo', { size: 1, k: share * drive(EDGE), x_init: String(x + 1e-4), y_init: String(y(x)) }],
          ] as const;
        }),
      ),
    }),
    probes: ['cell0.x', 'cell1.x'],
    check: (run) => {
      const swing = (k: number): number => {
        const late = Array.from(run.signal(`cell${k}.x`).data.slice(-2000));
        return Math.max(...late) - Math.min(...late);
      };
      const shown = run.signal('cell1.x').data.slice(-300);
      return {
        points: [
          { what: 'swing of x below', measured: swing(0), expected: 1e-3, is: 'at most', tolerance: 0 },
          { what: 'swing of x above', measured: swing(1), expected: 0.05, is: 'at least', tolerance: 0 },
        ],
        figure: series('x', '1', range(300), Array.from(shown)),
      };
    },
  },
});
