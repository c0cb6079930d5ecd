/** From a module as data to WebAssembly's binary format: sections, LEB128 integers, little-endian constants. */
import {
  alignLog2,
  internTypes,
  localOrder,
  type FuncData,
  type Instruction,
  type MemArg,
  type ModuleData,
} from './encode-module.ts';
import { INSTRUCTIONS, type ValType } from './instructions.ts';

const VAL_TYPE: Readonly<Record<ValType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const EXPORT_KIND = { func: 0, memory: 2, global: 3 } as const;
const CONST_OP = { i32: 0x41, i64: 0x42, f32: 0x43, f64: 0x44 } as const;

/** Unsigned LEB128 of an integer below 2^53. */
export function writeUnsigned(out: number[], value: number): void {
  while (value >= 0x80) {
    out.push((value % 0x80) | 0x80);
    value = Math.floor(value / 0x80);
  }
  out.push(value);
}

/** Signed LEB128 of a 32-bit integer, given signed or unsigned. */
export function writeSigned32(out: number[], value: number): void {
  let v = value | 0;
  for (;;) {
    const byte = v & 0x7f;
    v >>= 7;
    if ((v === 0 && !(byte & 0x40)) || (v === -1 && byte & 0x40)) return void out.push(byte);
    out.push(byte | 0x80);
  }
}

/** Signed LEB128 of a 64-bit integer, given signed or unsigned. */
export function writeSigned64(out: number[], value: bigint): void {
  let v = BigInt.asIntN(64, value);
  for (;;) {
    const byte = Number(v & 0x7fn);
    v >>= 7n;
    if ((v === 0n && !(byte & 0x40)) || (v === -1n && byte & 0x40)) return void out.push(byte);
    out.push(byte | 0x80);
  }
}

const scratch = new DataView(new ArrayBuffer(8));

export function writeFloat(out: number[], value: number, bytes: 4 | 8): void {
  if (bytes === 4) scratch.setFloat32(0, value, true);
  else scratch.setFloat64(0, value, true);
  for (let k = 0; k < bytes; k++) out.push(scratch.getUint8(k));
}

function writeBytes(out: number[], bytes: readonly number[]): void {
  writeUnsigned(out, bytes.length);
  for (const b of bytes) out.push(b);
}

const writeName = (out: number[], name: string): void => writeBytes(out, [...new TextEncoder().encode(name)]);

function writeList<T>(out: number[], items: readonly T[], one: (out: number[], item: T) => void): void {
  writeUnsigned(out, items.length);
  for (const item of items) one(out, item);
}

const writeTypes = (out: number[], types: readonly ValType[]): void =>
  writeList(out, types, (o, t) => o.push(VAL_TYPE[t]));

function writeConstant(out: number[], type: 'i32' | 'i64' | 'f32' | 'f64', value: number | bigint): void {
  if (type === 'i32') writeSigned32(out, Number(value));
  else if (type === 'i64') writeSigned64(out, BigInt(value));
  else writeFloat(out, Number(value), type === 'f32' ? 4 : 8);
}

/** `locals` maps an index as asked for to the one emitted. */
function writeInstruction(out: number[], [op, ...imm]: Instruction, locals: readonly number[]): void {
  const info = INSTRUCTIONS.get(op)!;
  const [a, b] = imm;
  if (info.prefix !== 0) {
    out.push(info.prefix);
    writeUnsigned(out, info.opcode);
  } else out.push(info.opcode);
  switch (info.imm) {
    case 'none':
      return;
    case 'memory':
    case 'fence':
      return void out.push(0);
    case 'memories':
      return void out.push(0, 0);
    case 'block':
      return void out.push(a === undefined ? 0x40 : VAL_TYPE[a as ValType]);
    case 'label':
    case 'func':
    case 'global':
      return writeUnsigned(out, a as number);
    case 'local':
      return writeUnsigned(out, locals[a as number]!);
    case 'labels':
      writeList(out, a as readonly number[], writeUnsigned);
      return writeUnsigned(out, b as number);
    case 'i32':
    case 'i64':
    case 'f32':
    case 'f64':
      return writeConstant(out, info.imm, a as number | bigint);
    case 'v128':
    case 'shuffle':
      return void out.push(...(a as readonly number[]));
    case 'lane2':
    case 'lane4':
    case 'lane8':
    case 'lane16':
      return void out.push(a as number);
    default: {
      writeUnsigned(out, alignLog2(info.imm, a as MemArg));
      writeUnsigned(out, (a as MemArg).offset ?? 0);
      if (b !== undefined) out.push(b as number);
    }
  }
}

function codeOf(f: FuncData): number[] {
  const { emitted, sorted } = localOrder(f);
  const runs: { type: ValType; count: number }[] = [];
  for (const { type } of sorted) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  const out: number[] = [];
  writeList(out, runs, (o, r) => {
    writeUnsigned(o, r.count);
    o.push(VAL_TYPE[r.type]);
  });
  for (const instruction of f.body) writeInstruction(out, instruction, emitted);
  out.push(0x0b);
  return out;
}

export function encodeBinary(m: ModuleData): Uint8Array<ArrayBuffer> {
  const out = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const types = internTypes(m);
  const section = <T>(id: number, items: readonly T[], one: (out: number[], item: T) => void): void => {
    if (items.length === 0) return;
    const body: number[] = [];
    writeList(body, items, one);
    out.push(id);
    writeBytes(out, body);
  };
  section(1, types.list, (o, t) => {
    o.push(0x60);
    writeTypes(o, t.params);
    writeTypes(o, t.results);
  });
  const memory = m.memory ? [m.memory] : [];
  section<(o: number[]) => void>(
    2,
    [
      ...memory.map(({ min, max, shared }) => (o: number[]) => {
        writeName(o, 'env');
        writeName(o, 'memory');
        o.push(2, (shared ? 2 : 0) | (max === undefined ? 0 : 1));
        writeUnsigned(o, min);
        if (max !== undefined) writeUnsigned(o, max);
      }),
      ...m.imports.map((f) => (o: number[]) => {
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
    o.push(VAL_TYPE[g.type], g.mutable ? 1 : 0, CONST_OP[g.type]);
    writeConstant(o, g.type, g.init);
    o.push(0x0b);
  });
  section(7, m.exports, (o, e) => {
    writeName(o, e.name);
    o.push(EXPORT_KIND[e.kind]);
    writeUnsigned(o, e.index);
  });
  section(10, m.funcs, (o, f) => writeBytes(o, codeOf(f)));
  return Uint8Array.from(out);
}
