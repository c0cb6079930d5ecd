/**
 * What two sources that fired in the same tick deliver to the same targets, in one pass over the targets: the second's
 * is added to what the first's has made of them, as it would be one pass later.
 */
import type { Body, Space } from '../../program.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import { counted, pushSlot } from './control.ts';
import { finish, finishInTurn } from './writes.ts';

/** May it be done? Where targets alone are written, and every row is whole. */
export function pairs(c: Context, s: Space, body: Body): boolean {
  if (c.share || s.sparse || s.live || body.emits.length + body.folds.length > 0) return false;
  return body.stores.length > 0 && body.stores.every((x) => x.place === 'column');
}

export function emitPairs(c: Context, s: Space, list: string, body: Body): void {
  const { f } = c;
  const names = ['element', 'row', 'start'] as const;
  const [first, second] = [0, 1].map(() => names.map((name) => f.local('i32', name))) as [number[], number[]];
  const column = f.local('i32', 'column'),
    at = f.local('i32', 'event'),
    end = f.local('i32', 'events_end');
  const perRow = new Set(['row'] as const);
  const a = new BodyEmitter(c, true, { element: first[0]!, row: first[1]!, column }, perRow, body);
  a.prepare(body, 0);
  const b = a.beside({ element: second[0]!, row: second[1]!, column });
  const last = a.beside(a.cursor);
  const begin = (of: BodyEmitter, [, row, start]: readonly number[], offset: number): void => {
    f.push('local.get', at)
      .push('i32.load', { offset: 16 + offset })
      .push('i32.const', 2)
      .push('i32.shl');
    f.push('local.tee', row!).push('i32.const', s.stride).push('i32.mul').push('local.set', start!);
    of.prepare(body, 1);
  };
  const here = ([element, , start]: readonly number[]): void =>
    void f.push('local.get', start!).push('local.get', column).push('i32.add').push('local.set', element!);
  pushSlot(c, list, s.delay);
  f.push('local.tee', at).push('local.get', at).push('i32.load', {}).push('i32.const', 2).push('i32.shl');
  f.push('i32.add').push('local.set', end);
  f.block((few) =>
    f.loop((again) => {
      f.push('local.get', end).push('local.get', at).push('i32.sub').push('i32.const', 8).push('i32.lt_u').brIf(few);
      begin(a, first, 0);
      begin(b, second, 4);
      counted(f, column, 0, 4 * s.columns, 4 * a.numeric.lanes, () => {
        here(first);
        here(second);
        finishInTurn(c, a, b, body);
      });
      f.push('local.get', at).push('i32.const', 8).push('i32.add').push('local.set', at).br(again);
    }),
  );
  f.push('local.get', at).push('local.get', end).push('i32.lt_u');
  f.if(() => {
    begin(last, first, 0);
    counted(f, column, 0, 4 * s.columns, 4 * a.numeric.lanes, () => {
      here(first);
      finish(c, last, body, [], 0);
    });
  });
}
