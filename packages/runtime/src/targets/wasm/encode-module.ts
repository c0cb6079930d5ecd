/**
 * A WebAssembly module as plain data: what the builder writes and the binary encoder, the text printer and the
 * verifier read. Code is one flat list of what its instructions are and of their immediates, `block … end` written
 * out, branches as relative depths.
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
/** Of each instruction its entry in the table, then as many immediates as it takes; undefined where one is missing. */
export type Code = readonly (InstructionInfo | Immediate | undefined)[];

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
  readonly code: Code;
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

/** The same code, instruction by instruction. */
export function instructionsOf(code: Code): Instruction[] {
  const all: Instruction[] = [];
  for (let k = 0; k < code.length; ) {
    const { op, takes } = code[k] as InstructionInfo;
    const [a, b] = code.slice(k + 1, k + 1 + takes) as Immediate[];
    all.push(a === undefined ? [op] : b === undefined ? [op, a] : [op, a, b]);
    k += 1 + takes;
  }
  return all;
}

/** The other way round, for instructions without a fault. */
export const codeOf = (instructions: readonly Instruction[]): Code =>
  instructions.flatMap<Code[number]>(([op, a, b]) => {
    const info = INSTRUCTIONS.get(op)!;
    return [info, a, b].slice(0, 1 + info.takes);
  });

const isIndex = (v: Immediate | undefined): boolean =>
  typeof v === 'number' && Number.isInteger(v) && v >= 0 && v < 2 ** 32;
const isBytes = (v: Immediate | undefined, below: number): boolean => {
  if (!Array.isArray(v) || v.length !== 16) return false;
  for (let k = 0; k < 16; k++) {
    const b = (v as readonly number[])[k]!;
    if (!Number.isInteger(b) || b < 0 || b >= below) return false;
  }
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
export function immediateFault(info: InstructionInfo, a?: Immediate, b?: Immediate): string | null {
  if (fits(info, a, b)) return null;
  const given = [a, b].filter((x) => x !== undefined);
  return `immediates ${show(given)} do not fit (wanted: ${info.imm})`;
}

function fits(info: InstructionInfo, a: Immediate | undefined, b: Immediate | undefined): boolean {
  if (info.takes < 2 && b !== undefined) return false;
  switch (info.imm) {
    case 'none':
    case 'memory':
    case 'memories':
    case 'fence':
      return a === undefined;
    case 'label':
    case 'func':
    case 'local':
    case 'global':
      return isIndex(a);
    case 'block':
      return a === undefined || LOCAL_TYPES.includes(a as ValType);
    case 'labels':
      return Array.isArray(a) && (a as readonly Immediate[]).every(isIndex) && isIndex(b);
    case 'i32':
      return isInteger(a, 32);
    case 'i64':
      return isInteger(a, 64);
    case 'f32':
    case 'f64':
      return typeof a === 'number';
    case 'v128':
      return isBytes(a, 256);
    case 'shuffle':
      return isBytes(a, 32);
    case 'lane2':
    case 'lane4':
    case 'lane8':
    case 'lane16':
      return isIndex(a) && (a as number) < laneCount(info.imm);
    case 'memlane0':
    case 'memlane1':
    case 'memlane2':
    case 'memlane3':
      return isAddress(a, info.access!) && isIndex(b) && (b as number) < laneCount(info.imm);
    default:
      return isAddress(a, info.access!);
  }
}

const show = (v: unknown): string => JSON.stringify(v, (_, x: unknown) => (typeof x === 'bigint' ? `${x}n` : x));
