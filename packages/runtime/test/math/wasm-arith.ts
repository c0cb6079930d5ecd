/** The arithmetic of `Arith` as WebAssembly: every value in a local of its own, in lanes or alone, in both precisions. */
import type { Arith } from '../../src/math/index.ts';
import { f32x4, f64x2, i32x4, i64x2, ModuleBuilder, type FuncBuilder } from '../../src/targets/wasm/encode.ts';
import type { Immediate } from '../../src/targets/wasm/encode-module.ts';
import { isMnemonic, type ValType } from '../../src/targets/wasm/instructions.ts';

export type Shape = 'f32x4' | 'f64x2' | 'f32' | 'f64';

const wide = (shape: Shape): boolean => shape.startsWith('f64');

export function wasmArith(f: FuncBuilder, shape: Shape): Arith<number, number> {
  const vector = shape.includes('x');
  const bits = wide(shape) ? 'i64' : 'i32';
  const lanes = vector ? (wide(shape) ? 'i64x2' : 'i32x4') : bits;
  const value: ValType = vector ? 'v128' : wide(shape) ? 'f64' : 'f32';
  const truth: ValType = vector ? 'v128' : 'i32';

  const push = (op: string, ...imm: Immediate[]): void => {
    if (!isMnemonic(op)) throw new Error(`no instruction ${op}`);
    f.push(op, ...imm);
  };
  const into = (type: ValType): number => {
    const local = f.local(type);
    push('local.set', local);
    return local;
  };
  const apply = (op: string, args: readonly number[], type: ValType = value): number => {
    for (const a of args) push('local.get', a);
    push(op);
    return into(type);
  };
  const real =
    (op: string) =>
    (...args: number[]): number =>
      apply(`${shape}.${op}`, args);
  const compare =
    (op: string) =>
    (a: number, b: number): number =>
      apply(`${shape}.${op}`, [a, b], truth);
  const logic =
    (op: string) =>
    (...args: number[]): number =>
      apply(vector ? `v128.${op}` : op === 'not' ? 'i32.eqz' : `i32.${op}`, args, truth);
  const select = (c: number, a: number, b: number): number => apply(vector ? 'v128.bitselect' : 'select', [a, b, c]);
  const lt = compare('lt');

  const constant = (x: number): void => {
    if (!vector) push(`${shape}.const`, x);
    else push('v128.const', wide(shape) ? f64x2(x) : f32x4(x));
  };
  const integer = (x: number | bigint): void => {
    if (!vector) push(`${bits}.const`, x);
    else push('v128.const', wide(shape) ? i64x2(x) : i32x4(Number(x)));
  };
  const shift = (op: 'shl' | 'shr_u', by: number): void => {
    push(vector || !wide(shape) ? 'i32.const' : 'i64.const', by);
    push(`${lanes}.${op}`);
  };
  const bitwise = (op: 'and' | 'or'): void => push(vector ? `v128.${op}` : `${bits}.${op}`);
  const toBits = (): void => void (!vector && push(`${bits}.reinterpret_${shape}`));
  const toReal = (): void => void (!vector && push(`${shape}.reinterpret_${bits}`));
  const fraction = wide(shape) ? 52 : 23;
  const bias = wide(shape) ? 1023 : 127;

  return {
    precision: wide(shape) ? 'f64' : 'f32',
    const: (x) => {
      constant(x);
      return into(value);
    },
    add: real('add'),
    sub: real('sub'),
    mul: real('mul'),
    div: real('div'),
    neg: real('neg'),
    abs: real('abs'),
    sqrt: real('sqrt'),
    floor: real('floor'),
    nearest: real('nearest'),
    min: (a, b) => (vector ? real('pmin')(a, b) : select(lt(b, a), b, a)),
    max: (a, b) => (vector ? real('pmax')(a, b) : select(lt(a, b), b, a)),
    lt,
    le: compare('le'),
    gt: compare('gt'),
    ge: compare('ge'),
    eq: compare('eq'),
    and: logic('and'),
    or: logic('or'),
    not: logic('not'),
    select,
    scale2(x, n) {
      push('local.get', x);
      toBits();
      // 1.5 · 2^fraction + n has n in its lowest bits.
      push('local.get', n);
      constant(1.5 * 2 ** fraction);
      push(`${shape}.add`);
      toBits();
      shift('shl', fraction);
      push(`${lanes}.add`);
      toReal();
      return into(value);
    },
    exponent(x) {
      push('local.get', x);
      toBits();
      shift('shr_u', fraction);
      integer(wide(shape) ? 0x7ff : 0xff);
      bitwise('and');
      // The same trick backwards: the field in the lowest bits of 2^fraction is 2^fraction + field.
      constant(2 ** fraction);
      toBits();
      bitwise('or');
      toReal();
      constant(2 ** fraction + bias);
      push(`${shape}.sub`);
      return into(value);
    },
    mantissa(x) {
      push('local.get', x);
      toBits();
      integer(wide(shape) ? 2n ** 52n - 1n : 2 ** 23 - 1);
      bitwise('and');
      constant(1);
      toBits();
      bitwise('or');
      toReal();
      return into(value);
    },
  };
}

/** A function of one or two numbers, emitted for a shape, over whole arrays. */
export function compiled(
  shape: Shape,
  body: (m: Arith<number, number>, x: number, y: number) => number,
): (
  x: readonly number[] | Float32Array | Float64Array,
  y?: readonly number[] | Float32Array | Float64Array,
) => Float32Array | Float64Array {
  const step = shape.includes('x') ? 16 : wide(shape) ? 8 : 4;
  const access = shape.includes('x') ? 'v128' : shape === 'f64' ? 'f64' : 'f32';
  const m = new ModuleBuilder({ memory: { min: 1 } });
  const f = m.func('map', ['i32', 'i32', 'i32', 'i32'], []);
  f.loop((again) => {
    const [x, y] = [0, 1].map((k) => {
      const local = f.local(access);
      f.push('local.get', k).push(`${access}.load`).push('local.set', local);
      return local;
    });
    const z = body(wasmArith(f, shape), x!, y!);
    f.push('local.get', 2).push('local.get', z).push(`${access}.store`);
    for (const k of [0, 1, 2]) f.push('local.get', k).push('i32.const', step).push('i32.add').push('local.set', k);
    f.push('local.get', 2).push('local.get', 3).push('i32.lt_u').brIf(again);
  });
  m.export('map', f).verify();
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.encode()), { env: { memory } });
  return (xs, ys = xs) => {
    const Numbers = wide(shape) ? Float64Array : Float32Array;
    const bytes = Math.ceil((xs.length * Numbers.BYTES_PER_ELEMENT) / 16) * 16;
    if (memory.buffer.byteLength < 3 * bytes) memory.grow(Math.ceil((3 * bytes - memory.buffer.byteLength) / 65536));
    new Numbers(memory.buffer, 0, xs.length).set(xs);
    new Numbers(memory.buffer, bytes, xs.length).set(ys);
    (exports['map'] as (x: number, y: number, z: number, end: number) => void)(0, bytes, 2 * bytes, 3 * bytes);
    return new Numbers(memory.buffer, 2 * bytes, xs.length).slice();
  };
}
