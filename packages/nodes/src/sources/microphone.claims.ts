import { claimsAbout } from '../claims/claim.ts';
import { shown } from '../claims/shown.ts';
import { microphone } from './microphone.ts';

const BANDS = 24;

export const claims = claimsAbout(microphone, {
  'A tone is loudest in the band that it belongs to, and nowhere near as loud far from it': {
    cite: 'davis1980',
    grade: 'close',
    because:
      'all of a tone at the centre of a band falls into it, less what 50 ms of sound smear over 80 Hz, half of it at worst, 3 of the 60 decibels; two bands away the window has taken 30 decibels and more',
    graph: shown(['source/microphone', { hear: 'tones', bands: BANDS, frames: BANDS }], {
      size: BANDS,
      samples: BANDS,
    }),
    probes: [`units.rate[0..${BANDS - 1}]`],
    check: (run) => {
      const frames = run.frames('units.rate').flatMap((f) => (f.kind === 'signal' ? [f.data] : []));
      return {
        points: [
          { what: 'stretches', measured: frames.length, expected: BANDS, tolerance: 0 },
          ...frames.flatMap((frame, n) => [
            {
              what: `loudest band of tone ${n}`,
              measured: frame.indexOf(Math.max(...frame)),
              expected: n,
              tolerance: 0,
            },
            { what: `its loudness`, measured: frame[n]!, expected: 0.95, is: 'at least' as const, tolerance: 0 },
            {
              what: 'loudness three bands and more away',
              measured: Math.max(...frame.filter((_, k) => Math.abs(k - n) >= 3)),
              expected: 0.5,
              is: 'at most' as const,
              tolerance: 0,
            },
          ]),
        ],
      };
    },
  },
});
