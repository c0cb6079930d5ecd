import { claimsAbout } from '../claims/claim.ts';
import { network } from '../claims/network.ts';
import { pairing } from '../claims/pairing.ts';
import { checkPairing } from './stdp-triplet.claims.ts';
import { stdpTripletMinimal } from './stdp-triplet-minimal.ts';

/** Table 3, all-to-all, minimal model. */
const fitted = { tau_plus: 16.8, tau_minus: 33.7, tau_y: 114, A_plus: 6.5e-3, A_minus: 7.1e-3 };

export const claims = claimsAbout(stdpTripletMinimal, {
  'Counting all spikes, it fits the rate dependence of pairing as well as the full rule': {
    cite: 'pfister2006',
    grade: 'close',
    because:
      'a trace is good to 1e-6 after 60 spikes in single precision; the fitted rule lies within 0.7 standard errors of the slices on average',
    graph: pairing('plasticity/stdp-triplet-minimal', {
      tau_plus: '16.8 ms',
      tau_minus: '33.7 ms',
      tau_y: '114 ms',
      A_plus: fitted.A_plus,
      A_minus: fitted.A_minus,
      carry: 1,
    }),
    probes: ['synapses.w'],
    check: checkPairing({
      ...fitted,
      tau_x: 1,
      A2_plus: 0,
      A3_plus: fitted.A_plus,
      A2_minus: fitted.A_minus,
      A3_minus: 0,
    }),
  },
  'With nearest spikes it potentiates by the last pre-spike and the post-spike before': {
    cite: 'diehl2015',
    grade: 'close',
    because: 'a weight near 0.5 is stored to 3e-8, and traces decay exactly',
    graph: network({
      dt: '0.5 ms',
      duration: '120 ms',
      nodes: {
        pre: ['source/pulses', { start: '10 ms', period: '30 ms', number: '2' }],
        post: ['source/pulses', { start: '30 ms', period: '20 ms', number: '2' }],
        synapse: ['projection/dense', { w_init: '0.5', delay: 0 }],
        rule: ['plasticity/stdp-triplet-minimal'],
      },
      wires: [
        'pre.spikes -> synapse.pre',
        'pre.spikes -> rule.pre',
        'post.spikes -> rule.post',
        'rule.dw -> synapse.dw',
      ],
    }),
    probes: ['synapse.w'],
    check: (run) => {
      // Pre at 10 and 40 ms, post at 30 and 50 ms: the first post-spike finds no other, so it changes nothing.
      const depression = 0.0001 * Math.exp(-10 / 20);
      const potentiation = 0.01 * Math.exp(-10 / 20) * Math.exp(-20 / 40);
      return {
        points: [
          {
            what: 'weight',
            measured: run.last('synapse.w')[0]!,
            expected: 0.5 - depression + potentiation,
            tolerance: 1e-6,
          },
        ],
      };
    },
  },
});
