import { claimsAbout } from '../claims/claim.ts';
import { countsOf, series } from '../claims/measure.ts';
import { network } from '../claims/network.ts';
import { shortTerm } from './short-term.ts';

const periods = [200, 100, 50, 40, 25, 20];
const period = `index(neuron) < 1 ? 200 ms : index(neuron) < 2 ? 100 ms : index(neuron) < 3 ? 50 ms : index(neuron) < 4 ? 40 ms : index(neuron) < 5 ? 25 ms : 20 ms`;
const kinds = {
  depressing: { U: 0.5, tau_rec: 800, tau_facil: 0.1 },
  facilitating: { U: 0.05, tau_rec: 100, tau_facil: 1000 },
} as const;
const paramsOf = (k: keyof typeof kinds): Record<string, number | string> => ({
  U: kinds[k].U,
  tau_rec: `${kinds[k].tau_rec} ms`,
  tau_facil: `${kinds[k].tau_facil} ms`,
});

/** What each spike of an endless regular train releases: the fixed point of the two recursions of the paper. */
function steady({ U, tau_rec, tau_facil }: (typeof kinds)[keyof typeof kinds], period: number): number {
  const [f, r] = [Math.exp(-period / tau_facil), Math.exp(-period / tau_rec)];
  const u = U / (1 - (1 - U) * f);
  return (u * (1 - r)) / (1 - (1 - u) * r);
}

export const claims = claimsAbout(shortTerm, {
  'A regular train comes to the closed-form amplitude of its rate, by depression and by facilitation': {
    cite: 'tsodyks1998',
    grade: 'close',
    because: 'a train of eight seconds has forgotten its start to 4e-4 of the amplitude; the rest is rounding',
    graph: network({
      dt: '0.5 ms',
      duration: '8.02 s',
      nodes: {
        trains: ['source/pulses', { size: 6, period, start: '20 ms' }],
        depression: ['plasticity/short-term', paramsOf('depressing')],
        facilitation: ['plasticity/short-term', paramsOf('facilitating')],
        depressing: ['projection/one-to-one', { w: '10 mV' }],
        facilitating: ['projection/dense', { w_init: 'index(pre) == index(post) ? 1 : 0', scale: '10 mV' }],
        a: ['population/lif-cuba', { size: 6, v_rest: '-90 mV', v_init: 'v_rest', v_th: '1 V', tau_exc: '1 ms' }],
        b: ['population/lif-cuba', { size: 6, v_rest: '-90 mV', v_init: 'v_rest', v_th: '1 V', tau_exc: '1 ms' }],
      },
      wires: [
        'trains.spikes -> depression.spikes',
        'trains.spikes -> facilitation.spikes',
        'trains.spikes -> depressing.pre',
        'trains.spikes -> facilitating.pre',
        'depression.release -> depressing.gain',
        'facilitation.release -> facilitating.gain',
        'depressing.out -> a.exc',
        'facilitating.out -> b.exc',
      ],
    }),
    probes: ['a.g_e', 'b.g_e'],
    check: (run) => {
      const peaks = (of: string): number[] => {
        const { data, picks, dt } = run.signal(of);
        const n = picks.length;
        return periods.map((period, k) => {
          let peak = 0;
          for (let t = data.length / n - Math.round(period / dt); t < data.length / n; t++)
            peak = Math.max(peak, data[t * n + k]!);
          return peak * Math.exp(dt / 1);
        });
      };
      const [a, b] = [peaks('a.g_e'), peaks('b.g_e')];
      return {
        points: (['depressing', 'facilitating'] as const).flatMap((kind) =>
          periods.map((period, k) => ({
            what: `${kind} at ${1000 / period} Hz`,
            unit: 'mV',
            measured: (kind === 'depressing' ? a : b)[k]!,
            expected: 10 * steady(kinds[kind], period),
            tolerance: 4e-3,
          })),
        ),
        figure: series(
          'depressing amplitude over rate',
          'mV',
          periods.map((p) => 1000 / p),
          a,
        ),
      };
    },
  },
  'A Poisson train finds 1 / (1 + U r tau_rec) of the resources, so that fast trains deliver no more than slow ones': {
    cite: 'tsodyks1998',
    grade: 'statistical',
    because:
      'what is released varies little, the 12 000 spikes of the slowest trains by 0.9 % of their number; not quite three times that',
    graph: network({
      dt: '0.1 ms',
      duration: '12 s',
      nodes: {
        rates: ['source/signal', { size: 300, value: 'index(neuron) < 100 ? 1 : index(neuron) < 200 ? 2 : 5' }],
        trains: ['encoder/poisson', { rate: '10 Hz' }],
        depression: ['plasticity/short-term', paramsOf('depressing')],
        synapses: ['projection/one-to-one', { w: '1 nA' }],
        total: ['synapse/exponential', { tau: '1e9 ms' }],
        cells: ['population/lif', { size: 300, v_th: '1e6 V' }],
      },
      wires: [
        'rates.x -> trains.x',
        'trains.spikes -> depression.spikes',
        'trains.spikes -> synapses.pre',
        'depression.release -> synapses.gain',
        'synapses.out -> total.events',
        'total.out -> cells.I',
      ],
    }),
    probes: ['trains.spikes', 'total.g[0..299]'],
    check: (run) => {
      const counts = countsOf(run.spikes('trains.spikes'));
      const released = run.last('total.g');
      const sum = (xs: ArrayLike<number>, k: number): number =>
        Array.from({ length: 100 }, (_, i) => xs[100 * k + i]!).reduce((a, b) => a + b, 0);
      return {
        points: [10, 20, 50].map((rate, k) => {
          // x' = (1 - x) / tau_rec - U r x on average, from 1; its mean over the 12 s, times U.
          const settled = 1 / (1 + (0.5 * rate * 800) / 1000);
          const expected = 0.5 * (settled + (1 - settled) * settled * (0.8 / 12));
          return {
            what: `mean release at ${rate} Hz`,
            measured: sum(released, k) / sum(counts, k),
            expected,
            tolerance: 0.025 * expected,
          };
        }),
      };
    },
  },
});
