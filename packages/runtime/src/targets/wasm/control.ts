/** Structured control that loop nests are made of: counting, event lists, and the context they are emitted in. */
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Program } from '../../program.ts';
import type { FuncBuilder } from './encode.ts';

export interface Context {
  readonly f: FuncBuilder;
  readonly program: Program;
  readonly layout: Layout;
  /** A product and a sum may be one instruction, rounded once or twice as the machine likes. */
  readonly relaxed: boolean;
}

/** `for (i = from; i < to; i += step)`, with nothing emitted for an empty range. */
export function counted(f: FuncBuilder, i: number, from: number, to: number, step: number, body: () => void): void {
  if (from >= to) return;
  f.push('i32.const', from).push('local.set', i);
  f.loop((again) => {
    body();
    f.push('local.get', i)
      .push('i32.const', step)
      .push('i32.add')
      .push('local.tee', i)
      .push('i32.const', to)
      .push('i32.lt_u')
      .brIf(again);
  });
}

/** Ticks ago: known, or in a local. */
export type Ago = number | { readonly local: number };

/** Byte address of a list's slot of some ticks ago, on the stack. */
export function pushSlot(c: Context, list: string, ago: Ago): void {
  const { f } = c;
  const l = c.layout.lists.get(list)!;
  if (l.slots === 1) {
    f.push('i32.const', l.at);
    return;
  }
  f.push('i32.const', 0)
    .push('i32.load', { offset: REGISTERS.tick })
    .push('i32.const', typeof ago === 'number' ? l.slots - ago : l.slots)
    .push('i32.add');
  if (typeof ago !== 'number') f.push('local.get', ago.local).push('i32.sub');
  f.push('i32.const', l.slots)
    .push('i32.rem_u')
    .push('i32.const', l.slotBytes)
    .push('i32.mul')
    .push('i32.const', l.at)
    .push('i32.add');
}

/** Runs the body for each event; it is given the local that holds the id as a byte offset. */
export function forEachEvent(c: Context, list: string, ago: Ago, body: (element: number) => void): void {
  const { f } = c;
  const at = f.local('i32', 'event'),
    end = f.local('i32', 'events_end'),
    id = f.local('i32', 'id');
  pushSlot(c, list, ago);
  f.push('local.tee', at)
    .push('local.get', at)
    .push('i32.load', {})
    .push('i32.const', 2)
    .push('i32.shl')
    .push('i32.add')
    .push('local.set', end);
  f.block((done) =>
    f.loop((again) => {
      f.push('local.get', at).push('local.get', end).push('i32.ge_u').brIf(done);
      f.push('local.get', at)
        .push('i32.load', { offset: 16 })
        .push('i32.const', 2)
        .push('i32.shl')
        .push('local.set', id);
      body(id);
      f.push('local.get', at).push('i32.const', 4).push('i32.add').push('local.set', at).br(again);
    }),
  );
}
