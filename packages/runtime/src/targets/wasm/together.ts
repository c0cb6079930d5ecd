/**
 * Ticks on several threads, in WebAssembly: `together(from, to)` is what the first of them does, `help(thread)` what
 * every other one does until it is told to stop. All go through the steps of a tick, each with its part; where a step
 * ends the first thread waits for the others, joins what they have listed, does what is left to one, and lets them go on.
 */
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Dealt, Shares, Step } from '../../compile/shares.ts';
import type { Program } from '../../program.ts';
import type { Area } from './area.ts';
import { type Barrier, emitBarrier } from './barrier.ts';
import type { Context } from './control.ts';
import { pushSlot } from './control.ts';
import type { Callable, FuncBuilder, ModuleBuilder } from './encode.ts';
import { boundsOf } from './share.ts';

/** What the shared word of a rest says while threads keep words of their own; whoever else writes there writes another. */
const APART = 3;

export interface Together {
  readonly program: Program;
  readonly layout: Layout;
  readonly shares: Shares;
  readonly area: Area;
}

/** `kernel` gives the function of a kernel: of a thread where it is cut, else without a parameter. */
export function emitTogether(m: ModuleBuilder, of: Together, kernel: (d: Dealt) => Callable): void {
  const { shares, area } = of;
  const barrier = emitBarrier(m, area.words);
  const alone = (name: string, all: readonly Dealt[]): FuncBuilder => {
    const f = m.func(name, [], []);
    for (const d of all) callAlone(f, kernel(d));
    return f;
  };
  const before = alone('before', shares.before);
  const steps = shares.steps.map((s, k) => {
    const after = alone(`after step ${k}`, s.after);
    return { part: emitPart(m, `step ${k}`, s, kernel), join: emitJoins(m, of, `join ${k}`, s), after };
  });
  m.export('together', emitFirst(m, of, barrier, before, steps));
  m.export('help', emitHelp(m, of, barrier, steps));
}

interface EmittedStep {
  readonly part: Callable;
  readonly join: Callable;
  readonly after: Callable;
}

function callAlone(f: FuncBuilder, whole: Callable): void {
  if (whole.params.length > 0) f.push('i32.const', 0);
  f.call(whole);
}

/** What one thread does of a step. */
function emitPart(m: ModuleBuilder, name: string, s: Step, kernel: (d: Dealt) => Callable): FuncBuilder {
  const f = m.func(name, ['i32'], []);
  for (const d of s.kernels) {
    if (d.cut) f.push('local.get', 0).call(kernel(d));
    else
      f.push('local.get', 0)
        .push('i32.eqz')
        .if(() => callAlone(f, kernel(d)));
  }
  return f;
}

/** Makes one list in ascending order of what each thread has put where its part begins. */
function emitJoins(m: ModuleBuilder, { program, layout, shares, area }: Together, name: string, s: Step): FuncBuilder {
  const f = m.func(name, [], []);
  const c: Context = { f, program, layout, relaxed: false, outside: new Map() };
  const slot = f.local('i32', 'slot'),
    next = f.local('i32', 'next'),
    more = f.local('i32', 'more');
  const bytes = (thread: number, list: string): void => {
    f.push('i32.const', area.own + thread * area.ownBytes).push('i32.load', { offset: area.counts.get(list)! });
    f.push('i32.const', 2).push('i32.shl');
  };
  for (const list of s.lists) {
    const begins = boundsOf(program, program.lists.get(list)!.length, shares.threads);
    pushSlot(c, list, 0);
    f.push('local.tee', slot);
    bytes(0, list);
    f.push('i32.add').push('local.set', next);
    for (let thread = 1; thread < shares.threads; thread++) {
      bytes(thread, list);
      f.push('local.tee', more).if(() => {
        f.push('local.get', next).push('i32.const', 16).push('i32.add');
        f.push('local.get', slot)
          .push('i32.const', 16 + 4 * begins[thread]!)
          .push('i32.add');
        f.push('local.get', more).push('memory.copy');
        f.push('local.get', next).push('local.get', more).push('i32.add').push('local.set', next);
      });
    }
    f.push('local.get', slot);
    f.push('local.get', next).push('local.get', slot).push('i32.sub').push('i32.const', 2).push('i32.shr_u');
    f.push('i32.store', {});
  }
  return f;
}

