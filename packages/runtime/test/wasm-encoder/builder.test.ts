/** What a user of the builder relies on: control flow, calls, locals, names, numbers of any size, and clear refusals. */
import { NeuroloomError } from '@neuroloom/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModuleBuilder, type FuncBuilder, type Label } from '../../src/targets/wasm/encode.ts';
import { writeSigned32, writeSigned64, writeUnsigned } from '../../src/targets/wasm/encode-binary.ts';
import { run } from './instance.ts';

describe('control flow', () => {
  test('a loop inside a block sums the numbers below n', () => {
    const sum = (n: number): unknown =>
      run(
        ['i32'],
        'i32',
        (f) => {
          const i = f.local('i32', 'i'),
            total = f.local('i32', 'total');
          f.block((done) =>
            f.loop((again) => {
              f.push('local.get', i).push('local.get', 0).push('i32.ge_s').brIf(done);
              f.push('local.get', total).push('local.get', i).push('i32.add').push('local.set', total);
              f.push('local.get', i).push('i32.const', 1).push('i32.add').push('local.set', i).br(again);
            }),
          );
          f.push('local.get', total);
        },
        [n],
      ).result;
    expect([0, 1, 5, 1000].map(sum)).toEqual([0, 0, 10, 499500]);
  });

  test('if with and without else, with a result', () => {
    const f = (x: number): unknown =>
      run(
        ['i32'],
        'f32',
        (b) => {
          const y = b.local('f32');
          b.push('local.get', 0).if(() => b.push('f32.const', 2).push('local.set', y));
          b.push('local.get', 0)
            .if(
              () => b.push('f32.const', 10),
              () => b.push('f32.const', 20),
              'f32',
            )
            .push('local.get', y)
            .push('f32.add');
        },
        [x],
      ).result;
    expect([f(0), f(-3)]).toEqual([20, 12]);
  });

  test('a branch leaves exactly the block it names, however deep it stands', () => {
    // out of block k of five nested ones: then the additions of 10^j behind blocks j <= k run, j > k do not
    const left = (k: number): unknown =>
      run(
        ['i32'],
        'i32',
        (f) => {
          const total = f.local('i32');
          const labels: Label[] = [];
          const nest = (depth: number): void => {
            if (depth < 0) {
              f.push('local.get', 0).brTable(labels.toReversed(), labels[4]!);
              return;
            }
            f.block((label) => {
              labels.push(label);
              nest(depth - 1);
            });
            f.push('local.get', total)
              .push('i32.const', 10 ** depth)
              .push('i32.add')
              .push('local.set', total);
          };
          nest(4);
          f.push('local.get', total);
        },
        [k],
      ).result;
    expect([0, 1, 2, 3, 4, 77].map(left)).toEqual([11111, 11110, 11100, 11000, 10000, 11111]);
  });

  test('a label may be pushed like any immediate, and a depth given as a number', () => {
    const { result } = run(
      [],
      'i32',
      (f) => {
        f.block((l) => f.push('i32.const', 3).push('br', l), 'i32');
        f.block(() => f.push('i32.const', 4).push('br', 0), 'i32').push('i32.add');
      },
      [],
    );
    expect(result).toBe(7);
  });
});

