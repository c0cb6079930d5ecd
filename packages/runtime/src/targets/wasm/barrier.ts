/**
 * Where threads wait for one another, in WebAssembly. Two words do: one rises when helpers may go on, the other with
 * every helper that has arrived. Waiting is looking again and again, which takes a tenth of a microsecond when
 * all are on time; who has looked in vain for long goes to sleep, so that a busy machine can do something else.
 */
import type { Words } from './area.ts';
import type { Callable, FuncBuilder, ModuleBuilder } from './encode.ts';

/** Looks before going to sleep: some tens of microseconds, which is what falling asleep and waking take. */
const LOOKS = 100_000;
/** The first thread looks after a sleeper's health so often (ns); it gives up after `patience` such times. */
const NAP = 100_000_000;

export interface Barrier {
  /** Of the first thread. (helpers' arrivals since the start) → 1 where they did not come. */
  readonly gather: Callable;
  /** Of the first thread. (value of `go`): helpers may go on. */
  readonly release: Callable;
  /** Of helpers. */
  readonly arrive: Callable;
  /** Of helpers. (value of `go` when they last went on): until it has risen. */
  readonly await: Callable;
}

export function emitBarrier(m: ModuleBuilder, w: Words): Barrier {
  return { gather: gather(m, w), release: release(m, w), arrive: arrive(m, w), await: awaitGo(m, w) };
}

function load(f: FuncBuilder, at: number): FuncBuilder {
  return f.push('i32.const', at).push('i32.atomic.load', {});
}
function store(f: FuncBuilder, at: number, value: number): FuncBuilder {
  return f.push('i32.const', at).push('i32.const', value).push('i32.atomic.store', {});
}
function change(f: FuncBuilder, at: number, op: 'i32.atomic.rmw.add' | 'i32.atomic.rmw.sub'): FuncBuilder {
  return f.push('i32.const', at).push('i32.const', 1).push(op, {}).push('drop');
}
function notify(f: FuncBuilder, at: number): FuncBuilder {
  return f.push('i32.const', at).push('i32.const', -1).push('memory.atomic.notify', {}).push('drop');
}

/** Looks until `found` is left on the stack or the looks are used up; then `asleep`. Both leave by themselves or go round. */
function waiting(f: FuncBuilder, found: () => void, asleep: () => void): void {
  const looks = f.local('i32', 'looks');
  f.loop((round) => {
    f.push('i32.const', LOOKS).push('local.set', looks);
    f.loop((again) => {
      found();
      f.push('local.get', looks).push('i32.const', 1).push('i32.sub').push('local.tee', looks).brIf(again);
    });
    asleep();
    f.br(round);
  });
}

function gather(m: ModuleBuilder, w: Words): FuncBuilder {
  const f = m.func('gather', ['i32'], ['i32']);
  const seen = f.local('i32', 'seen'),
    vain = f.local('i32', 'vain');
  const arrived = (): void => void f.push('local.get', 0).push('i32.eq');
  const leave = (value: number): void => void f.push('i32.const', value).push('return');
  waiting(
    f,
    () => {
      load(f, w.arrived);
      arrived();
      f.if(() => leave(0));
    },
    () => {
      // A page's own thread may not sleep.
      load(f, w.mayWait).if(() => {
        store(f, w.asleep, 1);
        load(f, w.arrived).push('local.tee', seen);
        arrived();
        f.push('i32.eqz').if(() => {
          f.push('i32.const', w.arrived).push('local.get', seen).push('i64.const', NAP);
          f.push('memory.atomic.wait32', {}).push('i32.const', 2).push('i32.ne');
          // Somebody has come: what follows is counted anew.
          f.if(() => void f.push('i32.const', 0).push('local.set', vain));
        });
        store(f, w.asleep, 0);
      });
      f.push('local.get', vain).push('i32.const', 1).push('i32.add').push('local.tee', vain);
      load(f, w.patience)
        .push('i32.gt_u')
        .if(() => leave(1));
    },
  );
  f.push('unreachable');
  return f;
}

function release(m: ModuleBuilder, w: Words): FuncBuilder {
  const f = m.func('release', ['i32'], []);
  f.push('i32.const', w.go).push('local.get', 0).push('i32.atomic.store', {});
  load(f, w.sleepers).if(() => void notify(f, w.go));
  return f;
}

function arrive(m: ModuleBuilder, w: Words): FuncBuilder {
  const f = m.func('arrive', [], []);
  change(f, w.arrived, 'i32.atomic.rmw.add');
  load(f, w.asleep).if(() => void notify(f, w.arrived));
  return f;
}

function awaitGo(m: ModuleBuilder, w: Words): FuncBuilder {
  const f = m.func('await', ['i32'], []);
  waiting(
    f,
    () => {
      load(f, w.go)
        .push('local.get', 0)
        .push('i32.ne')
        .if(() => void f.push('return'));
    },
    () => {
      change(f, w.sleepers, 'i32.atomic.rmw.add');
      f.push('i32.const', w.go)
        .push('local.get', 0)
        .push('i64.const', -1)
        .push('memory.atomic.wait32', {})
        .push('drop');
      change(f, w.sleepers, 'i32.atomic.rmw.sub');
    },
  );
  return f;
}
