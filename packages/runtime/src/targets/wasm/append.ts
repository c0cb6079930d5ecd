/** Events of active blocks, on their way to the list of who fired. */
import type { FuncBuilder } from './encode.ts';
import type { OpenList } from './writes.ts';

/**
 * Appends who fired in four blocks. `at` stands at the first of them in the list of blocks, `bits` has a bit for each
 * element. Whether somebody did cannot be foreseen, so the first is always written, and counted if there is one; that
 * there are two is rare.
 */
export function append(f: FuncBuilder, l: OpenList, at: number, bits: number): void {
  const first = (): void => {
    f.push('local.get', l.next);
    // Where the block begins: which of the four it is stands in two bits, and which of its elements in two more.
    f.push('local.get', at)
      .push('local.get', bits)
      .push('i32.ctz')
      .push('i32.const', 12)
      .push('i32.and')
      .push('i32.add');
    f.push('i32.load', { offset: 16 }).push('i32.const', 2).push('i32.shr_u');
    f.push('local.get', bits).push('i32.ctz').push('i32.const', 3).push('i32.and').push('i32.add');
    f.push('i32.store', { offset: 16 });
  };
  const rest = (): void =>
    void f
      .push('local.get', bits)
      .push('local.get', bits)
      .push('i32.const', 1)
      .push('i32.sub')
      .push('i32.and')
      .push('local.tee', bits);
  first();
  f.push('local.get', l.next);
  f.push('local.get', bits).push('i32.const', 0).push('i32.ne').push('i32.const', 2).push('i32.shl');
  f.push('i32.add').push('local.set', l.next);
  rest();
  f.if(() =>
    f.loop((again) => {
      first();
      f.push('local.get', l.next).push('i32.const', 4).push('i32.add').push('local.set', l.next);
      rest();
      f.brIf(again);
    }),
  );
}
