/** A formula evaluated for many synapses at once, in double precision and with our own functions: array by array, not synapse by synapse. */
import type { Expr, Op } from '@neuroloom/core';
import { NeuroloomError, philox4x32, uniformOf } from '@neuroloom/core';
import { cos, exp, exprel, f64Arith, log, normal, pow, sin, tanh } from '../math/index.ts';
import { MEANINGS } from '../targets/reference/interpret.ts';

/** What the formula reads. Arrays have one number for each of the synapses; a number is the same for all. */
export interface Columns {
  readonly count: number;
  /** Of the first of these synapses in its projection: draws are by element. */
  readonly first: number;
  readonly dt: number;
  /** A key of draws: seed and node. */
  readonly key: readonly [number, number];
  readonly name: (name: string) => number;
  readonly index: (axis: string) => Float64Array;
  readonly size: (axis: string) => number;
}

type Value = number | Float64Array;
type Plain = Exclude<Op, 'rand' | 'randn' | 'chance'>;
const id = (x: number): number => x;
const primitive =
  (op: keyof typeof MEANINGS) =>
  (x: number, y: number, z: number): number =>
    MEANINGS[op](x, y, z, id);

const FUNCTIONS: { readonly [K in Plain]: (x: number, y: number, z: number, dt: number) => number } = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  neg: primitive('neg'),
  lt: primitive('lt'),
  le: primitive('le'),
  gt: primitive('gt'),
  ge: primitive('ge'),
  eq: primitive('eq'),
  ne: primitive('ne'),
  and: primitive('and'),
  or: primitive('or'),
  not: primitive('not'),
  select: primitive('select'),
  abs: primitive('abs'),
  sqrt: primitive('sqrt'),
  min: primitive('min'),
  max: primitive('max'),
  floor: primitive('floor'),
  mod: (x, y) => x - y * Math.floor(x / y),
  sign: (x) => Math.sign(x),
  pow: (x, y) => pow(f64Arith, x, y),
  exp: (x) => exp(f64Arith, x),
  log: (x) => log(f64Arith, x),
  sin: (x) => sin(f64Arith, x),
  cos: (x) => cos(f64Arith, x),
  tanh: (x) => tanh(f64Arith, x),
  exprel: (x) => exprel(f64Arith, x),
  ticks: (x, _y, _z, dt) => Math.round(x / dt),
};

/** Draws made here never meet those of a tick: this word stands where those have a site. */
const STREAM = 0x64656c61;

export function columnar(e: Expr, c: Columns): Float64Array {
  let site = 0;
  const uniform = (): Float64Array => draws(c, site++);
  const value = (x: Expr): Value => {
    switch (x.tag) {
      case 'const':
        return x.value;
      case 'name':
        return x.name === 'dt' ? c.dt : c.name(x.name);
      case 'axis':
        return x.what === 'size' ? c.size(x.axis) : c.index(x.axis);
      case 'reduce':
        throw new NeuroloomError({ where: '', what: `${x.op} folds an axis, and only single elements are seen here` });
      case 'rand':
        return uniform();
      case 'randn': {
        const [u, v] = [uniform(), uniform()];
        return u.map((a, k) => normal(f64Arith, a, v[k]!));
      }
      case 'chance': {
        const u = uniform();
        return apply(FUNCTIONS.lt, [u, value(x.args[0]!)], c);
      }
      default:
        return apply(FUNCTIONS[x.tag], x.args.map(value), c);
    }
  };
  const all = value(e);
  return typeof all === 'number' ? new Float64Array(c.count).fill(all) : all;
}

function apply(f: (typeof FUNCTIONS)[Plain], args: readonly Value[], c: Columns): Value {
  const [x = 0, y = 0, z = 0] = args;
  if (typeof x === 'number' && typeof y === 'number' && typeof z === 'number') return f(x, y, z, c.dt);
  const out = new Float64Array(c.count);
  const at = (v: Value): ((k: number) => number) => (typeof v === 'number' ? () => v : (k) => v[k]!);
  const [a, b, d] = [at(x), at(y), at(z)];
  for (let k = 0; k < c.count; k++) out[k] = f(a(k), b(k), d(k), c.dt);
  return out;
}

function draws(c: Columns, site: number): Float64Array {
  const out = new Float64Array(c.count);
  const words = new Uint32Array(4);
  let block = -1;
  for (let k = 0; k < c.count; k++) {
    const element = c.first + k;
    if (element >>> 2 !== block) {
      block = element >>> 2;
      philox4x32(block, site, 0, STREAM, c.key[0], c.key[1], words);
    }
    out[k] = uniformOf(words[element & 3]!);
  }
  return out;
}
