import { claimsAbout } from '../claims/claim.ts';
import { SETTLED, shown } from '../claims/shown.ts';
import { camera } from './camera.ts';

export const claims = claimsAbout(camera, {
  'A bar that moves past it moves one column per sample': {
    cite: 'lecun1998',
    grade: 'close',
    because:
      'a unit has its input within 5e-5 after a step of ten time constants, which is allowed for; numbers round by 6e-8',
    graph: shown(['source/camera', { show: 'bar', width: 5, height: 3, frames: 7 }], { size: 15, samples: 7 }),
    probes: ['units.rate[0..14]'],
    check: (run) => {
      const frames = run.frames('units.rate').flatMap((f) => (f.kind === 'signal' ? [f.data] : []));
      return {
        points: [
          { what: 'frames', measured: frames.length, expected: 7, tolerance: 0 },
          ...frames.flatMap((frame, n) =>
            Array.from(frame, (measured, k) => ({
              what: `frame ${n}, row ${Math.floor(k / 5)}, column ${k % 5}`,
              measured,
              expected: k % 5 === n % 5 ? SETTLED : 0,
              tolerance: 1e-6,
            })),
          ),
        ],
      };
    },
  },
});
