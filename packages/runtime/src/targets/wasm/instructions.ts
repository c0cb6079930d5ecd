/**
 * WebAssembly's instructions as one table: opcode, immediates and stack signature of each mnemonic. The binary
 * encoder, the text printer and the verifier are all read off it; a new instruction is one word in a row.
 * After the WebAssembly core specification 2.0 (W3C), with the relaxed-SIMD and threads instructions we use.
 */

export type ValType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

/** One letter per type, so that a signature reads `operands:results`, for example `vf:v`. */
export const TYPE_OF_LETTER: Readonly<Record<string, ValType>> = { i: 'i32', l: 'i64', f: 'f32', d: 'f64', v: 'v128' };

/**
 * Which immediates follow an opcode. `mem2` is an address immediate of natural alignment 2^2 bytes, `lane4` a
 * lane index below 4, `memlane2` both (the lane is that of a 2^2-byte element).
 */
export type Imm =
  | 'none'
  | 'block'
  | 'label'
  | 'labels'
  | 'func'
  | 'local'
  | 'global'
  | 'memory'
  | 'memories'
  | 'fence'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'v128'
  | 'shuffle'
  | 'mem0'
  | 'mem1'
  | 'mem2'
  | 'mem3'
  | 'mem4'
  | 'lane2'
  | 'lane4'
  | 'lane8'
  | 'lane16'
  | 'memlane0'
  | 'memlane1'
  | 'memlane2'
  | 'memlane3';

/** Opcode of the first mnemonic (the others count up from it), immediates, signature (`*`: see the verifier), mnemonics. */
type Row = readonly [first: number, imm: Imm, signature: string, mnemonics: string];

// biome-ignore format: a table
const PLAIN = [
  [0x00, 'none', '*', 'unreachable'],
  [0x01, 'none', ':', 'nop'],
  [0x02, 'block', '*', 'block loop if'],
  [0x05, 'none', '*', 'else'],
  [0x0b, 'none', '*', 'end'],
  [0x0c, 'label', '*', 'br br_if'],
  [0x0e, 'labels', '*', 'br_table'],
  [0x0f, 'none', '*', 'return'],
  [0x10, 'func', '*', 'call'],
  [0x1a, 'none', '*', 'drop select'],
  [0x20, 'local', '*', 'local.get local.set local.tee'],
  [0x23, 'global', '*', 'global.get global.set'],
  [0x28, 'mem2', 'i:i', 'i32.load'],
  [0x29, 'mem3', 'i:l', 'i64.load'],
  [0x2a, 'mem2', 'i:f', 'f32.load'],
  [0x2b, 'mem3', 'i:d', 'f64.load'],
  [0x2c, 'mem0', 'i:i', 'i32.load8_s i32.load8_u'],
  [0x2e, 'mem1', 'i:i', 'i32.load16_s i32.load16_u'],
  [0x30, 'mem0', 'i:l', 'i64.load8_s i64.load8_u'],
  [0x32, 'mem1', 'i:l', 'i64.load16_s i64.load16_u'],
  [0x34, 'mem2', 'i:l', 'i64.load32_s i64.load32_u'],
  [0x36, 'mem2', 'ii:', 'i32.store'],
  [0x37, 'mem3', 'il:', 'i64.store'],
  [0x38, 'mem2', 'if:', 'f32.store'],
  [0x39, 'mem3', 'id:', 'f64.store'],
  [0x3a, 'mem0', 'ii:', 'i32.store8'],
  [0x3b, 'mem1', 'ii:', 'i32.store16'],
  [0x3c, 'mem0', 'il:', 'i64.store8'],
  [0x3d, 'mem1', 'il:', 'i64.store16'],
  [0x3e, 'mem2', 'il:', 'i64.store32'],
  [0x3f, 'memory', ':i', 'memory.size'],
  [0x40, 'memory', 'i:i', 'memory.grow'],
  [0x41, 'i32', ':i', 'i32.const'],
  [0x42, 'i64', ':l', 'i64.const'],
  [0x43, 'f32', ':f', 'f32.const'],
  [0x44, 'f64', ':d', 'f64.const'],
  [0x45, 'none', 'i:i', 'i32.eqz'],
  [0x46, 'none', 'ii:i', 'i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u'],
  [0x50, 'none', 'l:i', 'i64.eqz'],
  [0x51, 'none', 'll:i', 'i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u'],
  [0x5b, 'none', 'ff:i', 'f32.eq f32.ne f32.lt f32.gt f32.le f32.ge'],
  [0x61, 'none', 'dd:i', 'f64.eq f64.ne f64.lt f64.gt f64.le f64.ge'],
  [0x67, 'none', 'i:i', 'i32.clz i32.ctz i32.popcnt'],
  [0x6a, 'none', 'ii:i', 'i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u'],
  [0x71, 'none', 'ii:i', 'i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr'],
  [0x79, 'none', 'l:l', 'i64.clz i64.ctz i64.popcnt'],
  [0x7c, 'none', 'll:l', 'i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u'],
  [0x83, 'none', 'll:l', 'i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr'],
  [0x8b, 'none', 'f:f', 'f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt'],
  [0x92, 'none', 'ff:f', 'f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign'],
  [0x99, 'none', 'd:d', 'f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt'],
  [0xa0, 'none', 'dd:d', 'f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign'],
  [0xa7, 'none', 'l:i', 'i32.wrap_i64'],
  [0xa8, 'none', 'f:i', 'i32.trunc_f32_s i32.trunc_f32_u'],
  [0xaa, 'none', 'd:i', 'i32.trunc_f64_s i32.trunc_f64_u'],
  [0xac, 'none', 'i:l', 'i64.extend_i32_s i64.extend_i32_u'],
  [0xae, 'none', 'f:l', 'i64.trunc_f32_s i64.trunc_f32_u'],
  [0xb0, 'none', 'd:l', 'i64.trunc_f64_s i64.trunc_f64_u'],
  [0xb2, 'none', 'i:f', 'f32.convert_i32_s f32.convert_i32_u'],
  [0xb4, 'none', 'l:f', 'f32.convert_i64_s f32.convert_i64_u'],
  [0xb6, 'none', 'd:f', 'f32.demote_f64'],
  [0xb7, 'none', 'i:d', 'f64.convert_i32_s f64.convert_i32_u'],
  [0xb9, 'none', 'l:d', 'f64.convert_i64_s f64.convert_i64_u'],
  [0xbb, 'none', 'f:d', 'f64.promote_f32'],
  [0xbc, 'none', 'f:i', 'i32.reinterpret_f32'],
  [0xbd, 'none', 'd:l', 'i64.reinterpret_f64'],
  [0xbe, 'none', 'i:f', 'f32.reinterpret_i32'],
  [0xbf, 'none', 'l:d', 'f64.reinterpret_i64'],
  [0xc0, 'none', 'i:i', 'i32.extend8_s i32.extend16_s'],
  [0xc2, 'none', 'l:l', 'i64.extend8_s i64.extend16_s i64.extend32_s'],
] as const satisfies readonly Row[];

