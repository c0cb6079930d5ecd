/** The host's side of hoisting: params in double precision, with our own elementary functions, rounded once when written. */
import type { Exponential } from '@neuroloom/core';
import { exponentialOf, NeuroloomError } from '@neuroloom/core';
import { f64Arith } from '../math/index.ts';
import type { MatrixEntry, Program } from '../program.ts';
import { MEANINGS } from '../targets/reference/interpret.ts';
import type { Primitive, Term } from '../term.ts';
import { composite } from './composites.ts';
import type { Layout } from './memory.ts';

/** Computes every uniform from the params and writes it where the kernels read it. */
export function writeUniforms(
  program: Program,
  layout: Layout,
  memory: ArrayBufferLike,
  params: ReadonlyMap<string, number>,
): void {
  const view = new DataView(memory);
  const host = hostScope(program, params);
  for (const u of program.uniforms) {
    const x = hostValue(u.term, host);
    const at = layout.uniforms + u.slot * layout.bytesPerReal;
    if (u.type !== 'real') view.setInt32(at, x, true);
    else if (layout.bytesPerReal === 8) view.setFloat64(at, x, true);
    else view.setFloat32(at, x, true);
  }
}

/** The value of one formula of params, in double precision. */
export const valueOnHost = (t: Term, program: Program, params: ReadonlyMap<string, number>): number =>
  hostValue(t, hostScope(program, params));

/** What the host computes with. */
export interface HostScope {
  readonly program: Program;
  readonly params: ReadonlyMap<string, number>;
  /** What has been computed for these params. */
  readonly known: Map<Term, number>;
  readonly steps: Map<string, Exponential>;
}

export const hostScope = (program: Program, params: ReadonlyMap<string, number>): HostScope => ({
  program,
  params,
  known: new Map(),
  steps: new Map(),
});

function coefficient(m: MatrixEntry, host: HostScope): number {
  const A = m.entries.map((row) => row.map((t) => hostValue(t, host)));
  const key = JSON.stringify(A);
  let step = host.steps.get(key);
  if (!step) {
    step = exponentialOf(A, host.program.dt);
    host.steps.set(key, step);
  }
  return step[m.of][m.row]![m.column]!;
}

export function hostValue(t: Term, host: HostScope): number {
  const before = host.known.get(t);
  if (before !== undefined) return before;
  const args = t.args.map((a) => hostValue(a, host));
  const value = apply(t, args, host);
  host.known.set(t, value);
  return value;
}

function apply(t: Term, args: readonly number[], host: HostScope): number {
  const [x = 0, y = 0, z = 0] = args;
  switch (t.op) {
    case 'const':
      return t.value;
    case 'param': {
      const entry = host.program.coefficients.get(t.name);
      if (entry) return coefficient(entry, host);
      const value = host.params.get(t.name);
      if (value === undefined) throw new NeuroloomError({ where: t.name, what: 'no such param' });
      return value;
    }
    case 'ticks':
      return Math.round(x / host.program.dt);
    case 'mod':
      return x - y * Math.floor(x / y);
    case 'sign':
      return Math.sign(x);
    case 'uniform':
    case 'load':
    case 'index':
    case 'tick':
    case 'rand':
    case 'coin':
    case 'normal':
    case 'lookup':
      throw new NeuroloomError({ where: 'params', what: `${t.op} has no value before the run` });
    default:
      return composite(f64Arith, t, args) ?? MEANINGS[t.op as Primitive](x, y, z, (v) => v);
  }
}
