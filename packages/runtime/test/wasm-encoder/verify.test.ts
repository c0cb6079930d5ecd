/** The verifier says in words what V8 says with yes or no, and both always agree. */
import { NeuroloomError } from '@neuroloom/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModuleBuilder, type FuncBuilder } from '../../src/targets/wasm/encode.ts';
import { encodeBinary } from '../../src/targets/wasm/encode-binary.ts';
import { codeOf, instructionsOf, type Instruction } from '../../src/targets/wasm/encode-module.ts';
import { verifyModule } from '../../src/targets/wasm/encode-verify.ts';
import { INSTRUCTIONS, type Mnemonic, type ValType } from '../../src/targets/wasm/instructions.ts';

/** The complaint, without its place, or null. */
function complaint(m: { verify(): unknown }): string | null {
  try {
    m.verify();
    return null;
  } catch (e) {
    expect(e).toBeInstanceOf(NeuroloomError);
    return (e as Error).message;
  }
}

/** Checks a function `tick(i32) → f32` in a module with a constant and a mutable global and a second function. */
function verdict(build: (f: FuncBuilder) => void, damage?: (body: Instruction[]) => void): string | null {
  const m = new ModuleBuilder({ memory: { min: 1 } });
  m.global('f32', 1, false);
  m.global('i32', 1);
  const f = m.func('tick', ['i32'], ['f32']);
  m.func('helper', ['i32', 'f32'], ['f64']).push('f64.const', 0);
  f.local('v128');
  build(f);
  const { name, params, results, locals } = f;
  const body = instructionsOf(f.code);
  damage?.(body);
  const data = { ...m.data, funcs: [{ name, params, results, locals, code: codeOf(body) }, ...m.data.funcs.slice(1)] };
  const said = complaint({ verify: () => verifyModule(data) });
  expect([said, WebAssembly.validate(encodeBinary(data))]).toEqual([said, said === null]);
  return said;
}

describe('the verifier names function, instruction, types wanted and types found', () => {
  // biome-ignore format: a table
  test.each<[string, (f: FuncBuilder) => void, string | null]>([
    ['a result of another type', (f) => f.push('i32.const', 1),
      'wasm tick[1] end: wants f32 on the stack, found i32'],
    ['no result', () => undefined, 'wasm tick[0] end: wants f32 on the stack, found nothing'],
    ['two results', (f) => f.push('f32.const', 1).push('f32.const', 1),
      'wasm tick[2] end: leaves f32 on the stack beside the result f32'],
    ['operands of another type', (f) => f.push('f32.const', 1).push('local.get', 0).push('f32.add'),
      'wasm tick[2] f32.add: wants f32 f32 on the stack, found f32 i32'],
    ['too few operands', (f) => f.push('i32.const', 8).push('i32.const', 8).push('memory.fill'),
      'wasm tick[2] memory.fill: wants i32 i32 i32 on the stack, found i32 i32'],
    ['operands from outside the block', (f) => {
      f.push('f32.const', 1).block(() => f.push('drop'));
    }, 'wasm tick[2] drop: wants a value on the stack, found nothing'],
    ['a block that leaves something', (f) => f.push('f32.const', 0).block(() => f.push('i32.const', 1)),
      'wasm tick[3] end: leaves i32 on the stack beside the result nothing'],
    ['an if with a result but no else', (f) => f.push('local.get', 0).if(() => f.push('f32.const', 1), undefined, 'f32'),
      'wasm tick[3] end: the if leaves f32 but has no else'],
    ['an else of another type', (f) => f.push('local.get', 0).if(() => f.push('f32.const', 1), () => f.push('f64.const', 1), 'f32'),
      'wasm tick[5] end: wants f32 on the stack, found f64'],
    ['a local of another type', (f) => f.push('f32.const', 1).push('local.set', 1),
      'wasm tick[1] local.set: wants v128 on the stack, found f32'],
    ['a local that is not there', (f) => f.push('local.get', 2),
      'wasm tick[0] local.get: there is no local 2'],
    ['a global that is not there', (f) => f.push('global.get', 2),
      'wasm tick[0] global.get: there is no global 2'],
    ['a constant global', (f) => f.push('f32.const', 1).push('global.set', 0),
      'wasm tick[1] global.set: global 0 is constant'],
    ['a function that is not there', (f) => f.push('call', 2), 'wasm tick[0] call: there is no function 2'],
    ['arguments of another type', (f) => f.push('f32.const', 1).push('f32.const', 1).push('call', 1),
      'wasm tick[2] call: wants i32 f32 on the stack, found f32 f32'],
    ['a branch to nowhere', (f) => f.push('br', 1), 'wasm tick[0] br: no block at depth 1'],
    ['a branch without the value', (f) => f.push('local.get', 0).push('br_if', 0),
      'wasm tick[1] br_if: wants f32 on the stack, found nothing'],
    ['a table of blocks that differ', (f) => f.block(() => f.push('local.get', 0).push('br_table', [0], 1)).push('f32.const', 1),
      'wasm tick[2] br_table: blocks at depths 0 and 1 differ in type'],
    ['a choice between two types', (f) => f.push('f32.const', 1).push('i32.const', 1).push('i32.const', 1).push('select'),
      'wasm tick[3] select: wants two values of one type, found f32 i32'],
    ['a choice between vectors', (f) => f.push('local.get', 1).push('local.get', 1).push('i32.const', 1).push('select'),
      'wasm tick[3] select: cannot choose between v128; use v128.bitselect'],
    ['a block that is not closed', (f) => f.push('block').push('f32.const', 1),
      'wasm tick[2] end: the block is not closed'],
    ['an end too many', (f) => f.push('f32.const', 1).push('end').push('nop'),
      'wasm tick[2] nop: code after the end of the function'],
    ['an else without if', (f) => f.push('block').push('else').push('end'),
      'wasm tick[1] else: stands in a block, not in an if'],
    ['nothing wrong', (f) => f.push('global.get', 0).push('local.get', 0).push('f32.convert_i32_s').push('local.get', 0).push('select'), null],
    ['anything behind a jump', (f) => f.push('unreachable').push('i32.add').push('drop').push('select').push('f32.neg'), null],
    ['a wrong type behind a jump', (f) => f.push('f32.const', 1).push('return').push('i32.const', 1).push('f32.neg'),
      'wasm tick[3] f32.neg: wants f32 on the stack, found i32'],
  ])('%s', (_, build, expected) => expect(verdict(build)).toBe(expected));

  test('memory instructions without a memory, exports of nothing', () => {
    const m = new ModuleBuilder();
    m.func('f', [], ['i32']).push('memory.size');
    expect(complaint(m)).toBe('wasm f[0] memory.size: the module has no memory');
    expect(complaint(new ModuleBuilder().export('memory', 'memory'))).toBe('wasm export memory: there is no memory 0');
    const twice = new ModuleBuilder();
    const g = twice.global('i32', 0);
    expect(complaint(twice.export('g', { global: g }).export('g', { global: g }))).toBe(
      'wasm export g: exported twice',
    );
  });
});