/** Prefix 0xfc: saturating truncation and bulk memory. */
// biome-ignore format: a table
const BULK = [
  [0, 'none', 'f:i', 'i32.trunc_sat_f32_s i32.trunc_sat_f32_u'],
  [2, 'none', 'd:i', 'i32.trunc_sat_f64_s i32.trunc_sat_f64_u'],
  [4, 'none', 'f:l', 'i64.trunc_sat_f32_s i64.trunc_sat_f32_u'],
  [6, 'none', 'd:l', 'i64.trunc_sat_f64_s i64.trunc_sat_f64_u'],
  [10, 'memories', 'iii:', 'memory.copy'],
  [11, 'memory', 'iii:', 'memory.fill'],
] as const satisfies readonly Row[];

/** Prefix 0xfd: 128-bit SIMD; from 0x100 on the relaxed instructions, whose rounding depends on the machine. */
// biome-ignore format: a table
const SIMD = [
  [0, 'mem4', 'i:v', 'v128.load'],
  [1, 'mem3', 'i:v', 'v128.load8x8_s v128.load8x8_u v128.load16x4_s v128.load16x4_u v128.load32x2_s v128.load32x2_u'],
  [7, 'mem0', 'i:v', 'v128.load8_splat'],
  [8, 'mem1', 'i:v', 'v128.load16_splat'],
  [9, 'mem2', 'i:v', 'v128.load32_splat'],
  [10, 'mem3', 'i:v', 'v128.load64_splat'],
  [11, 'mem4', 'iv:', 'v128.store'],
  [12, 'v128', ':v', 'v128.const'],
  [13, 'shuffle', 'vv:v', 'i8x16.shuffle'],
  [14, 'none', 'vv:v', 'i8x16.swizzle'],
  [15, 'none', 'i:v', 'i8x16.splat i16x8.splat i32x4.splat'],
  [18, 'none', 'l:v', 'i64x2.splat'],
  [19, 'none', 'f:v', 'f32x4.splat'],
  [20, 'none', 'd:v', 'f64x2.splat'],
  [21, 'lane16', 'v:i', 'i8x16.extract_lane_s i8x16.extract_lane_u'],
  [23, 'lane16', 'vi:v', 'i8x16.replace_lane'],
  [24, 'lane8', 'v:i', 'i16x8.extract_lane_s i16x8.extract_lane_u'],
  [26, 'lane8', 'vi:v', 'i16x8.replace_lane'],
  [27, 'lane4', 'v:i', 'i32x4.extract_lane'],
  [28, 'lane4', 'vi:v', 'i32x4.replace_lane'],
  [29, 'lane2', 'v:l', 'i64x2.extract_lane'],
  [30, 'lane2', 'vl:v', 'i64x2.replace_lane'],
  [31, 'lane4', 'v:f', 'f32x4.extract_lane'],
  [32, 'lane4', 'vf:v', 'f32x4.replace_lane'],
  [33, 'lane2', 'v:d', 'f64x2.extract_lane'],
  [34, 'lane2', 'vd:v', 'f64x2.replace_lane'],
  [35, 'none', 'vv:v', 'i8x16.eq i8x16.ne i8x16.lt_s i8x16.lt_u i8x16.gt_s i8x16.gt_u i8x16.le_s i8x16.le_u'],
  [43, 'none', 'vv:v', 'i8x16.ge_s i8x16.ge_u'],
  [45, 'none', 'vv:v', 'i16x8.eq i16x8.ne i16x8.lt_s i16x8.lt_u i16x8.gt_s i16x8.gt_u i16x8.le_s i16x8.le_u'],
  [53, 'none', 'vv:v', 'i16x8.ge_s i16x8.ge_u'],
  [55, 'none', 'vv:v', 'i32x4.eq i32x4.ne i32x4.lt_s i32x4.lt_u i32x4.gt_s i32x4.gt_u i32x4.le_s i32x4.le_u'],
  [63, 'none', 'vv:v', 'i32x4.ge_s i32x4.ge_u'],
  [65, 'none', 'vv:v', 'f32x4.eq f32x4.ne f32x4.lt f32x4.gt f32x4.le f32x4.ge'],
  [71, 'none', 'vv:v', 'f64x2.eq f64x2.ne f64x2.lt f64x2.gt f64x2.le f64x2.ge'],
  [77, 'none', 'v:v', 'v128.not'],
  [78, 'none', 'vv:v', 'v128.and v128.andnot v128.or v128.xor'],
  [82, 'none', 'vvv:v', 'v128.bitselect'],
  [83, 'none', 'v:i', 'v128.any_true'],
  [84, 'memlane0', 'iv:v', 'v128.load8_lane'],
  [85, 'memlane1', 'iv:v', 'v128.load16_lane'],
  [86, 'memlane2', 'iv:v', 'v128.load32_lane'],
  [87, 'memlane3', 'iv:v', 'v128.load64_lane'],
  [88, 'memlane0', 'iv:', 'v128.store8_lane'],
  [89, 'memlane1', 'iv:', 'v128.store16_lane'],
  [90, 'memlane2', 'iv:', 'v128.store32_lane'],
  [91, 'memlane3', 'iv:', 'v128.store64_lane'],
  [92, 'mem2', 'i:v', 'v128.load32_zero'],
  [93, 'mem3', 'i:v', 'v128.load64_zero'],
  [94, 'none', 'v:v', 'f32x4.demote_f64x2_zero f64x2.promote_low_f32x4 i8x16.abs i8x16.neg i8x16.popcnt'],
  [99, 'none', 'v:i', 'i8x16.all_true i8x16.bitmask'],
  [101, 'none', 'vv:v', 'i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u'],
  [103, 'none', 'v:v', 'f32x4.ceil f32x4.floor f32x4.trunc f32x4.nearest'],
  [107, 'none', 'vi:v', 'i8x16.shl i8x16.shr_s i8x16.shr_u'],
  [110, 'none', 'vv:v', 'i8x16.add i8x16.add_sat_s i8x16.add_sat_u i8x16.sub i8x16.sub_sat_s i8x16.sub_sat_u'],
  [116, 'none', 'v:v', 'f64x2.ceil f64x2.floor'],
  [118, 'none', 'vv:v', 'i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u'],
  [122, 'none', 'v:v', 'f64x2.trunc'],
  [123, 'none', 'vv:v', 'i8x16.avgr_u'],
  [124, 'none', 'v:v', 'i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u'],
  [126, 'none', 'v:v', 'i32x4.extadd_pairwise_i16x8_s i32x4.extadd_pairwise_i16x8_u i16x8.abs i16x8.neg'],
  [130, 'none', 'vv:v', 'i16x8.q15mulr_sat_s'],
  [131, 'none', 'v:i', 'i16x8.all_true i16x8.bitmask'],
  [133, 'none', 'vv:v', 'i16x8.narrow_i32x4_s i16x8.narrow_i32x4_u'],
  [135, 'none', 'v:v', 'i16x8.extend_low_i8x16_s i16x8.extend_high_i8x16_s'],
  [137, 'none', 'v:v', 'i16x8.extend_low_i8x16_u i16x8.extend_high_i8x16_u'],
  [139, 'none', 'vi:v', 'i16x8.shl i16x8.shr_s i16x8.shr_u'],
  [142, 'none', 'vv:v', 'i16x8.add i16x8.add_sat_s i16x8.add_sat_u i16x8.sub i16x8.sub_sat_s i16x8.sub_sat_u'],
  [148, 'none', 'v:v', 'f64x2.nearest'],
  [149, 'none', 'vv:v', 'i16x8.mul i16x8.min_s i16x8.min_u i16x8.max_s i16x8.max_u'],
  [155, 'none', 'vv:v', 'i16x8.avgr_u i16x8.extmul_low_i8x16_s i16x8.extmul_high_i8x16_s'],
  [158, 'none', 'vv:v', 'i16x8.extmul_low_i8x16_u i16x8.extmul_high_i8x16_u'],
  [160, 'none', 'v:v', 'i32x4.abs i32x4.neg'],
  [163, 'none', 'v:i', 'i32x4.all_true i32x4.bitmask'],
  [167, 'none', 'v:v', 'i32x4.extend_low_i16x8_s i32x4.extend_high_i16x8_s'],
  [169, 'none', 'v:v', 'i32x4.extend_low_i16x8_u i32x4.extend_high_i16x8_u'],
  [171, 'none', 'vi:v', 'i32x4.shl i32x4.shr_s i32x4.shr_u'],
  [174, 'none', 'vv:v', 'i32x4.add'],
  [177, 'none', 'vv:v', 'i32x4.sub'],
  [181, 'none', 'vv:v', 'i32x4.mul i32x4.min_s i32x4.min_u i32x4.max_s i32x4.max_u i32x4.dot_i16x8_s'],
  [188, 'none', 'vv:v', 'i32x4.extmul_low_i16x8_s i32x4.extmul_high_i16x8_s'],
  [190, 'none', 'vv:v', 'i32x4.extmul_low_i16x8_u i32x4.extmul_high_i16x8_u'],
  [192, 'none', 'v:v', 'i64x2.abs i64x2.neg'],
  [195, 'none', 'v:i', 'i64x2.all_true i64x2.bitmask'],
  [199, 'none', 'v:v', 'i64x2.extend_low_i32x4_s i64x2.extend_high_i32x4_s'],
  [201, 'none', 'v:v', 'i64x2.extend_low_i32x4_u i64x2.extend_high_i32x4_u'],
  [203, 'none', 'vi:v', 'i64x2.shl i64x2.shr_s i64x2.shr_u'],
  [206, 'none', 'vv:v', 'i64x2.add'],
  [209, 'none', 'vv:v', 'i64x2.sub'],
  [213, 'none', 'vv:v', 'i64x2.mul i64x2.eq i64x2.ne i64x2.lt_s i64x2.gt_s i64x2.le_s i64x2.ge_s'],
  [220, 'none', 'vv:v', 'i64x2.extmul_low_i32x4_s i64x2.extmul_high_i32x4_s'],
  [222, 'none', 'vv:v', 'i64x2.extmul_low_i32x4_u i64x2.extmul_high_i32x4_u'],
  [224, 'none', 'v:v', 'f32x4.abs f32x4.neg'],
  [227, 'none', 'v:v', 'f32x4.sqrt'],
  [228, 'none', 'vv:v', 'f32x4.add f32x4.sub f32x4.mul f32x4.div f32x4.min f32x4.max f32x4.pmin f32x4.pmax'],
  [236, 'none', 'v:v', 'f64x2.abs f64x2.neg'],
  [239, 'none', 'v:v', 'f64x2.sqrt'],
  [240, 'none', 'vv:v', 'f64x2.add f64x2.sub f64x2.mul f64x2.div f64x2.min f64x2.max f64x2.pmin f64x2.pmax'],
  [248, 'none', 'v:v', 'i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s f32x4.convert_i32x4_u'],
  [252, 'none', 'v:v', 'i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero'],
  [254, 'none', 'v:v', 'f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u'],
  [0x105, 'none', 'vvv:v', 'f32x4.relaxed_madd f32x4.relaxed_nmadd f64x2.relaxed_madd f64x2.relaxed_nmadd'],
] as const satisfies readonly Row[];