describe('modules', () => {
  test('functions call functions that are written later, imported ones, and return several values', () => {
    const m = new ModuleBuilder();
    const log = m.importFunc('host', 'log', ['i32'], []);
    const main = m.func('main', ['i32'], ['i32']);
    const later = m.func('later', ['i32'], ['i32', 'i32']);
    main.push('local.get', 0).call(log).push('local.get', 0).call(later).push('i32.mul');
    later.push('local.get', 0).push('local.get', 0).push('i32.const', 1).push('i32.add');
    m.export('main', main).verify();
    const seen: number[] = [];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.encode()), {
      host: { log: (x: number) => seen.push(x) },
    });
    expect([(exports['main'] as (x: number) => number)(6), seen]).toEqual([42, [6]]);
  });

  test('globals and the memory can be exported, and a memory shared', () => {
    const m = new ModuleBuilder({ memory: { min: 1, max: 3, shared: true } });
    const ticks = m.global('i64', 5n);
    m.export('ticks', { global: ticks }).export('memory', 'memory').verify();
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 3, shared: true });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.encode()), { env: { memory } });
    expect(exports['memory']).toBe(memory);
    expect((exports['ticks'] as WebAssembly.Global).value).toBe(5n);
  });

  test('the same calls give the same bytes', () => {
    const build = (): Uint8Array => {
      const m = new ModuleBuilder({ memory: { min: 1 } });
      const f = m.func('f', ['i32'], []);
      f.loop((l) => f.push('local.get', 0).brIf(l));
      return m.export('f', f).encode();
    };
    expect(build()).toEqual(build());
  });

  test('locals are grouped by type and keep their values apart', () => {
    const m = new ModuleBuilder();
    const f = m.func('f', ['f32'], ['f64']);
    const types = ['f64', 'i32', 'v128', 'f64', 'i32', 'i64'] as const;
    const [a, i, , b, j, l] = types.map((t) => f.local(t));
    f.push('f64.const', 1).push('local.set', a!).push('f64.const', 20).push('local.set', b!);
    f.push('i32.const', 300)
      .push('local.set', i!)
      .push('i32.const', 4000)
      .push('local.set', j!)
      .push('i64.const', 50000)
      .push('local.set', l!);
    f.push('local.get', a!).push('local.get', b!).push('f64.add');
    for (const x of [i!, j!]) f.push('local.get', x).push('f64.convert_i32_s').push('f64.add');
    f.push('local.get', l!)
      .push('f64.convert_i64_s')
      .push('f64.add')
      .push('local.get', 0)
      .push('f64.promote_f32')
      .push('f64.add');
    const bytes = m.export('f', f).verify().encode();
    // four runs of locals: 2 i32, 1 i64, 2 f64, 1 v128
    expect([...bytes].join(' ')).toContain([4, 2, 0x7f, 1, 0x7e, 2, 0x7c, 1, 0x7b].join(' '));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    expect((exports['f'] as (x: number) => number)(0.5)).toBe(54321.5);
  });

  test('the text shows names, types and nesting', () => {
    const m = new ModuleBuilder({ memory: { min: 1, max: 16 } });
    const f = m.func('exc flow', ['i32', 'i32'], []);
    const V = f.local('v128', 'V'),
      i = f.local('i32', 'i');
    f.loop((again) => {
      f.push('local.get', i).push('v128.load', { offset: 1024 }).push('local.set', V);
      f.push('local.get', i).push('local.get', V).push('v128.store', { offset: 2048, align: 4 });
      f.push('local.get', i)
        .push('i32.const', 16)
        .push('i32.add')
        .push('local.tee', i)
        .push('local.get', 1)
        .push('i32.lt_u')
        .brIf(again);
    });
    expect(m.export('exc flow', f).verify().wat()).toBe(`(module
  (type (func (param i32 i32)))
  (import "env" "memory" (memory 1 16))
  (func $exc_flow (type 0) (param i32) (param i32)
    (local $i i32)
    (local $V v128)
    loop
      local.get $i
      v128.load offset=1024
      local.set $V
      local.get $i
      local.get $V
      v128.store offset=2048 align=4
      local.get $i
      i32.const 16
      i32.add
      local.tee $i
      local.get 1
      i32.lt_u
      br_if 0
    end
  )
  (export "exc flow" (func $exc_flow))
)
`);
  });
});

/** A reader of LEB128 written from its definition: seven bits a byte, the sign in the last byte's bit 6. */
function readLeb(bytes: readonly number[], signed: boolean): bigint {
  let value = 0n;
  bytes.forEach((b, k) => (value |= BigInt(b & 0x7f) << BigInt(7 * k)));
  bytes.slice(0, -1).forEach((b) => expect(b & 0x80).toBe(0x80));
  expect(bytes.at(-1)! & 0x80).toBe(0);
  return signed ? BigInt.asIntN(7 * bytes.length, value) : value;
}
const written = (write: (out: number[]) => void): number[] => {
  const out: number[] = [];
  write(out);
  return out;
};

