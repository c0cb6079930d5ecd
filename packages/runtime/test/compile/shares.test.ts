/**
 * How kernels are cut: every kind of loop, with writes at each place it may have, in parts on real threads against the
 * whole on one. The program is written by hand, so that no kind is missing because no node needs it.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { planMemory } from '../../src/compile/memory.ts';
import { ALONE, boundary, cutOf, dealOut, grainOf } from '../../src/compile/shares.ts';
import type { Body, Buffer as Array_, EventList, Kernel, Loop, Program, Space } from '../../src/program.ts';
import { emptyBody, padded } from '../../src/program.ts';
import { writeTables } from '../../src/session/beginnings.ts';
import type { Machine } from '../../src/targets/target.ts';
import { Crew } from '../../src/targets/wasm/crew.ts';
import { wasm } from '../../src/targets/wasm/run.ts';
import { splitRows } from '../../src/targets/wasm/share.ts';
import { startTogether } from '../../src/targets/wasm/start.ts';
import type { Place, Term } from '../../src/term.ts';
import { Terms } from '../../src/term.ts';
import { come, spawnHelper } from '../support/crew.ts';

const [ROWS, COLUMNS] = [75, 90];
const t = new Terms();

/** A quarter of all pairs, in ascending order. */
function pairs(): { start: Int32Array; target: Int32Array; synapses: number } {
  const start = [0];
  const target: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) if ((row * 7 + column * 13) % 4 === 0) target.push(column);
    start.push(target.length);
  }
  return { start: Int32Array.from(start), target: Int32Array.from(target), synapses: target.length };
}

/** Those by target. */
function byTarget(): NonNullable<NonNullable<Space['sparse']>['byTarget']> {
  const { start, target } = pairs();
  const all = Array.from({ length: ROWS }, (_, row) => row).flatMap((row) =>
    Array.from(target.slice(start[row], start[row + 1]), (column, k) => ({ row, column, k: start[row]! + k })),
  );
  const sorted = all.toSorted((a, b) => a.column - b.column || a.row - b.row);
  return {
    start: Int32Array.from({ length: COLUMNS + 1 }, (_, c) => sorted.filter((x) => x.column < c).length),
    source: Int32Array.from(sorted, (x) => x.row),
    element: Int32Array.from(sorted, (x) => x.k),
  };
}

/** Two delays: the first half of each row comes after one tick, the rest after three. */
function stretches(): NonNullable<NonNullable<Space['sparse']>['stretches']> {
  const { start } = pairs();
  const at = Array.from({ length: ROWS }, (_, r) => [start[r]!, (start[r]! + start[r + 1]!) >> 1, start[r + 1]!]);
  return { delays: Int32Array.of(1, 3), at: Int32Array.from(at.flat()) };
}

/** Of each row, the vectors that begin in two stretches of columns. */
function live(): NonNullable<Space['live']> {
  const from = Array.from({ length: ROWS }, (_, r) => [4 * (r % 5), 48 + 4 * (r % 7)]);
  return {
    start: Int32Array.from({ length: ROWS + 1 }, (_, r) => 2 * r),
    from: Int32Array.from(from.flat()),
    to: Int32Array.from(from.flatMap(([a, b]) => [a! + 24, b! + 16])),
  };
}

const space = (name: string, more: Partial<Space>): Space => ({
  name,
  rows: ROWS,
  columns: COLUMNS,
  stride: padded(COLUMNS),
  sparse: null,
  delay: 1,
  ...more,
});
const spaces = [
  space('dense', {}),
  space('pruned', { live: live() }),
  space('sparse', { sparse: { ...pairs(), byTarget: byTarget() } }),
  space('late', { sparse: { ...pairs(), stretches: stretches() } }),
];
const stored = ({ sparse, rows, stride }: Space): number => (sparse ? sparse.synapses : rows * stride);

