/** Runs what the encoder made: small modules with one function, values of any type in and out. */
import { ModuleBuilder, type FuncBuilder } from '../../src/targets/wasm/encode.ts';
import type { ValType } from '../../src/targets/wasm/instructions.ts';

/** A `v128` is its 16 bytes. */
export type Value = number | bigint | readonly number[];

/** An address that no case uses for data: arguments and results of type v128 pass through memory. */
const ARGUMENTS = 0x8000;
const RESULT = 0xc000;

export interface Ran {
  readonly result: Value | undefined;
  readonly memory: WebAssembly.Memory;
}

/** Builds a function of the given arguments, verifies it, instantiates it and calls it. */
export function run(
  params: readonly ValType[],
  result: ValType | null,
  body: (f: FuncBuilder, args: readonly number[]) => void,
  values: readonly Value[],
  prepare?: (memory: WebAssembly.Memory) => void,
): Ran {
  const m = new ModuleBuilder({ memory: { min: 1, max: 2 } });
  const inner = m.func('inner', params, result ? [result] : []);
  body(
    inner,
    params.map((_, k) => k),
  );
  const direct = params.filter((t) => t !== 'v128');
  const outer = m.func('outer', direct, result && result !== 'v128' ? [result] : []);
  if (result === 'v128') outer.push('i32.const', RESULT);
  let next = 0;
  params.forEach((t, k) => {
    if (t === 'v128') outer.push('i32.const', 0).push('v128.load', { offset: ARGUMENTS + 16 * k });
    else outer.push('local.get', next++);
  });
  outer.call(inner);
  if (result === 'v128') outer.push('v128.store');
  m.export('outer', outer).verify();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  prepare?.(memory);
  values.forEach((v, k) => {
    if (Array.isArray(v)) new Uint8Array(memory.buffer).set(v as number[], ARGUMENTS + 16 * k);
  });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.encode()), { env: { memory } });
  const out = (exports['outer'] as (...args: unknown[]) => Value | undefined)(
    ...values.filter((v) => !Array.isArray(v)),
  );
  return { result: result === 'v128' ? [...new Uint8Array(memory.buffer, RESULT, 16)] : out, memory };
}
