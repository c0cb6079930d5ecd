/** How the comparison with Brian2 counts and judges, against numbers worked out by hand. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { LEFT_OUT } from '../../bench/lib/brian2.mjs';
import { build } from '../../packages/neuroloom/test/cli/command.ts';
import { judged } from '../../bench/lib/oracle.mjs';
import { compared, measures } from '../../bench/lib/statistics.mjs';

beforeAll(build, 60_000);

const train = (...spikes: readonly (readonly [tick: number, id: number])[]) => ({
  tick: Int32Array.from(spikes, ([tick]) => tick),
  id: Int32Array.from(spikes, ([, id]) => id),
});

describe('rate and irregularity of a population', () => {
  it('of a clock are its rate and 0', () => {
    const clock = train(...Array.from({ length: 10 }, (_, k) => [10 * k, 0] as const));
    expect(measures(clock, 1, 0, 100, 1e-3)).toEqual({ rate: 100, cv: 0 });
  });
  it('count what comes after the settling, per neuron, and intervals of neurons that have four or more spikes', () => {
    const spikes = train([1, 0], [20, 0], [30, 0], [50, 0], [60, 0], [70, 1]);
    const { rate, cv } = measures(spikes, 2, 10, 110, 1e-3);
    // Five spikes of two neurons in 100 ms; intervals of 10, 20 and 10: mean 40/3, standard deviation 10/√3.
    expect(rate).toBeCloseTo(25);
    expect(cv).toBeCloseTo(10 / Math.sqrt(3) / (40 / 3));
  });
});

describe('two samples of the same seeds', () => {
  it('agree within two standard errors of their differences', () => {
    // Differences 1, 2, 3: mean 2, variance 1, error 1/√3.
    expect(compared([11, 22, 33], [10, 20, 30])).toMatchObject({ seeds: 3, difference: 2, agrees: false });
    expect(compared([11, 22, 33], [10, 20, 30]).error).toBeCloseTo(1 / Math.sqrt(3));
    expect(compared([11, 19, 31], [10, 20, 30]).agrees).toBe(true);
  });
});

describe('a verdict', () => {
  const found = { trace: 0, worst: '', traced: 1, last: 0, spikes: 1, missing: 0, shift: 0, first: '' };
  const lost = { trace: 1e-3, last: 1e-2, shift: 3, missing: 0, growth: 1e3 };
  it.each([
    ['agrees', { f64: found, f32: { ...found, trace: 1e-4, shift: 1 } }],
    ['differs', { f64: found, f32: { ...found, trace: 2e-4 } }],
    ['amplified', { f64: found, f32: { ...found, trace: 2e-3, shift: 6 }, unavoidable: lost }],
    ['differs', { f64: found, f32: { ...found, trace: 2.1e-3 }, unavoidable: lost }],
    ['differs', { f64: found, f32: { ...found, shift: 7 }, unavoidable: lost }],
    ['amplified', { f64: found, f32: { ...found, last: 2e-2, shift: 2 }, unavoidable: lost }],
    ['differs', { f64: found, f32: { ...found, last: 3e-2 }, unavoidable: lost }],
    ['differs', { f64: { ...found, trace: 2e-9 }, f32: found }],
    ['differs', { f64: { ...found, missing: 1 }, f32: found, unavoidable: lost }],
  ] as const)('%s', (how, verdict) => {
    expect(judged({ name: '', ...verdict })).toBe(how);
  });
});

it('without Brian2 the comparison says that it was left out, also to a program', () => {
  const { status, stdout } = spawnSync(process.execPath, ['bench/oracle.mjs', '--json'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    env: { ...process.env, NEUROLOOM_PYTHON: '/nowhere/python' },
  });
  const lines = stdout.trim().split('\n');
  expect(lines[0]).toBe(LEFT_OUT);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ name: 'oracle', left_out: LEFT_OUT });
  expect(status).toBe(0);
});