const list = (name: string, length: number): EventList => ({ name, length, slots: 4 });
const lists = [list('sources', ROWS), list('targets', COLUMNS), list('pairs', ROWS * COLUMNS)];

const fires = (name: string, length: number, columns?: number): Kernel => ({
  name: `${name} fire`,
  loop: { over: 'axis', length, ...(columns === undefined ? {} : { columns }) },
  body: { ...emptyBody, emits: [{ list: name, when: t.op('lt', t.rand(name, 1), t.constant(0.15)) }] },
});
const firing = [fires('sources', ROWS), fires('targets', COLUMNS), fires('pairs', ROWS * COLUMNS, COLUMNS)];

/** x := 0.9 x + a number of the place, the tick and its draw. */
const store = (place: Place): Body => ({
  ...emptyBody,
  stores: [
    {
      buffer: `at ${place}`,
      place,
      value: t.op(
        'add',
        t.op('mul', t.load(`at ${place}`, place), t.constant(0.9)),
        t.op('real', t.op('add', t.index('element'), t.tick())),
      ),
    },
  ],
});
const fold = (place: 'row' | 'column' | 'zero'): Body => ({
  ...emptyBody,
  folds: [
    {
      op: 'sum',
      into: `at ${place}`,
      place,
      value: t.op('div', t.constant(1), t.op('add', t.real(t.index('element')), t.rand('f', 2))),
    },
  ],
});

const flat = { over: 'axis', length: COLUMNS } as const;
const grid = { over: 'axis', length: ROWS * COLUMNS, columns: COLUMNS } as const;
const rows = (of: string): Loop => ({ over: 'rows', list: 'sources', space: of });
const columns = (of: string): Loop => ({ over: 'columns', list: 'targets', space: of });
const synapses = (of: string): Loop => ({ over: 'synapses', space: of });

/** Loop, what its body does, and by what it is cut or why it is not. */
const cases: readonly (readonly [string, Loop, Body, string])[] = [
  ['an axis', flat, store('element'), 'element'],
  ['a product', grid, store('element'), 'element'],
  ['a product, into rows', grid, fold('row'), 'row'],
  ['a product, into columns', grid, fold('column'), 'column'],
  ['an axis, into one number', flat, fold('zero'), 'sums'],
  ['events of this tick', { over: 'events', list: 'targets', delay: 0 }, store('element'), 'element'],
  ['events of an earlier tick', { over: 'events', list: 'targets', delay: 2 }, store('element'), 'element'],
  ['events of a product', { over: 'events', list: 'pairs', delay: 0, columns: COLUMNS }, store('element'), 'element'],
  ['events, into one number', { over: 'events', list: 'targets', delay: 1 }, store('zero'), 'shared'],
  ...['dense', 'pruned', 'sparse', 'late'].flatMap((s): (readonly [string, Loop, Body, string])[] => [
    [`rows, ${s}`, rows(s), store('element'), 'column'],
    [`rows, ${s}, onto targets`, rows(s), store('column'), 'column'],
    [`rows, ${s}, onto sources`, rows(s), store('row'), s === 'late' ? 'shared' : 'row'],
  ]),
  ['columns, dense', columns('dense'), store('element'), 'column'],
  ['columns, dense, onto targets', columns('dense'), store('column'), 'column'],
  ['columns, dense, onto sources', columns('dense'), store('row'), 'row'],
  ['columns, sparse', columns('sparse'), store('element'), 'column'],
  ['columns, sparse, onto targets', columns('sparse'), store('column'), 'column'],
  ['columns, sparse, onto sources', columns('sparse'), store('row'), 'shared'],
  ...['dense', 'sparse'].flatMap((s): (readonly [string, Loop, Body, string])[] => [
    [`synapses, ${s}`, synapses(s), store('element'), 'column'],
    [`synapses, ${s}, into columns`, synapses(s), fold('column'), 'column'],
    [`synapses, ${s}, into rows`, synapses(s), fold('row'), 'row'],
    [`synapses, ${s}, into one number`, synapses(s), fold('zero'), 'sums'],
  ]),
  ['synapses of several delays', synapses('late'), store('element'), 'row'],
];

