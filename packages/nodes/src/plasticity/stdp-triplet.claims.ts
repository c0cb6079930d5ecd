import { claimsAbout } from '../claims/claim.ts';
import type { ClaimSpec } from '../claims/claim.ts';
import { series } from '../claims/measure.ts';
import { byHand, measured, pairing, spikesAt } from '../claims/pairing.ts';
import { stdpTriplet } from './stdp-triplet.ts';

/** Table 3, all-to-all, full model. */
const full = {
  tau_plus: 16.8,
  tau_x: 101,
  tau_minus: 33.7,
  tau_y: 125,
  A2_plus: 5e-10,
  A3_plus: 6.2e-3,
  A2_minus: 7e-3,
  A3_minus: 2.3e-4,
};

/** Changes of weight in the pairing experiment, against the sums by hand and against the slices of cortex. */
export const checkPairing =
  (params: typeof full): ClaimSpec['check'] =>
  (run) => {
    const w = run.last('synapses.w');
    const n = measured.length;
    const change = measured.map((_, k) => w[k * n + k]! - 1);
    const misfit = measured.reduce((sum, m, k) => sum + ((change[k]! - m.change) / m.error) ** 2, 0) / n;
    return {
      points: [
        ...measured.map((m, k) => ({
          what: `change at ${m.rate} Hz, ${m.lag} ms`,
          measured: change[k]!,
          expected: byHand(spikesAt(m.rate, 20), spikesAt(m.rate, 20 + m.lag), params),
          tolerance: 1e-3,
        })),
        {
          what: 'mean squared distance to the data, in standard errors',
          measured: misfit,
          expected: 0.5,
          is: 'at most',
          tolerance: 0,
        },
      ],
      figure: series(
        'change of weight over rate, post 10 ms before pre',
        '1',
        measured.slice(4).map((m) => m.rate),
        change.slice(4),
      ),
    };
  };

export const claims = claimsAbout(stdpTriplet, {
  'Pairing at 40 Hz and more strengthens whatever the order of spikes; slower pairing depends on it': {
    cite: 'sjostrom2001',
    grade: 'close',
    because:
      'a trace is good to 1e-6 after 60 spikes in single precision; the fitted rule lies within 0.7 standard errors of the slices on average',
    graph: pairing('plasticity/stdp-triplet'),
    probes: ['synapses.w'],
    check: checkPairing(full),
  },
});
