// What single precision must lose, whoever computes: the same network in double precision, whose states are rounded to
// 24 bits as they are put into memory, and nothing else. Where the dynamics amplify what is rounded, no program that
// keeps its states in single precision can follow the trace more closely than about this.
import { agreement, runHere } from './oracle.mjs';

/** Runs that differ in how they round: to the nearest, and at random up or down (the mean error is none). */
const WAYS = 5;

/** A number in [0, 1) that depends on three others. @param {number} a @param {number} b @param {number} c */
function noise(a, b, c) {
  let h = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b) ^ Math.imul(c + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

/** The next number of single precision above or below, by a draw whose mean is the number. @param {number} x @param {number} draw */
function drawn(x, draw) {
  const near = Math.fround(x);
  if (near === x || !Number.isFinite(near)) return near;
  const other = near < x ? nextUp(near) : nextDown(near);
  const [low, high] = near < other ? [near, other] : [other, near];
  return draw < (x - low) / (high - low) ? high : low;
}
const bits = new DataView(new ArrayBuffer(4));
/** @param {number} x */
function nextUp(x) {
  bits.setFloat32(0, x);
  const n = bits.getInt32(0);
  if (x === 0) bits.setInt32(0, 1);
  else bits.setInt32(0, x > 0 ? n + 1 : n - 1);
  return bits.getFloat32(0);
}
/** @param {number} x */
const nextDown = (x) => -nextUp(-x);

/**
 * @typedef {object} Unavoidable
 * @property {number} trace as in an agreement: the largest over the ways to round
 * @property {number} last of the weights
 * @property {number} shift
 * @property {number} missing
 * @property {number} growth how many times as large an error of half a unit in the last place of every first value becomes
 */

/** @param {import('./oracle.mjs').Job} job @param {import('./oracle.mjs').Outcome} exact @returns {Promise<Unavoidable>} */
export async function unavoidable(job, exact) {
  let [trace, last, shift, missing, growth] = [0, 0, 0, 0, 0];
  for (let way = 0; way < WAYS; way++) {
    const seeds = new Map();
    const rounded = await runHere(job, 'f64', {
      disturb: (name, values, tick) => {
        if (!seeds.has(name)) seeds.set(name, seeds.size + 101 * way);
        values.forEach((x, k) => {
          values[k] = way === 0 ? Math.fround(x) : drawn(x, noise(tick, k, seeds.get(name)));
        });
      },
    });
    const found = agreement(rounded, exact, job.steps, 'f32');
    trace = Math.max(trace, found.trace);
    last = Math.max(last, found.last);
    shift = Math.max(shift, found.shift);
    missing = Math.max(missing, found.missing);
  }
  const nudge = 2 ** -40;
  for (const sign of [1, -1]) {
    const moved = await runHere(job, 'f64', {
      disturb: (_, values, tick) => {
        if (tick < 0)
          values.forEach((x, k) => {
            values[k] = x * (1 + sign * nudge) || 0;
          });
      },
    });
    growth = Math.max(growth, grown(moved, exact, job.steps) / nudge);
  }
  return { trace, last, shift, missing, growth };
}

/** Largest distance of a trace before any spike differs, over the size of what it began with. @param {import('./oracle.mjs').Outcome} a @param {import('./oracle.mjs').Outcome} b @param {number} steps */
function grown(a, b, steps) {
  let most = 0;
  for (const [name, x] of a.traces) {
    const y = b.traces.get(name);
    if (!y) continue;
    const elements = x.length / steps;
    const node = name.split('.')[0];
    const spikes = [...b.spikes].filter(([o]) => o.startsWith(`${node}.`)).map(([, s]) => s);
    for (let e = 0; e < elements; e++) {
      const until = Math.min(steps, ...spikes.map((s) => s.tick[s.id.indexOf(e)] ?? Infinity));
      let size = 0;
      for (let t = 0; t < until; t++) size = Math.max(size, Math.abs(y[t * elements + e] ?? 0));
      if (size === 0) continue;
      for (let t = 0; t < until; t++)
        most = Math.max(most, Math.abs((x[t * elements + e] ?? 0) - (y[t * elements + e] ?? 0)) / size);
    }
  }
  return most;
}
