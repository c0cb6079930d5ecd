/** A session in a worker hears and sees by the page's devices: frames in order, failures as sentences, and the end. */
import { NeuroloomError } from '@neuroloom/core';
import { afterEach, describe, expect, test } from 'vitest';
import type { Devices } from '../../src/browser/devices.ts';
import { lendDevices, lentDevices } from '../../src/browser/lend.ts';

let line = new MessageChannel();
afterEach(() => {
  line.port1.close();
  line.port2.close();
  line = new MessageChannel();
});

const closed: string[] = [];
/** A camera whose frames are numbered, and a microphone that nobody allows. */
const devices: Devices = {
  camera({ width, height }) {
    let n = 0;
    return Promise.resolve({
      next: () => Promise.resolve(new Float32Array(width * height).fill(++n)),
      close: () => void closed.push(`${width} × ${height}`),
    });
  },
  microphone: ({ every }) =>
    every > 5
      ? Promise.resolve({ rate: 8000, next: () => Promise.reject(new Error('pulled out')), close: () => undefined })
      : Promise.reject(new NeuroloomError({ where: 'microphone', what: 'nobody allows it', remedy: 'ask again' })),
};
const ends = (): Devices => {
  lendDevices(line.port1, devices);
  return lentDevices(line.port2);
};

describe('devices of a page, in a worker', () => {
  test('two films at once, each in its order', async () => {
    const lent = ends();
    const [a, b] = await Promise.all([
      lent.camera({ width: 2, height: 1, every: 10 }),
      lent.camera({ width: 1, height: 1, every: 10 }),
    ]);
    expect([...(await a.next()), ...(await a.next()), ...(await b.next()), ...(await a.next())]).toEqual([
      1, 1, 2, 2, 1, 3, 3,
    ]);
    a.close();
    await b.next();
    expect(closed).toEqual(['2 × 1']);
  });

  test('what is open when the worker goes is let go', async () => {
    const release = lendDevices(line.port1, devices);
    await lentDevices(line.port2).camera({ width: 7, height: 7, every: 10 });
    release();
    expect(closed.at(-1)).toBe('7 × 7');
  });

  test('what the page says against it comes with its remedy', async () => {
    const lent = ends();
    await expect(lent.microphone({ every: 5 })).rejects.toMatchObject({
      problems: [{ where: 'microphone', what: 'nobody allows it', remedy: 'ask again' }],
    });
    const sound = await lent.microphone({ every: 50 });
    expect(sound.rate).toBe(8000);
    await expect(sound.next()).rejects.toThrow('pulled out');
  });
});