const TYPES: readonly ValType[] = ['i32', 'i64', 'f32', 'f64', 'v128'];
const FREE = [...INSTRUCTIONS].flatMap(([op, { imm, stack }]) =>
  stack && imm === 'none' && !op.includes('relaxed')
    ? [{ op: op as Mnemonic, takes: stack.takes, gives: stack.gives }]
    : [],
);
const CONSTANT: Readonly<Record<ValType, Instruction>> = {
  i32: ['i32.const', 3],
  i64: ['i64.const', 3n],
  f32: ['f32.const', 0.5],
  f64: ['f64.const', 0.5],
  v128: ['v128.const', Array<number>(16).fill(1)],
};

/** Writes a random well-typed function: `choose(n)` is a number below n. */
function writeProgram(f: FuncBuilder, choose: (n: number) => number): void {
  const locals = new Map(TYPES.map((t) => [t, f.local(t)]));
  let left = 60;
  const expression = (type: ValType, depth: number): void => {
    left--;
    const fitting = FREE.filter((i) => i.gives.length === 1 && i.gives[0] === type);
    if (depth <= 0 || left < 0) {
      if (choose(2)) f.push('local.get', locals.get(type)!);
      else f.push(...CONSTANT[type]);
      return;
    }
    switch (choose(6)) {
      case 0:
        f.push('local.get', locals.get(type)!);
        return;
      case 1:
        expression(type, depth - 1);
        f.push('local.tee', locals.get(type)!);
        return;
      case 2:
        f.block((out) => {
          statement(depth - 1);
          expression(type, depth - 1);
          expression('i32', depth - 1);
          f.brIf(out);
        }, type);
        return;
      case 3:
        expression('i32', depth - 1);
        f.if(
          () => expression(type, depth - 1),
          (out) => {
            expression(type, depth - 1);
            if (choose(2)) f.br(out);
          },
          type,
        );
        return;
      default: {
        const { op, takes } = fitting[choose(fitting.length)]!;
        for (const t of takes) expression(t, depth - 1);
        f.push(op);
      }
    }
  };
  const statement = (depth: number): void => {
    const type = TYPES[choose(TYPES.length)]!;
    switch (choose(4)) {
      case 0:
        expression(type, depth - 1);
        f.push('drop');
        return;
      case 1:
        f.loop((again) => {
          expression('i32', depth - 1);
          f.brIf(again);
        });
        return;
      case 2:
        f.block((out) => {
          statement(depth - 1);
          expression('i32', depth - 1);
          f.brTable([out], out);
          if (choose(2)) f.push('drop').push('i32.add').push('drop');
        });
        return;
      default:
        expression(type, depth);
        f.push('local.set', locals.get(type)!);
    }
  };
  for (let k = choose(5); k >= 0; k--) statement(4);
  expression('f32', 4);
}

/** Deterministic choices from a list of numbers, round and round. */
const chooser = (numbers: readonly number[]): ((n: number) => number) => {
  let at = 0;
  return (n) => (numbers[at++ % numbers.length]! + at) % n;
};
const choices = fc.array(fc.nat(), { minLength: 20, maxLength: 60 });

describe('random programs', () => {
  test('that are well typed please the verifier and V8', () => {
    fc.assert(
      fc.property(choices, (numbers) => {
        expect(verdict((f) => writeProgram(f, chooser(numbers)))).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  test('that were damaged are refused by both or by neither', () => {
    let refused = 0;
    const damage = fc.record({ kind: fc.nat(3), at: fc.nat(), other: fc.nat() });
    fc.assert(
      fc.property(choices, fc.array(damage, { minLength: 1, maxLength: 3 }), (numbers, hits) => {
        const said = verdict(
          (f) => writeProgram(f, chooser(numbers)),
          (body) => {
            for (const { kind, at, other } of hits) {
              const n = body.length,
                k = at % n,
                j = other % n;
              if (kind === 0) body.splice(k, 1);
              else if (kind === 1) body.splice(k, 0, body[j]!);
              else if (kind === 2) body[k] = body[j]!;
              else body[k] = [FREE[other % FREE.length]!.op];
              if (body.length === 0) return;
            }
          },
        );
        if (said !== null) refused++;
      }),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(500);
  });
});
