import { claimsAbout } from '../claims/claim.ts';
import { intervalsOf, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { pinskyRinzel } from './pinsky-rinzel.ts';

const COUPLINGS = { loose: 0, middle: 2.1, tight: 10.5 } as const;
type Coupling = keyof typeof COUPLINGS;
const names = Object.keys(COUPLINGS) as Coupling[];

export const claims = claimsAbout(pinskyRinzel, {
  'It bursts when its compartments are coupled neither too loosely nor too tightly': {
    cite: 'pinsky1994',
    grade: 'statistical',
    because:
      'at 0.75 µA/cm² into the soma the paper shows bursts for a coupling of 2.1 mS/cm² only; pauses between bursts are ten and more times as long as the intervals in them',
    graph: network({
      dt: '0.05 ms',
      duration: '3 s',
      nodes: {
        electrode: ['source/current', { amplitude: '0.75 nA' }],
        ...Object.fromEntries(
          names.map((name) => [name, ['population/pinsky-rinzel', { size: 1, g_c: `${COUPLINGS[name]} uS` }] as const]),
        ),
      },
      wires: names.map((name) => `electrode.I -> ${name}.I`),
    }),
    probes: [...names.map((name) => `${name}.spikes`), 'middle.V_s'],
    check: (run) => {
      const late = (name: Coupling): number[] => intervalsOf(run.spikes(`${name}.spikes`)).slice(-5);
      const ratio = (name: Coupling): number => Math.max(...late(name)) / Math.min(...late(name));
      const { data, dt } = run.signal('middle.V_s');
      return {
        points: [
          {
            what: 'longest over shortest interval, uncoupled',
            measured: ratio('loose'),
            expected: 1.1,
            is: 'at most',
            tolerance: 0,
          },
          {
            what: 'longest over shortest interval, coupled',
            measured: ratio('middle'),
            expected: 10,
            is: 'at least',
            tolerance: 0,
          },
          {
            what: 'longest over shortest interval, tightly coupled',
            measured: ratio('tight'),
            expected: 1.1,
            is: 'at most',
            tolerance: 0,
          },
        ],
        figure: series(
          'somatic potential',
          'mV',
          Array.from(data, (_, k) => k * dt),
          Array.from(data),
        ),
      };
    },
  },
});