/** The events, then the kernel. */
function programOf(loop: Loop, body: Body, precision: 'f32' | 'f64'): Program {
  const s = 'space' in loop ? spaces.find((x) => x.name === loop.space)! : null;
  const flatLength =
    loop.over === 'axis' ? loop.length : 'list' in loop ? lists.find((l) => l.name === loop.list)!.length : 0;
  const array = (place: Place, length: number): Array_ => ({ name: `at ${place}`, type: 'real', length, keep: false });
  const buffers = [
    array('element', s ? stored(s) : flatLength),
    array('row', ROWS),
    array('column', COLUMNS),
    array('zero', 1),
  ];
  return {
    precision,
    dt: 1,
    seed: 11,
    buffers: new Map(buffers.map((b) => [b.name, b])),
    constants: new Map(),
    given: new Map(),
    lists: new Map(lists.map((l) => [l.name, l])),
    spaces: new Map(spaces.map((x) => [x.name, x])),
    groups: new Map([['tick', [...firing, { name: 'kernel', loop, body }]]]),
    rests: new Map(),
    quiets: new Map(),
    uniforms: [],
    tables: new Map(),
    coefficients: new Map(),
    params: new Map(),
    held: [],
    readable: new Map(),
  };
}

const crew = new Crew({ spawn: spawnHelper, threads: 3 });
afterAll(() => crew.close());

/** Memory after a few ticks, as far as the layout goes. */
function after(program: Program, machine: Machine, ticks: (from: number, to: number) => void): Buffer {
  const layout = planMemory(program);
  writeTables({ program, layout, resolved: null!, left: new Map() }, machine.memory);
  ticks(0, 5);
  ticks(5, 23);
  for (const l of layout.lists.values()) {
    // What lies behind the last event of a list is nobody's.
    for (let k = 0; k < l.slots; k++) {
      const slot = new Int32Array(machine.memory, l.at + k * l.slotBytes, l.slotBytes / 4);
      slot.fill(0, 4 + slot[0]!);
    }
  }
  return Buffer.from(machine.memory.slice(0, layout.bytes));
}

describe.each(['f32', 'f64'] as const)('a kernel over %s', (precision) => {
  it.each(cases)('%s', async (_, loop, body, how) => {
    const program = programOf(loop, body, precision);
    const kernel = program.groups.get('tick')!.at(-1)!;
    const cut = cutOf(program, kernel, 3);
    expect(typeof cut === 'string' ? cut : cut.by).toBe(how);
    const layout = planMemory(program);
    const one = await wasm.instantiate(program, layout);
    const whole = after(program, one, (from, to) => one.ticks(from, to));
    for (const threads of [2, 3]) {
      const several = startTogether(program, layout, {
        relaxed: false,
        steadfast: true,
        shares: dealOut(program, threads),
        crew,
      });
      await come(several);
      const parts = after(program, several, (from, to) => several.ticks(from, to));
      expect(parts.compare(whole)).toBe(0);
    }
    // Something happened.
    expect(whole.subarray(layout.buffers.get('at element')).some((x) => x !== 0)).toBe(true);
  });
});

it('Every reason to leave a kernel to one thread is a sentence', () => {
  for (const reason of Object.values(ALONE)) expect(reason).toMatch(/^[a-z].* .*[^.]$/);
});

it('Parts cover an axis once, in order, and begin on whole lines', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.constantFrom(16, 64), fc.integer({ min: 1, max: 9 }), (length, grain, threads) => {
      const bounds = Array.from({ length: threads + 1 }, (_, k) => boundary(length, grain, threads, k));
      expect(bounds[0]).toBe(0);
      expect(bounds.at(-1)).toBe(length);
      bounds.slice(1).forEach((b, k) => expect(b).toBeGreaterThanOrEqual(bounds[k]!));
      for (const b of bounds) expect(b % grain === 0 || b === length).toBe(true);
    }),
  );
});