/** Prefix 0xfe: what threads on a shared memory need to count, wait and wake. */
// biome-ignore format: a table
const ATOMIC = [
  [0x00, 'mem2', 'ii:i', 'memory.atomic.notify'],
  [0x01, 'mem2', 'iil:i', 'memory.atomic.wait32'],
  [0x03, 'fence', ':', 'atomic.fence'],
  [0x10, 'mem2', 'i:i', 'i32.atomic.load'],
  [0x17, 'mem2', 'ii:', 'i32.atomic.store'],
  [0x1e, 'mem2', 'ii:i', 'i32.atomic.rmw.add'],
  [0x25, 'mem2', 'ii:i', 'i32.atomic.rmw.sub'],
  [0x41, 'mem2', 'ii:i', 'i32.atomic.rmw.xchg'],
  [0x48, 'mem2', 'iii:i', 'i32.atomic.rmw.cmpxchg'],
] as const satisfies readonly Row[];

type Words<S extends string> = S extends `${infer Head} ${infer Tail}` ? Head | Words<Tail> : S;
type Rows = typeof PLAIN | typeof BULK | typeof SIMD | typeof ATOMIC;

/** Every instruction the encoder knows, by its name in the text format; a misspelt one does not compile. */
export type Mnemonic = Words<Rows[number][3]>;

