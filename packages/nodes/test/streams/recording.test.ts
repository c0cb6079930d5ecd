/** A device as a data set: frames are asked for one at a time, kept, and the device is let go. */
import type { Dataset, Recorder } from '@neuroloom/core';
import { describe, expect, test } from 'vitest';
import { edgesOf, loudness, powersOf, transform } from '../../src/streams/bands.ts';
import { recorded, recordingOf } from '../../src/streams/recording.ts';

function numbered(): Recorder & { readonly log: string[] } {
  const log: string[] = [];
  let n = 0;
  let busy = false;
  return {
    log,
    async next() {
      expect(busy).toBe(false);
      busy = true;
      await Promise.resolve();
      busy = false;
      log.push(`frame ${n}`);
      return Float32Array.of(n++);
    },
    close: () => void log.push('closed'),
  };
}
const spec = (recorder: Recorder) => ({ name: 'film', count: 3, shape: [1], open: () => Promise.resolve(recorder) });

describe('a recording', () => {
  test('takes as many frames as are wanted, one at a time, and keeps them', async () => {
    const recorder = numbered();
    const film = recordingOf(spec(recorder), recorder);
    expect(() => film.sample(0)).toThrow('film: frame 0 of 3 has not been recorded');
    const all = film.ready?.(9);
    await film.ready?.(1);
    expect(film.sample(0)[0]).toBe(0);
    await all;
    expect([0, 1, 2].map((k) => film.sample(k)[0])).toEqual([0, 1, 2]);
    expect(film.ready?.(3)).toBeUndefined();
    expect(recorder.log).toHaveLength(3);
  });

  test('its digest is that of what was recorded', async () => {
    const [a, b] = [numbered(), numbered()];
    const [one, two] = [recordingOf(spec(a), a), recordingOf(spec(b), b)];
    await Promise.all([one.ready?.(3), two.ready?.(2)]);
    expect(one.digest).not.toBe(two.digest);
    await two.ready?.(3);
    expect(one.digest).toBe(two.digest);
  });

  test('lets the device go with its last listener, even one that left before it came', async () => {
    const recorder = numbered();
    const films: Dataset[] = [];
    const listener = recorded(spec(recorder)).subscribe((film) => films.push(film));
    await Promise.resolve();
    await Promise.resolve();
    expect(films).toHaveLength(1);
    listener.unsubscribe();
    recorded(spec(recorder)).subscribe().unsubscribe();
    await Promise.resolve();
    await Promise.resolve();
    expect(recorder.log).toEqual(['closed', 'closed']);
  });
});

describe('sound', () => {
  test('the fast transform is the transform', () => {
    const re = Float64Array.from({ length: 16 }, (_, k) => Math.sin(k * k));
    const im = Float64Array.from({ length: 16 }, (_, k) => Math.cos(3 * k));
    const [fastRe, fastIm] = [re.slice(), im.slice()];
    transform(fastRe, fastIm);
    for (let f = 0; f < 16; f++) {
      let [a, b] = [0, 0];
      for (let k = 0; k < 16; k++) {
        const [c, s] = [Math.cos((2 * Math.PI * f * k) / 16), -Math.sin((2 * Math.PI * f * k) / 16)];
        a += re[k]! * c - im[k]! * s;
        b += re[k]! * s + im[k]! * c;
      }
      expect(fastRe[f]).toBeCloseTo(a, 12);
      expect(fastIm[f]).toBeCloseTo(b, 12);
    }
  });

  test('bands are equally far apart in mel, and 1000 Hz is 1000 mel', () => {
    const edges = edgesOf({ bands: 9, lowest: 0, highest: 1000 });
    expect(edges[0]).toBe(0);
    expect(edges.at(-1)).toBeCloseTo(1000, 9);
    const mel = edges.map((f) => 2595 * Math.log10(1 + f / 700));
    // 2595 log10(1 + 1000 / 700) = 999.99.
    mel.forEach((m, k) => expect(m).toBeCloseTo((k * 999.9855) / 10, 2));
  });

  test('noise without a tone has its power spread over the bands, and silence has none', () => {
    const band = { rate: 8000, bands: 1, lowest: 0, highest: 4000 };
    expect(powersOf(new Float32Array(400), band)).toEqual(Float64Array.of(0));
    expect([1, 0.1, 1e-6, 0].map((p) => loudness(p, 60))).toEqual([1, expect.closeTo(1 - 10 / 60, 12), 0, 0]);
  });
});
