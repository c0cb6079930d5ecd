/** `rand() < x - coin`: where no x - coin lies between 0 and 1, nothing need be drawn. */
import type { Term } from '../../term.ts';
import type { BodyEmitter } from './body.ts';
import type { FuncBuilder } from './encode.ts';

export function emitToss(b: BodyEmitter, t: Term): void {
  const { f, numeric: n, vector } = b;
  const [drawn, left] = t.args as [Term, Term];
  const kind = vector ? n.many : n.one;
  const bound = (x: number): FuncBuilder => (vector ? f.push('v128.const', n.numbers(x)) : f.push(`${n.one}.const`, x));
  const at = f.local(b.type(left), 'left');
  b.push(left);
  f.push('local.tee', at);
  bound(0).push(`${kind}.gt`).push('local.get', at);
  bound(1).push(`${kind}.lt`);
  if (vector) f.push('v128.and').push('v128.any_true');
  else f.push('i32.and');
  f.if(
    () => {
      b.push(drawn);
      f.push('local.get', at).push(`${kind}.lt`);
    },
    () => {
      f.push('local.get', at);
      bound(0).push(`${kind}.gt`);
    },
    vector ? 'v128' : 'i32',
  );
}