it('A row is split where its targets pass from one part to the next', () => {
  const { start, target } = pairs();
  const bounds = [0, 16, 48, COLUMNS];
  const split = splitRows(target, start, { rows: ROWS, delays: null }, bounds);
  for (let row = 0; row < ROWS; row++) {
    for (let k = 0; k < 3; k++) {
      const part = [...target.subarray(split[row * 4 + k], split[row * 4 + k + 1])];
      const all = [...target.subarray(start[row], start[row + 1])];
      expect(part).toEqual(all.filter((c) => c >= bounds[k]! && c < bounds[k + 1]!));
    }
  }
});

it('Rows that are not in order of their targets stay whole', () => {
  const { start, target, synapses: n } = pairs();
  const turned = { start, target: target.slice().reverse(), synapses: n };
  const program = programOf(rows('sparse'), store('column'), 'f32');
  const other = { ...program, spaces: new Map([['sparse', space('sparse', { sparse: turned })]]) };
  expect(cutOf(other, program.groups.get('tick')!.at(-1)!, 2)).toBe('unsorted');
});

it('A step ends where somebody needs what others own, and not before', () => {
  const load = (name: string, place: Place): Term => t.load(name, place);
  const kernel = (name: string, loop: Loop, buffer: string, place: Place, value: Term): Kernel => ({
    name,
    loop,
    body: { ...emptyBody, stores: [{ buffer, place, value }] },
  });
  const program = programOf(flat, emptyBody, 'f32');
  const plan = (...kernels: Kernel[]): string[] => {
    const { before, steps } = dealOut({ ...program, groups: new Map([['tick', kernels]]) }, 2);
    const names = (all: readonly { kernel: Kernel }[]): string => all.map((d) => d.kernel.name).join(' ');
    return [names(before), ...steps.flatMap((s) => [names(s.kernels), names(s.after)])];
  };
  const own = kernel('own', flat, 'at column', 'element', load('at column', 'element'));
  const onto = kernel('onto', rows('sparse'), 'at column', 'column', load('at column', 'column'));
  const reads = kernel('reads', rows('sparse'), 'at element', 'element', load('at row', 'row'));
  const sources = kernel('sources', { over: 'axis', length: ROWS }, 'at row', 'element', load('at row', 'element'));
  const one = kernel(
    'one',
    { over: 'events', list: 'targets', delay: 1 },
    'at zero',
    'zero',
    load('at column', 'element'),
  );
  // Delivery by target and what the targets do have one owner; what sources do is owned by others than who reads it.
  expect(plan(own, onto, own)).toEqual(['', 'own onto own', '']);
  expect(plan(sources, reads)).toEqual(['', 'sources', '', 'reads', '']);
  expect(plan(reads, sources)).toEqual(['', 'reads', '', 'sources', '']);
  // What one thread does alone it does while all meet anyway.
  expect(plan(own, one, own)).toEqual(['', 'own', 'one', 'own', '']);
  expect(plan(one, own)).toEqual(['one', 'own', '']);
  // Events of this tick are read where they were found by who found them, and by others when they have been joined.
  expect(
    plan(fires('targets', COLUMNS), { ...own, name: 'mine', loop: { over: 'events', list: 'targets', delay: 0 } }),
  ).toEqual(['', 'targets fire mine', '']);
  expect(plan(fires('targets', COLUMNS), { ...one, loop: { over: 'events', list: 'targets', delay: 0 } })).toEqual([
    '',
    'targets fire',
    'one',
  ]);
});

it('Neighbours of a rest’s notes stay together', () => {
  const program = programOf(flat, emptyBody, 'f32');
  expect(grainOf(program, 500)).toBe(16);
  const resting = { ...program, rests: new Map([['r', { name: 'r', length: 500, until: [] }]]) };
  expect(grainOf(resting, 500)).toBe(64);
});