export interface InstructionInfo {
  readonly op: Mnemonic;
  /** 0, or the prefix byte before the opcode. */
  readonly prefix: number;
  readonly opcode: number;
  readonly imm: Imm;
  /** How many immediates it may have; a block's result is the only one that may be missing. */
  readonly takes: 0 | 1 | 2;
  /** log2 of the bytes that a memory instruction touches; null for all others. */
  readonly access: number | null;
  /** Types taken from the stack, the last one on top, and types left there; null where they depend on the place. */
  readonly stack: { readonly takes: readonly ValType[]; readonly gives: readonly ValType[] } | null;
}

/** `mem3` and `memlane3` touch 2^3 bytes. */
const accessOf = (imm: Imm): number | null => (/^mem(lane)?\d$/.test(imm) ? Number(imm.at(-1)) : null);

const TWO = /^(labels|memlane\d)$/;
const NONE: ReadonlySet<Imm> = /* #__PURE__ */ new Set<Imm>(['none', 'memory', 'memories', 'fence']);
const countOf = (imm: Imm): 0 | 1 | 2 => (NONE.has(imm) ? 0 : TWO.test(imm) ? 2 : 1);

const types = (letters: string): ValType[] => [...letters].map((c) => TYPE_OF_LETTER[c]!);

function tabulate(tables: readonly (readonly [prefix: number, rows: readonly Row[]])[]): Map<string, InstructionInfo> {
  const out = new Map<string, InstructionInfo>();
  for (const [prefix, rows] of tables) {
    for (const [first, imm, signature, mnemonics] of rows) {
      const [takes, gives] = signature.split(':');
      const alike = {
        imm,
        takes: countOf(imm),
        access: accessOf(imm),
        stack: gives === undefined ? null : { takes: types(takes!), gives: types(gives) },
      };
      mnemonics.split(' ').forEach((op, k) => out.set(op, { op: op as Mnemonic, prefix, opcode: first + k, ...alike }));
    }
  }
  return out;
}

/** The table, by mnemonic. */
export const INSTRUCTIONS: ReadonlyMap<string, InstructionInfo> = /* #__PURE__ */ tabulate([
  [0, PLAIN],
  [0xfc, BULK],
  [0xfd, SIMD],
  [0xfe, ATOMIC],
]);

export const isMnemonic = (text: string): text is Mnemonic => INSTRUCTIONS.has(text);
