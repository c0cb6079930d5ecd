/** Long formulas of numbers alone: what they come to is what the host would compute, number by number. */
import type { GraphDocument } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { valueOnHost } from '../../src/compile/host.ts';

const graphOf = (init: string): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '0.1 ms', duration: '1 ms' },
  nodes: {
    n: {
      type: 'equations',
      version: 1,
      params: {},
      definition: {
        params: { one: 1 },
        state: { y: { init, axis: 'scalar' } },
        flow: { y: '-y / (20 ms)' },
        outputs: { out: { kind: 'signal', axis: 'scalar' } },
        emit: { out: 'y' },
      },
    },
  },
  wires: [],
});

/** The first value of the state, and whether it stands in the kernel as a number. */
function firstOf(init: string): { readonly value: number; readonly known: boolean } {
  const { program } = compile(graphOf(init), nodes);
  const stores = [...program.groups.values()].flatMap((kernels) => kernels.flatMap((k) => k.body.stores));
  const { value } = stores.find((s) => s.buffer === 'n.y')!;
  if (value.op === 'const') return { value: value.value, known: true };
  expect(value.op).toBe('uniform');
  const { term } = program.uniforms[value.value]!;
  return { value: valueOnHost(term, program, program.params), known: false };
}

/** m + m²/2! + … + mⁿ/n!, from the innermost outwards. */
const series = (n: number, m: string): string =>
  Array.from({ length: n }, (_, k) => n - k).reduce((sum, k) => `(${sum ? `1 + ${sum}` : '1'}) * ${m} / ${k}`, '');

describe('a formula of numbers alone', () => {
  it.each([3, 5, 12])('of %i terms comes to what the host makes of it, to the last bit', (n) => {
    const here = firstOf(series(n, '0.7'));
    const host = firstOf(series(n, '(0.7 * one)'));
    expect(here.known).toBe(true);
    expect(host.known).toBe(false);
    expect(here.value).toBe(host.value);
  });

  it('is left to the host where it is short, or comes to a whole number', () => {
    expect(firstOf('1 / 3')).toEqual({ value: 1 / 3, known: false });
    expect(firstOf('1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10')).toEqual({ value: 55, known: false });
  });
});
