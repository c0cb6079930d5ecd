import { test } from 'vitest';
import * as M from '../../src/math/index.ts';
import { compiled } from './wasm-arith.ts';
const N = 1 << 20;
const bits = new Int32Array(N), xs = new Float32Array(bits.buffer);
const out: [string, any, (x: number) => number, [number, number][]][] = [
  ['exp', M.exp, Math.exp, [[2 ** -30, 88.7228], [-(2 ** -30), -87.3365]]],
  ['log', M.log, Math.log, [[1e-45, 3.4e38]]],
  ['exprel', M.exprel, (x: number) => Math.expm1(x) / x, [[2 ** -30, 93.258], [-(2 ** -30), -1e4]]],
  ['tanh', M.tanh, Math.tanh, [[2 ** -13, 30]]],
  ['sin', M.sin, Math.sin, [[2 ** -13, 1e4]]],
  ['cos', M.cos, Math.cos, [[2 ** -30, 1e4]]],
  ['cosTurns', (m: any, x: any) => M.cosTurns(m, x), (x: number) => Math.cos(2 * Math.PI * x), [[2 ** -24, 1]]],
];
const f1 = new Float32Array(1), i1 = new Int32Array(f1.buffer);
const bitsOf = (x: number) => { f1[0] = x; return i1[0]!; };
test('x', () => {
  for (const [name, f, g, ranges] of out) {
    const run = compiled('f32x4', (m, x) => f(m, x));
    for (const [lo, hi] of ranges) {
      let worst = 0, at = 0, mono = 0, count = 0;
      const STRIDE = 1;
      for (let b = bitsOf(lo); b <= bitsOf(hi); b += N * STRIDE) {
        for (let k = 0; k < N; k++) bits[k] = Math.min(b + k * STRIDE, bitsOf(hi));
        const y = run(xs); count += N;
        for (let k = 0; k < N; k++) {
          const r = g(xs[k]!), d = Math.abs(y[k]! - r), a = Math.abs(r);
          if (a < 2 ** -126) continue;
          // cheap ulp
          f1[0] = a; let e = (i1[0]! >> 23) - 127; if (f1[0]! > a && (i1[0]! & 0x7fffff) === 0) e--;
          const u = d * 2 ** (23 - e);
          if (!(u <= worst)) { worst = u; at = xs[k]!; }
        }
      }
      console.log(name, lo, hi, worst.toFixed(4), 'at', at, count);
    }
  }
}, 3e6);
