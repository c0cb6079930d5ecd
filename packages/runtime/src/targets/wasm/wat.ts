/** Prints a module in WebAssembly's text format: what golden tests review, and what other assemblers accept. */
import {
  instructionsOf,
  internTypes,
  localOrder,
  type FuncData,
  type FuncType,
  type Instruction,
  type MemArg,
  type ModuleData,
} from './encode-module.ts';
import { INSTRUCTIONS, type ValType } from './instructions.ts';

export function printWat(m: ModuleData): string {
  const types = internTypes(m);
  const names = uniqueNames([...m.imports.map((f) => f.name), ...m.funcs.map((f) => f.name)]);
  const lines = types.list.map((t) => `(type (func${signature(t)}))`);
  if (m.memory) {
    const { min, max, shared } = m.memory;
    lines.push(
      `(import "env" "memory" (memory ${min}${max === undefined ? '' : ` ${max}`}${shared ? ' shared' : ''}))`,
    );
  }
  m.imports.forEach((f, k) => {
    lines.push(`(import ${quote(f.module)} ${quote(f.name)} (func ${names[k]!} (type ${types.indexOf(f)})))`);
  });
  m.funcs.forEach((f, k) => {
    lines.push(`(func ${names[m.imports.length + k]!} (type ${types.indexOf(f)})${signature(f, f)}`);
    lines.push(...printBody(f, names), ')');
  });
  for (const g of m.globals) {
    const type = g.mutable ? `(mut ${g.type})` : g.type;
    lines.push(`(global ${type} (${g.type}.const ${g.type.startsWith('f') ? float(Number(g.init)) : g.init}))`);
  }
  for (const e of m.exports)
    lines.push(`(export ${quote(e.name)} (${e.kind} ${e.kind === 'func' ? names[e.index]! : e.index}))`);
  return `(module\n${lines.map((l) => `  ${l}\n`).join('')})\n`;
}

const signature = (t: FuncType, named?: FuncData): string =>
  (named
    ? t.params.map((p) => ` (param ${p})`).join('')
    : t.params.length > 0
      ? ` (param ${t.params.join(' ')})`
      : '') + (t.results.length > 0 ? ` (result ${t.results.join(' ')})` : '');

function printBody(f: FuncData, funcNames: readonly string[]): string[] {
  const { emitted, sorted } = localOrder(f);
  const named = uniqueNames(sorted.map((l) => l.name ?? ''));
  const localNames = emitted.map((k) => (sorted[k - f.params.length]?.name ? named[k - f.params.length]! : String(k)));
  const lines = sorted.map((l, k) => `  (local ${l.name ? `${named[k]!} ` : ''}${l.type})`);
  let depth = 1;
  for (const instruction of instructionsOf(f.code)) {
    const [op] = instruction;
    if (op === 'end' || op === 'else') depth--;
    lines.push('  '.repeat(depth) + printInstruction(instruction, localNames, funcNames));
    if (op === 'block' || op === 'loop' || op === 'if' || op === 'else') depth++;
  }
  return lines;
}

function printInstruction([op, ...imm]: Instruction, locals: readonly string[], funcs: readonly string[]): string {
  const info = INSTRUCTIONS.get(op)!;
  const [a, b] = imm;
  const args = ((): readonly unknown[] => {
    switch (info.imm) {
      case 'block':
        return a === undefined ? [] : [`(result ${a as ValType})`];
      case 'local':
        return [locals[a as number]];
      case 'func':
        return [funcs[a as number]];
      case 'labels':
        return [...(a as readonly number[]), b];
      case 'f32':
      case 'f64':
        return [float(a as number)];
      case 'v128':
        return ['i32x4', ...words(a as readonly number[])];
      case 'shuffle':
        return a as readonly number[];
      default:
        return imm.flatMap<unknown>((x) => (typeof x === 'object' && !Array.isArray(x) ? address(x as MemArg) : [x]));
    }
  })();
  return [op, ...args].join(' ');
}

const address = ({ offset = 0, align }: MemArg): string[] => [
  ...(offset === 0 ? [] : [`offset=${offset}`]),
  ...(align === undefined ? [] : [`align=${align}`]),
];

const words = (bytes: readonly number[]): string[] => {
  const view = new DataView(Uint8Array.from(bytes).buffer);
  return [0, 4, 8, 12].map((at) => `0x${view.getUint32(at, true).toString(16).padStart(8, '0')}`);
};

/** The shortest decimal that reads back to the same number. */
const float = (x: number): string =>
  Number.isNaN(x) ? 'nan' : Object.is(x, -0) ? '-0' : Number.isFinite(x) ? String(x) : x > 0 ? 'inf' : '-inf';

const quote = (text: string): string =>
  `"${[...new TextEncoder().encode(text)].map((c) => (c >= 0x20 && c < 0x7f && c !== 0x22 && c !== 0x5c ? String.fromCharCode(c) : `\\${c.toString(16).padStart(2, '0')}`)).join('')}"`;

/** `$name`, with other characters than the format allows replaced, and a number where two would be the same. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = `$${name.replace(/[^A-Za-z0-9_.+\-*/\\^~=<>!?@#$%&|:'`]/g, '_')}`;
    let unique = plain;
    for (let k = 1; taken.has(unique); k++) unique = `${plain}.${k}`;
    taken.add(unique);
    return unique;
  });
}
