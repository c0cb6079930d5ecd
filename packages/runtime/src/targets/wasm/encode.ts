/**
 * Builds WebAssembly modules: functions grow instruction by instruction, blocks nest as closures, branches name
 * the block they leave. The result is data (`ModuleBuilder.data`), encoded, printed or verified from there.
 */
import { NeuroloomError } from '@neuroloom/core';
import { encodeBinary } from './encode-binary.ts';
import {
  immediateFault,
  type Code,
  type ExportData,
  type FuncData,
  type FuncImport,
  type FuncType,
  type GlobalData,
  type Immediate,
  type LocalData,
  type MemArg,
  type MemoryData,
  type ModuleData,
} from './encode-module.ts';
import { verifyModule } from './encode-verify.ts';
import { INSTRUCTIONS, type Mnemonic, type ValType } from './instructions.ts';
import { printWat } from './wat.ts';

/** A block, loop or if that is open: what `br` leaves (a loop: begins again). */
export interface Label {
  readonly kind: 'block' | 'loop' | 'if';
  readonly at: number;
}

/** Anything that `call` can call. */
export interface Callable extends FuncType {
  readonly index: number;
  readonly name: string;
}

export class FuncBuilder implements FuncData, Callable {
  readonly index: number;
  readonly name: string;
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  readonly locals: LocalData[] = [];
  readonly #code: Code[number][] = [];
  readonly #open: Label[] = [];
  #count = 0;

  constructor(index: number, name: string, params: readonly ValType[], results: readonly ValType[]) {
    this.index = index;
    this.name = name;
    this.params = params;
    this.results = results;
  }

  /** A new local, zero at entry; its index counts on from the parameters'. The name is for the text format only. */
  local(type: ValType, name?: string): number {
    this.locals.push(name === undefined ? { type } : { type, name });
    return this.params.length + this.locals.length - 1;
  }

  get code(): Code {
    return this.#code;
  }

  /** Appends one instruction. A label may stand where a branch wants a depth; an address of `{}` may be left out. */
  push(op: Mnemonic, ...imm: readonly (Immediate | Label)[]): this;
  push(op: Mnemonic, a?: Immediate | Label, b?: Immediate | Label): this {
    const info = INSTRUCTIONS.get(op);
    if (!info) return this.#fail(op, 'no such instruction');
    const near = info.access !== null && typeof a !== 'object' && b === undefined;
    const first = near ? HERE : this.#plain(a, op);
    const second = near ? this.#plain(a, op) : this.#plain(b, op);
    const fault = immediateFault(info, first, second);
    if (fault) this.#fail(op, fault);
    this.#code.push(info);
    if (info.takes > 0) this.#code.push(first);
    if (info.takes > 1) this.#code.push(second);
    this.#count++;
    return this;
  }

  /** An immediate; of a label, how many blocks it is away. */
  #plain(x: Immediate | Label | undefined, op: Mnemonic): Immediate | undefined {
    return typeof x === 'object' && 'kind' in x ? this.#depth(x, op) : x;
  }

  /** `br(label)` inside leaves the block. `result` is the type of the value the block leaves on the stack. */
  block(inside: (label: Label) => void, result?: ValType): this {
    return this.#nest('block', result, inside);
  }

  /** `br(label)` inside starts the next round; reaching the end leaves the loop. */
  loop(inside: (label: Label) => void, result?: ValType): this {
    return this.#nest('loop', result, inside);
  }

  /** Takes an i32 from the stack: not zero runs `then`, zero runs `otherwise`. */
  if(then: (label: Label) => void, otherwise?: (label: Label) => void, result?: ValType): this {
    return this.#nest('if', result, (label) => {
      then(label);
      if (otherwise) {
        this.push('else');
        otherwise(label);
      }
    });
  }

  br(label: Label): this {
    return this.push('br', label);
  }

  brIf(label: Label): this {
    return this.push('br_if', label);
  }

  /** Jumps to `labels[i]` for the i32 on the stack, to `otherwise` beyond the list. */
  brTable(labels: readonly Label[], otherwise: Label): this {
    return this.push(
      'br_table',
      labels.map((l) => this.#depth(l, 'br_table')),
      otherwise,
    );
  }

  call(f: Callable): this {
    return this.push('call', f.index);
  }

  #nest(kind: Label['kind'], result: ValType | undefined, inside: (label: Label) => void): this {
    if (result === undefined) this.push(kind);
    else this.push(kind, result);
    const label: Label = { kind, at: this.#count - 1 };
    this.#open.push(label);
    inside(label);
    this.#open.pop();
    return this.push('end');
  }

  #depth(label: Label, op: Mnemonic): number {
    const k = this.#open.indexOf(label);
    if (k < 0) this.#fail(op, `the ${label.kind} opened at instruction ${label.at} is closed or of another function`);
    return this.#open.length - 1 - k;
  }

  #fail(op: string, what: string): never {
    throw new NeuroloomError({ where: `wasm ${this.name}[${this.#count}] ${op}`, what });
  }
}