describe('numbers', () => {
  const edges32 = [0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, -8192, -8193, 2 ** 31 - 1, -(2 ** 31)];

  test('of 32 bits read back, in as few bytes as can be', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.constantFrom(...edges32)), (n) => {
        const bytes = written((o) => writeSigned32(o, n));
        expect(readLeb(bytes, true)).toBe(BigInt(n));
        const bits = n < 0 ? BigInt(~n).toString(2).length : BigInt(n).toString(2).length;
        expect(bytes.length).toBe(Math.max(1, Math.ceil(((n === 0 || n === -1 ? 0 : bits) + 1) / 7)));
      }),
    );
  });

  test('of 64 bits read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (n) => {
        expect(
          readLeb(
            written((o) => writeSigned64(o, n)),
            true,
          ),
        ).toBe(n);
      }),
    );
  });

  test('without sign read back, up to 2^53', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 127, 128, 2 ** 32 - 1, 2 ** 32)), (n) => {
        expect(
          readLeb(
            written((o) => writeUnsigned(o, n)),
            false,
          ),
        ).toBe(BigInt(n));
      }),
    );
  });

  test('come out of a running module as they went in', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
        fc.double(),
        fc.float(),
        (i, l, d, s) => {
          expect(run([], 'i32', (f) => f.push('i32.const', i), []).result).toBe(i);
          expect(run([], 'i64', (f) => f.push('i64.const', l), []).result).toBe(BigInt.asIntN(64, l));
          expect(run([], 'f64', (f) => f.push('f64.const', d), []).result).toBe(d);
          expect(run([], 'f32', (f) => f.push('f32.const', s), []).result).toBe(s);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('refusals name the place and the fault', () => {
  const refused = (build: (f: FuncBuilder, m: ModuleBuilder) => void): string => {
    const m = new ModuleBuilder({ memory: { min: 1 } });
    try {
      build(m.func('tick', [], []), m);
    } catch (e) {
      expect(e).toBeInstanceOf(NeuroloomError);
      return (e as Error).message;
    }
    return '(accepted)';
  };

  // biome-ignore format: a table
  test.each([
    ['a constant too large', (f: FuncBuilder) => f.push('i32.const', 2 ** 32),
      'wasm tick[0] i32.const: immediates [4294967296] do not fit (wanted: i32)'],
    ['a broken constant', (f: FuncBuilder) => f.push('i32.const', 0.5),
      'wasm tick[0] i32.const: immediates [0.5] do not fit (wanted: i32)'],
    ['an offset too large', (f: FuncBuilder) => f.push('nop').push('f32.load', { offset: 2 ** 32 }),
      'wasm tick[1] f32.load: immediates [{"offset":4294967296}] do not fit (wanted: mem2)'],
    ['more alignment than the access has', (f: FuncBuilder) => f.push('f32.load', { align: 8 }),
      'wasm tick[0] f32.load: immediates [{"align":8}] do not fit (wanted: mem2)'],
    ['a lane that is not there', (f: FuncBuilder) => f.push('f64x2.extract_lane', 2),
      'wasm tick[0] f64x2.extract_lane: immediates [2] do not fit (wanted: lane2)'],
    ['a missing immediate', (f: FuncBuilder) => f.push('local.get'),
      'wasm tick[0] local.get: immediates [] do not fit (wanted: local)'],
    ['an immediate too many', (f: FuncBuilder) => f.push('i32.add', 1),
      'wasm tick[0] i32.add: immediates [1] do not fit (wanted: none)'],
    ['a shuffle beyond its 32 bytes', (f: FuncBuilder) => f.push('i8x16.shuffle', Array<number>(16).fill(32)),
      /wasm tick\[0\] i8x16.shuffle: immediates .* do not fit \(wanted: shuffle\)/],
    ['a branch out of a closed block', (f: FuncBuilder) => {
      let old: Label | undefined;
      f.block((l) => { old = l; });
      f.br(old!);
    }, 'wasm tick[2] br: the block opened at instruction 0 is closed or of another function'],
    ['an import behind a function', (_: FuncBuilder, m: ModuleBuilder) => m.importFunc('a', 'b', [], []),
      'wasm import a.b: imported after a function was defined'],
    ['a shared memory without an end', () => new ModuleBuilder({ memory: { min: 1, shared: true } }),
      'wasm module: a shared memory needs a maximum; give memory.max'],
  ])('%s', (_, build, message) => {
    expect(refused(build)).toMatch(message instanceof RegExp ? message : new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  });
});
