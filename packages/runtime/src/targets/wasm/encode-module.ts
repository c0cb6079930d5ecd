/**
 * A WebAssembly module as plain data: what the builder writes and the binary encoder, the text printer and the
 * verifier read. Code is a flat list of instructions, `block … end` written out, branches as relative depths.
 */
import { INSTRUCTIONS, type Imm, type InstructionInfo, type Mnemonic, type ValType } from './instructions.ts';

/** Address immediate: bytes added to the address operand (0 to 2^32 - 1) and the alignment promised, in bytes. */
export interface MemArg {
  readonly offset?: number;
  /** A power of two up to the access' own size, which is the default. A hint: other addresses work, slower. */
  readonly align?: number;
}

/** A block's result type, an index or depth, a constant, an address, or a list (16 bytes, 16 lanes, depths). */
export type Immediate = number | bigint | ValType | MemArg | readonly number[];
export type Instruction = readonly [op: Mnemonic, ...imm: Immediate[]];

export interface FuncType {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}
export interface LocalData {
  readonly type: ValType;
  readonly name?: string;
}
export interface FuncData extends FuncType {
  readonly name: string;
  /** Declared after the parameters, in the order asked for; the binary groups them by type (`localOrder`). */
  readonly locals: readonly LocalData[];
  readonly body: readonly Instruction[];
}
export interface FuncImport extends FuncType {
  readonly module: string;
  readonly name: string;
}
export interface GlobalData {
  readonly type: Exclude<ValType, 'v128'>;
  readonly mutable: boolean;
  readonly init: number | bigint;
}
/** In pages of 64 KiB. A shared memory must have a maximum. */
export interface MemoryData {
  readonly min: number;
  readonly max?: number;
  readonly shared?: boolean;
}
export interface ExportData {
  readonly name: string;
  readonly kind: 'func' | 'memory' | 'global';
  readonly index: number;
}
export interface ModuleData {
  /** Imported as `env.memory`. */
  readonly memory: MemoryData | null;
  /** Imported functions have the first indices, `funcs` follow. */
  readonly imports: readonly FuncImport[];
  readonly globals: readonly GlobalData[];
  readonly funcs: readonly FuncData[];
  readonly exports: readonly ExportData[];
}

/** Function types in order of first use, each once, and the index of any of them. */
export function internTypes(m: ModuleData): { list: FuncType[]; indexOf: (t: FuncType) => number } {
  const key = (t: FuncType): string => `${t.params.join()}:${t.results.join()}`;
  const index = new Map<string, number>();
  const list: FuncType[] = [];
  for (const t of [...m.imports, ...m.funcs]) {
    if (index.has(key(t))) continue;
    index.set(key(t), list.length);
    list.push(t);
  }
  return { list, indexOf: (t) => index.get(key(t))! };
}

const LOCAL_TYPES: readonly ValType[] = ['i32', 'i64', 'f32', 'f64', 'v128'];

/** Where each local goes when locals of one type stand together: `emitted[index as asked for]`, and those in order. */
export function localOrder(f: FuncData): { emitted: number[]; sorted: LocalData[] } {
  const emitted = f.params.map((_, k) => k);
  const sorted: LocalData[] = [];
  for (const type of LOCAL_TYPES) {
    f.locals.forEach((l, k) => {
      if (l.type !== type) return;
      emitted[f.params.length + k] = f.params.length + sorted.length;
      sorted.push(l);
    });
  }
  return { emitted, sorted };
}

/** log2 of an address immediate's alignment, natural unless it says otherwise. */
export const alignLog2 = (access: number, { align }: MemArg): number =>
  align === undefined ? access : Math.log2(align);

/** Lanes of a lane immediate: `lane4` has 4, `memlane2` has 16 bytes / 2^2 = 4. */
export const laneCount = (imm: Imm): number =>
  imm.startsWith('memlane') ? 16 >> Number(imm.at(-1)) : Number(imm.slice('lane'.length));

const isIndex = (v: Immediate | undefined): boolean =>
  typeof v === 'number' && Number.isInteger(v) && v >= 0 && v < 2 ** 32;
const isBytes = (v: Immediate | undefined, below: number): boolean => {
  if (!Array.isArray(v) || v.length !== 16) return false;
  for (const b of v as readonly number[]) if (!Number.isInteger(b) || b < 0 || b >= below) return false;
  return true;
};
const isInteger = (v: Immediate | undefined, bits: 32 | 64): boolean => {
  if (typeof v === 'number' && bits === 32) return Number.isInteger(v) && v >= -(2 ** 31) && v < 2 ** 32;
  if (typeof v !== 'bigint' && !(typeof v === 'number' && Number.isSafeInteger(v))) return false;
  const n = BigInt(v);
  return n >= -(2n ** BigInt(bits - 1)) && n < 2n ** BigInt(bits);
};
const isAddress = (v: Immediate | undefined, access: number): boolean => {
  if (typeof v !== 'object' || Array.isArray(v)) return false;
  const { offset = 0, align } = v as MemArg;
  if (!isIndex(offset)) return false;
  if (align === undefined) return true;
  const log2 = Math.log2(align);
  return Number.isInteger(log2) && log2 >= 0 && log2 <= access;
};

/** What is wrong with an instruction's immediates, or null. Whether an index exists is the verifier's question. */
export function immediateFault(instruction: Instruction): string | null {
  const info = INSTRUCTIONS.get(instruction[0]);
  if (!info) return `no such instruction, ${String(instruction[0])}`;
  return fits(info, instruction) ? null : `immediates ${show(instruction.slice(1))} do not fit (wanted: ${info.imm})`;
}

function fits(info: InstructionInfo, instruction: Instruction): boolean {
  const given = instruction.length - 1;
  const a = instruction[1];
  switch (info.imm) {
    case 'label':
    case 'func':
    case 'local':
    case 'global':
      return given === 1 && isIndex(a);
    case 'none':
    case 'memory':
    case 'memories':
    case 'fence':
      return given === 0;
    case 'block':
      return given === 0 || (given === 1 && LOCAL_TYPES.includes(a as ValType));
    case 'labels':
      return given === 2 && Array.isArray(a) && (a as readonly Immediate[]).every(isIndex) && isIndex(instruction[2]);
    case 'i32':
      return given === 1 && isInteger(a, 32);
    case 'i64':
      return given === 1 && isInteger(a, 64);
    case 'f32':
    case 'f64':
      return given === 1 && typeof a === 'number';
    case 'v128':
      return given === 1 && isBytes(a, 256);
    case 'shuffle':
      return given === 1 && isBytes(a, 32);
    case 'lane2':
    case 'lane4':
    case 'lane8':
    case 'lane16':
      return given === 1 && isIndex(a) && (a as number) < laneCount(info.imm);
    case 'memlane0':
    case 'memlane1':
    case 'memlane2':
    case 'memlane3': {
      const lane = instruction[2];
      return given === 2 && isAddress(a, info.access!) && isIndex(lane) && (lane as number) < laneCount(info.imm);
    }
    default:
      return given === 1 && isAddress(a, info.access!);
  }
}

const show = (v: unknown): string => JSON.stringify(v, (_, x: unknown) => (typeof x === 'bigint' ? `${x}n` : x));