/** The address on the stack, as it is. */
const HERE: MemArg = {};

export interface ModuleOptions {
  /** Imported as `env.memory`; sizes in pages of 64 KiB. */
  readonly memory?: MemoryData;
}

export class ModuleBuilder {
  readonly #memory: MemoryData | null;
  readonly #imports: FuncImport[] = [];
  readonly #globals: GlobalData[] = [];
  readonly #funcs: FuncBuilder[] = [];
  readonly #exports: ExportData[] = [];

  constructor(options: ModuleOptions = {}) {
    const { memory = null } = options;
    if (memory?.shared && memory.max === undefined) {
      throw new NeuroloomError({
        where: 'wasm module',
        what: 'a shared memory needs a maximum',
        remedy: 'give memory.max',
      });
    }
    this.#memory = memory;
  }

  get data(): ModuleData {
    return {
      memory: this.#memory,
      imports: this.#imports,
      globals: this.#globals,
      funcs: this.#funcs,
      exports: this.#exports,
    };
  }

  /** Imports a function. Imports come first in the index space, so ask before the first `func`. */
  importFunc(module: string, name: string, params: readonly ValType[], results: readonly ValType[]): Callable {
    if (this.#funcs.length > 0) {
      throw new NeuroloomError({
        where: `wasm import ${module}.${name}`,
        what: 'imported after a function was defined',
      });
    }
    this.#imports.push({ module, name, params, results });
    return { index: this.#imports.length - 1, name, params, results };
  }

  /** A new function; it may be called before its body is written. */
  func(name: string, params: readonly ValType[], results: readonly ValType[]): FuncBuilder {
    const f = new FuncBuilder(this.#imports.length + this.#funcs.length, name, params, results);
    this.#funcs.push(f);
    return f;
  }

  /** A new global, for `global.get` and, when mutable, `global.set`. */
  global(type: GlobalData['type'], init: number | bigint, mutable = true): number {
    this.#globals.push({ type, init, mutable });
    return this.#globals.length - 1;
  }

  export(name: string, what: Callable | 'memory' | { readonly global: number }): this {
    if (what === 'memory') this.#exports.push({ name, kind: 'memory', index: 0 });
    else if ('global' in what) this.#exports.push({ name, kind: 'global', index: what.global });
    else this.#exports.push({ name, kind: 'func', index: what.index });
    return this;
  }

  /** Throws where an instruction does not fit the stack: function, instruction, types wanted and found. */
  verify(): this {
    verifyModule(this.data);
    return this;
  }

  encode(): Uint8Array<ArrayBuffer> {
    return encodeBinary(this.data);
  }

  /** The module in the text format. */
  wat(): string {
    return printWat(this.data);
  }
}

const vector = new DataView(new ArrayBuffer(16));
const little = (
  bytes: 4 | 8,
  values: readonly (number | bigint)[],
  set: (v: DataView, at: number, x: number | bigint) => void,
): number[] => {
  for (let k = 0; k < 16 / bytes; k++) set(vector, k * bytes, values[k % values.length]!);
  return Array.from({ length: 16 }, (_, k) => vector.getUint8(k));
};

/** Immediates for `v128.const`: the values lane by lane, repeated where fewer are given than there are lanes. */
export const f32x4 = (...values: number[]): number[] =>
  little(4, values, (v, at, x) => v.setFloat32(at, Number(x), true));
export const f64x2 = (...values: number[]): number[] =>
  little(8, values, (v, at, x) => v.setFloat64(at, Number(x), true));
export const i32x4 = (...values: number[]): number[] =>
  little(4, values, (v, at, x) => v.setInt32(at, Number(x), true));
export const i64x2 = (...values: (number | bigint)[]): number[] =>
  little(8, values, (v, at, x) => v.setBigInt64(at, BigInt.asIntN(64, BigInt(x)), true));

/** Immediate for `i8x16.shuffle` from four 32-bit lanes: 0 to 3 of the first operand, 4 to 7 of the second. */
export const shuffle32 = (a: number, b: number, c: number, d: number): number[] =>
  [a, b, c, d].flatMap((w) => [0, 1, 2, 3].map((k) => 4 * w + k));
