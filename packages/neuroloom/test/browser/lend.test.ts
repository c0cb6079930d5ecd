/** A session in a worker hears and sees by the page's devices: frames in order, failures as sentences, and the end. */
import { NeuroloomError } from '@neuroloom/core';
import { afterEach, describe, expect, test } from 'vitest';
import { lend, lent, type Lent } from '../../src/browser/lend.ts';

let line = new MessageChannel();
afterEach(() => {
  line.port1.close();
  line.port2.close();
  line = new MessageChannel();
});

const closed: string[] = [];
/** A camera whose frames are numbered, a microphone that nobody allows, and one file. */
const page: Lent = {
  file: (name) => {
    if (name === 'torn.npy') return Promise.reject(new Error('the disk is gone'));
    return Promise.resolve(name === 'iris.csv' ? Uint8Array.of(1, 2, 3) : undefined);
  },
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
const ends = (): Lent => {
  lend(line.port1, page);
  return lent(line.port2);
};

describe('what a page lends to a worker', () => {
  test('two films at once, each in its order', async () => {
    const here = ends();
    const [a, b] = await Promise.all([
      here.camera({ width: 2, height: 1, every: 10 }),
      here.camera({ width: 1, height: 1, every: 10 }),
    ]);
    expect([...(await a.next()), ...(await a.next()), ...(await b.next()), ...(await a.next())]).toEqual([
      1, 1, 2, 2, 1, 3, 3,
    ]);
    a.close();
    await b.next();
    expect(closed).toEqual(['2 × 1']);
  });

  test('what is open when the worker goes is let go', async () => {
    const release = lend(line.port1, page);
    await lent(line.port2).camera({ width: 7, height: 7, every: 10 });
    release();
    expect(closed.at(-1)).toBe('7 × 7');
  });

  test('what the page says against it comes with its remedy', async () => {
    const here = ends();
    await expect(here.microphone({ every: 5 })).rejects.toMatchObject({
      problems: [{ where: 'microphone', what: 'nobody allows it', remedy: 'ask again' }],
    });
    const sound = await here.microphone({ every: 50 });
    expect(sound.rate).toBe(8000);
    await expect(sound.next()).rejects.toThrow('pulled out');
  });

  test('a file comes by its name, and the page says when it has none', async () => {
    const here = ends();
    expect(await here.file('iris.csv')).toEqual(Uint8Array.of(1, 2, 3));
    expect(await here.file('other.csv')).toBeUndefined();
    await expect(here.file('torn.npy')).rejects.toThrow('the disk is gone');
  });
});
