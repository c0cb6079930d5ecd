/** The operations of the wasm target as an `Arith`: every value in a local of its own, in lanes or alone, in both precisions. */
import type { Arith } from '../../src/math/index.ts';
import { ModuleBuilder, type FuncBuilder } from '../../src/targets/wasm/encode.ts';
import type { ValType } from '../../src/targets/wasm/instructions.ts';
import { numericOf } from '../../src/targets/wasm/numeric.ts';
import { opsOf } from '../../src/targets/wasm/ops.ts';
import type { Primitive } from '../../src/term.ts';

export type Shape = 'f32x4' | 'f64x2' | 'f32' | 'f64';

const wide = (shape: Shape): boolean => shape.startsWith('f64');

export function wasmArith(f: FuncBuilder, shape: Shape): Arith<number, number> {
  const vector = shape.includes('x');
  const numeric = numericOf(wide(shape) ? 8 : 4);
  const ops = opsOf(numeric.bytes, vector);
  const value: ValType = vector ? 'v128' : numeric.one;
  const truth: ValType = vector ? 'v128' : 'i32';
  const into = (type: ValType): number => {
    const local = f.local(type);
    f.push('local.set', local);
    return local;
  };
  const apply =
    (op: Primitive, type: ValType = value) =>
    (...args: number[]): number => {
      for (const a of args) f.push('local.get', a);
      ops[op](f, 'real');
      return into(type);
    };
  return {
    precision: numeric.one,
    const: (x) => {
      if (vector) f.push('v128.const', numeric.numbers(x));
      else f.push(`${numeric.one}.const`, x);
      return into(value);
    },
    add: apply('add'),
    sub: apply('sub'),
    mul: apply('mul'),
    div: apply('div'),
    neg: apply('neg'),
    abs: apply('abs'),
    sqrt: apply('sqrt'),
    min: apply('min'),
    max: apply('max'),
    floor: apply('floor'),
    nearest: apply('nearest'),
    whole: apply('whole'),
    lt: apply('lt', truth),
    le: apply('le', truth),
    gt: apply('gt', truth),
    ge: apply('ge', truth),
    eq: apply('eq', truth),
    and: apply('and', truth),
    or: apply('or', truth),
    not: apply('not', truth),
    select: (c, a, b) => apply('select')(a, b, c),
    scale2: apply('scale2'),
    exponent: apply('exponent'),
    mantissa: apply('mantissa'),
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
