/**
 * The instruction table against two other implementations: V8 must accept each instruction with the operands the
 * table claims, and wabt must assemble our text to our bytes.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import wabt from 'wabt';
import { f32x4, ModuleBuilder } from '../../src/targets/wasm/encode.ts';
import { laneCount, type Immediate } from '../../src/targets/wasm/encode-module.ts';
import { INSTRUCTIONS, isMnemonic, type Imm, type Mnemonic } from '../../src/targets/wasm/instructions.ts';

const features = {
  simd: true,
  threads: true,
  bulk_memory: true,
  sat_float_to_int: true,
  sign_extension: true,
  relaxed_simd: true,
  mutable_globals: true,
  multi_value: true,
};
let assembler: Awaited<ReturnType<typeof wabt>>;
beforeAll(async () => {
  assembler = await wabt();
});

function assemble(text: string): Uint8Array {
  const module = assembler.parseWat('test.wat', text, features);
  try {
    module.resolveNames();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

/** Immediates that use the whole width of their field. */
function immediates(imm: Imm, atomic: boolean): Immediate[] {
  const address = { offset: 0xffff_fff0, ...(atomic ? {} : { align: 1 }) };
  switch (imm) {
    case 'none':
    case 'memory':
    case 'memories':
    case 'fence':
      return [];
    case 'i32':
      return [-0x8000_0000];
    case 'i64':
      return [-0x8000_0000_0000_0000n];
    case 'f32':
      return [Math.fround(0.1)];
    case 'f64':
      return [-1e-300];
    case 'v128':
      return [f32x4(1, -0, NaN, Infinity)];
    case 'shuffle':
      return [[31, 0, 30, 1, 29, 2, 28, 3, 27, 4, 26, 5, 25, 6, 24, 7]];
    case 'lane2':
    case 'lane4':
    case 'lane8':
    case 'lane16':
      return [laneCount(imm) - 1];
    case 'memlane0':
    case 'memlane1':
    case 'memlane2':
    case 'memlane3':
      return [address, laneCount(imm) - 1];
    case 'mem0':
    case 'mem1':
    case 'mem2':
    case 'mem3':
    case 'mem4':
      return [address];
    case 'block':
    case 'label':
    case 'labels':
    case 'func':
    case 'local':
    case 'global':
      throw new Error(`${imm} instructions have tests of their own`);
  }
}

/** A function whose parameters are the instruction's operands and whose results are what it leaves. */
function moduleOf(op: Mnemonic): ModuleBuilder {
  const { imm, stack } = INSTRUCTIONS.get(op)!;
  const m = new ModuleBuilder({ memory: { min: 1, max: 1, shared: op.includes('atomic') } });
  const f = m.func('f', stack!.takes, stack!.gives);
  stack!.takes.forEach((_, k) => f.push('local.get', k));
  f.push(op, ...immediates(imm, op.includes('atomic')));
  return m.export('f', f).verify();
}

const plain = [...INSTRUCTIONS].flatMap(([name, info]) => (info.stack && isMnemonic(name) ? [name] : []));
const relaxed = plain.filter((op) => op.includes('relaxed'));

describe('every instruction', () => {
  test('has an opcode of its own', () => {
    const opcodes = [...INSTRUCTIONS.values()].map((i) => `${i.prefix}:${i.opcode}`);
    expect(new Set(opcodes).size).toBe(opcodes.length);
  });

  test('is encoded as wabt encodes it, from the text we print', () => {
    for (const op of plain) {
      const m = moduleOf(op);
      expect([op, ...m.encode()]).toEqual([op, ...assemble(m.wat())]);
    }
  });

  test('takes and leaves what V8 says', () => {
    const refused = plain.filter((op) => !WebAssembly.validate(moduleOf(op).encode()));
    // Relaxed SIMD is newer than the oldest Node we run on; a machine accepts all of it or none.
    expect([[], relaxed]).toContainEqual(refused);
  });

  test('of SIMD is there: all 236 of the specification, and the four relaxed multiply-adds', () => {
    const simd = [...INSTRUCTIONS.values()].filter((i) => i.prefix === 0xfd);
    expect(simd.filter((i) => i.opcode < 0x100)).toHaveLength(236);
    expect(relaxed).toHaveLength(4);
  });
});

describe('whole modules', () => {
  test('with every section agree with wabt', () => {
    const m = new ModuleBuilder({ memory: { min: 1, max: 65536, shared: true } });
    const log = m.importFunc('host', 'log "é"', ['f64'], []);
    const now = m.importFunc('host', 'now', [], ['f64']);
    const count = m.global('i32', -7);
    const wide = m.global('i64', 2n ** 63n - 1n, false);
    const half = m.global('f32', 0.5);
    m.global('f64', -Infinity);
    const twice = m.func('twice', ['i32', 'f32'], ['f32', 'i32']);
    const main = m.func('main', ['i32'], ['i32']);
    const v = main.local('v128', 'v'),
      n = main.local('i32', 'n'),
      n2 = main.local('i32', 'n'),
      x = main.local('f32');
    twice.push('local.get', 1).push('local.get', 0).push('i32.const', 1).push('i32.shl');
    main.call(now).call(log);
    main.push('local.get', 0).push('global.get', half).call(twice).push('local.set', n).push('local.set', x);
    main.push('global.get', wide).push('drop').push('local.get', v).push('v128.any_true').push('drop');
    main.block((out) => {
      main.loop((again) => {
        main.push('local.get', n).push('i32.eqz').brIf(out);
        main.push('local.get', n).push('i32.const', -1).push('i32.add').push('local.tee', n2).push('local.set', n);
        main.block((inner) => {
          main.push('local.get', n).brTable([out, again, inner], again);
        });
        main
          .push('local.get', x)
          .push('f32.const', 3e38)
          .push('f32.lt')
          .if(
            () => main.br(again),
            () => main.push('nop'),
          );
      });
    });
    main.push('global.get', count).push('local.get', n).push('i32.add').push('global.set', count);
    main.push('global.get', count).if(
      () => main.push('i32.const', 1),
      () => main.push('unreachable'),
      'i32',
    );
    m.export('main', main).export('mem ory', 'memory').export('count', { global: count }).verify();
    expect([...m.encode()]).toEqual([...assemble(m.wat())]);
    expect(WebAssembly.validate(m.encode())).toBe(true);
  });

  test('without anything are eight bytes', () => {
    expect([...new ModuleBuilder().encode()]).toEqual([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  });
});
