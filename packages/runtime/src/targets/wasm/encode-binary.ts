/** From a module as data to WebAssembly's binary format: sections, LEB128 integers, little-endian constants. */
import {
  alignLog2,
  internTypes,
  localOrder,
  type Code,
  type FuncData,
  type Immediate,
  type MemArg,
  type ModuleData,
} from './encode-module.ts';
import type { InstructionInfo, ValType } from './instructions.ts';

const VAL_TYPE: Readonly<Record<ValType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const EXPORT_KIND = { func: 0, memory: 2, global: 3 } as const;
const CONST_OP = { i32: 0x41, i64: 0x42, f32: 0x43, f64: 0x44 } as const;

/** Where bytes go, one by one. */
interface Sink {
  push(byte: number): unknown;
}

/** Bytes of which nobody knows yet how many they will be. */
class Bytes implements Sink {
  #held = new Uint8Array(2 ** 12);
  #count = 0;

  push(byte: number): void {
    if (this.#count === this.#held.length) this.#grow(1);
    this.#held[this.#count++] = byte;
  }

  /** Moves those of another behind its own, after their number. */
  take(other: Bytes): void {
    const more = other.#held.subarray(0, other.#count);
    writeUnsigned(this, more.length);
    if (this.#count + more.length > this.#held.length) this.#grow(more.length);
    this.#held.set(more, this.#count);
    this.#count += more.length;
    other.#count = 0;
  }

  copy(): Uint8Array<ArrayBuffer> {
    return this.#held.slice(0, this.#count);
  }

  #grow(more: number): void {
    const held = new Uint8Array(2 * (this.#count + more));
    held.set(this.#held.subarray(0, this.#count));
    this.#held = held;
  }
}

/** Unsigned LEB128 of an integer below 2^53. */
export function writeUnsigned(out: Sink, value: number): void {
  while (value >= 0x80) {
    out.push((value % 0x80) | 0x80);
    value = Math.floor(value / 0x80);
  }
  out.push(value);
}

/** Signed LEB128 of a 32-bit integer, given signed or unsigned. */
export const writeSigned32 = (out: Sink, value: number): void => writeSigned(out, value | 0);

/** Signed LEB128 of a 64-bit integer, given signed or unsigned. */
export function writeSigned64(out: Sink, value: bigint): void {
  let v = BigInt.asIntN(64, value);
  // The lowest bits come first, and what is above them is a number sooner or later.
  for (; v !== BigInt.asIntN(53, v); v >>= 7n) out.push(Number(v & 0x7fn) | 0x80);
  writeSigned(out, Number(v));
}

/** Signed LEB128 of an integer between -2^53 and 2^53. */
function writeSigned(out: Sink, value: number): void {
  while (value < -0x40 || value >= 0x40) {
    const above = Math.floor(value / 0x80);
    out.push((value - 0x80 * above) | 0x80);
    value = above;
  }
  out.push(value & 0x7f);
}

const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

export function writeFloat(out: Sink, value: number, bytes: 4 | 8): void {
  if (bytes === 4) scratch.setFloat32(0, value, true);
  else scratch.setFloat64(0, value, true);
  for (let k = 0; k < bytes; k++) out.push(scratchBytes[k]!);
}

const utf8 = /* #__PURE__ */ new TextEncoder();

const writeName = (out: Sink, name: string): void => writeList(out, utf8.encode(name), (o, byte) => o.push(byte));

function writeList<T, S extends Sink>(out: S, items: ArrayLike<T> & Iterable<T>, one: (out: S, item: T) => void): void {
  writeUnsigned(out, items.length);
  for (const item of items) one(out, item);
}

const writeTypes = (out: Sink, types: readonly ValType[]): void => writeList(out, types, (o, t) => o.push(VAL_TYPE[t]));

function writeConstant(out: Sink, type: 'i32' | 'i64' | 'f32' | 'f64', value: number | bigint): void {
  if (type === 'i32') writeSigned32(out, Number(value));
  else if (type === 'i64') writeSigned64(out, BigInt(value));
  else writeFloat(out, Number(value), type === 'f32' ? 4 : 8);
}

/** `locals` maps an index as asked for to the one emitted. */
function writeInstructions(out: Sink, code: Code, locals: readonly number[]): void {
  for (let k = 0; k < code.length; ) {
    const info = code[k] as InstructionInfo;
    if (info.prefix === 0) out.push(info.opcode);
    else {
      out.push(info.prefix);
      writeUnsigned(out, info.opcode);
    }
    if (info.imm === 'local') writeUnsigned(out, locals[code[k + 1] as number]!);
    else if (info.imm !== 'none') writeImmediates(out, info, code[k + 1] as Immediate, code[k + 2] as Immediate);
    k += 1 + info.takes;
  }
}

function writeImmediates(out: Sink, { imm, access }: InstructionInfo, a: Immediate | undefined, b: Immediate): void {
  switch (imm) {
    case 'memory':
    case 'fence':
      return void out.push(0);
    case 'memories':
      out.push(0);
      return void out.push(0);
    case 'block':
      return void out.push(a === undefined ? 0x40 : VAL_TYPE[a as ValType]);
    case 'label':
    case 'func':
    case 'global':
      return writeUnsigned(out, a as number);
    case 'labels':
      writeList(out, a as readonly number[], writeUnsigned);
      return writeUnsigned(out, b as number);
    case 'i32':
    case 'i64':
    case 'f32':
    case 'f64':
      return writeConstant(out, imm, a as number | bigint);
    case 'v128':
    case 'shuffle':
      for (let k = 0; k < 16; k++) out.push((a as readonly number[])[k]!);
      return;
    case 'lane2':
    case 'lane4':
    case 'lane8':
    case 'lane16':
      return void out.push(a as number);
    case 'memlane0':
    case 'memlane1':
    case 'memlane2':
    case 'memlane3':
      writeAddress(out, access!, a as MemArg);
      return void out.push(b as number);
    default:
      writeAddress(out, access!, a as MemArg);
  }
}

function writeAddress(out: Sink, access: number, a: MemArg): void {
  writeUnsigned(out, alignLog2(access, a));
  writeUnsigned(out, a.offset ?? 0);
}

function writeCode(out: Sink, f: FuncData): void {
  const { emitted, sorted } = localOrder(f);
  const runs: { type: ValType; count: number }[] = [];
  for (const { type } of sorted) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  writeList(out, runs, (o, r) => {
    writeUnsigned(o, r.count);
    o.push(VAL_TYPE[r.type]);
  });
  writeInstructions(out, f.code, emitted);
  out.push(0x0b);
}

export function encodeBinary(m: ModuleData): Uint8Array<ArrayBuffer> {
  const out = new Bytes();
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) out.push(byte);
  const [body, code] = [new Bytes(), new Bytes()];
  const types = internTypes(m);
  const section = <T>(id: number, items: readonly T[], one: (out: Bytes, item: T) => void): void => {
    if (items.length === 0) return;
    writeList(body, items, one);
    out.push(id);
    out.take(body);
  };
  section(1, types.list, (o, t) => {
    o.push(0x60);
    writeTypes(o, t.params);
    writeTypes(o, t.results);
  });
  const memory = m.memory ? [m.memory] : [];
  section<(o: Bytes) => void>(
    2,
    [
      ...memory.map(({ min, max, shared }) => (o: Bytes) => {
        writeName(o, 'env');
        writeName(o, 'memory');
        o.push(2);
        o.push((shared ? 2 : 0) | (max === undefined ? 0 : 1));
        writeUnsigned(o, min);
        if (max !== undefined) writeUnsigned(o, max);
      }),
      ...m.imports.map((f) => (o: Bytes) => {
        writeName(o, f.module);
        writeName(o, f.name);
        o.push(0);
        writeUnsigned(o, types.indexOf(f));
      }),
    ],
    (o, write) => write(o),
  );
  section(3, m.funcs, (o, f) => writeUnsigned(o, types.indexOf(f)));
  section(6, m.globals, (o, g) => {
    for (const byte of [VAL_TYPE[g.type], g.mutable ? 1 : 0, CONST_OP[g.type]]) o.push(byte);
    writeConstant(o, g.type, g.init);
    o.push(0x0b);
  });
  section(7, m.exports, (o, e) => {
    writeName(o, e.name);
    o.push(EXPORT_KIND[e.kind]);
    writeUnsigned(o, e.index);
  });
  section(10, m.funcs, (o, f) => {
    writeCode(code, f);
    o.take(code);
  });
  return out.copy();
}
