/** What a camera and a microphone record where there is none: known pictures and tones, for tests and demonstrations. */
import type { CameraWish, Recorder, RecorderWish } from '@neuroloom/core';

/** A bright column that moves one place to the right with each frame. */
export function movingBar({ width, height }: CameraWish): Recorder {
  let n = 0;
  return {
    next: () => {
      const at = n++ % width;
      return Promise.resolve(Float32Array.from({ length: width * height }, (_, k) => (k % width === at ? 1 : 0)));
    },
    close: () => undefined,
  };
}

const RATE = 32_000;

/** A pure tone that steps through these frequencies (Hz), one for each frame. */
export function tones(frequencies: readonly number[], { every }: RecorderWish): Recorder {
  let n = 0;
  return {
    rate: RATE,
    next: () => {
      const f = frequencies[n++ % frequencies.length]!;
      const sine = (_: unknown, k: number): number => Math.sin((2 * Math.PI * f * k) / RATE);
      return Promise.resolve(Float32Array.from({ length: Math.round((every * RATE) / 1000) }, sine));
    },
    close: () => undefined,
  };
}