const setTick = (f: FuncBuilder, tick: number): void =>
  void f.push('i32.const', 0).push('local.get', tick).push('i32.store', { offset: REGISTERS.tick });

/** Counts a global up by so many and leaves it on the stack. */
const counted = (f: FuncBuilder, global: number, by: number): void =>
  void f
    .push('global.get', global)
    .push('i32.const', by)
    .push('i32.add')
    .push('global.set', global)
    .push('global.get', global);

/** (from, to) → 1 where a helper did not come. */
function emitFirst(
  m: ModuleBuilder,
  { layout, shares, area }: Together,
  barrier: Barrier,
  before: Callable,
  steps: readonly EmittedStep[],
): FuncBuilder {
  const go = m.global('i32', 0);
  const expected = m.global('i32', 0);
  const [tick, to] = [0, 1];
  const f = m.func('together', ['i32', 'i32'], ['i32']);
  const release = (): void => {
    counted(f, go, 1);
    f.call(barrier.release);
  };
  const store = (at: number, local: number): void =>
    void f.push('i32.const', at).push('local.get', local).push('i32.store', {});
  f.push('local.get', tick).push('local.get', to).push('i32.ge_s');
  f.if(() => void f.push('i32.const', 0).push('return'));
  voidHeads(f, layout, shares, area);
  setTick(f, tick);
  f.call(before);
  store(area.words.from, tick);
  store(area.words.to, to);
  f.loop((again) => {
    steps.forEach((s, k) => {
      // Helpers begin with what they were told to do, and go on from step to step.
      release();
      f.push('i32.const', 0).call(s.part);
      counted(f, expected, shares.threads - 1);
      f.call(barrier.gather);
      f.if(() => void f.push('i32.const', 1).push('return'));
      f.call(s.join).call(s.after);
      if (k < steps.length - 1) return;
      f.push('local.get', tick).push('i32.const', 1).push('i32.add').push('local.tee', tick);
      f.push('local.get', to)
        .push('i32.lt_s')
        .if(() => {
          setTick(f, tick);
          f.call(before).br(again);
        });
    });
  });
  f.push('i32.const', 0);
  return f;
}

/** Notes of rests were made by somebody else, or memory was written from outside: no thread's are of use. */
function voidHeads(f: FuncBuilder, layout: Layout, shares: Shares, area: Area): void {
  for (const [name, own] of area.heads) {
    const { at } = layout.rests.get(name)!;
    f.push('i32.const', at).push('i32.load', {}).push('i32.const', APART).push('i32.ne');
    f.if(() => {
      f.push('i32.const', at).push('i32.const', APART).push('i32.store', {});
      for (let thread = 0; thread < shares.threads; thread++)
        f.push('i32.const', area.own + thread * area.ownBytes)
          .push('i32.const', 0)
          .push('i32.store', { offset: own });
    });
  }
}

/** (thread): ticks as they are asked for, until it is to stop. */
function emitHelp(m: ModuleBuilder, { area }: Together, barrier: Barrier, steps: readonly EmittedStep[]): FuncBuilder {
  const f = m.func('help', ['i32'], []);
  const go = f.local('i32', 'go'),
    left = f.local('i32', 'left');
  const wait = (): void => {
    f.push('local.get', go).call(barrier.await);
    f.push('local.get', go).push('i32.const', 1).push('i32.add').push('local.set', go);
  };
  const word = (at: number): FuncBuilder => f.push('i32.const', at).push('i32.load', {});
  f.loop((asked) => {
    wait();
    word(area.words.stop).if(() => void f.push('return'));
    word(area.words.to);
    word(area.words.from).push('i32.sub').push('local.set', left);
    f.loop((again) => {
      steps.forEach((s, k) => {
        if (k > 0) wait();
        f.push('local.get', 0).call(s.part).call(barrier.arrive);
      });
      f.push('local.get', left)
        .push('i32.const', 1)
        .push('i32.sub')
        .push('local.tee', left)
        .if(() => {
          wait();
          f.br(again);
        });
    });
    f.br(asked);
  });
  return f;
}
