/**
 * How a kernel is cut into shares that threads may do side by side without a change of result: what one share
 * writes, no other reads or writes, and each share goes through its iterations in the reference's order.
 */
import { termsOf } from './rewrite.ts';
import type { Body, Loop, Program } from '../program.ts';
import type { Place } from '../term.ts';
import { some } from '../term.ts';

/**
 * `element`: every iteration alone. `row`, `column`: all iterations of one row or column. `target`: iterations of
 * sparse rows, sorted by target. `reduce`: any cut, whose folds are folded again. `serial`: one thread for all.
 */
export type Shape = 'element' | 'row' | 'column' | 'target' | 'reduce' | 'serial';

export function shapeOf(program: Program, loop: Loop, body: Body): Shape {
  const places = new Set<Place>([...body.stores.map((s) => s.place), ...body.folds.map((f) => f.place)]);
  const only = (...allowed: readonly Place[]): boolean => [...places].every((p) => allowed.includes(p));
  const pairs = 'space' in loop ? program.spaces.get(loop.space)!.sparse : null;
  const sparse = pairs !== null;
  // Synapses of one row then arrive in one tick from events of several.
  const stretched = loop.over === 'rows' && pairs?.stretches !== undefined;
  const listing = body.emits.length > 0;
  if (listing && loop.over !== 'axis') return 'serial';
  const flat = loop.over === 'axis' || loop.over === 'events' ? loop.columns === undefined : false;
  const cut = (): Shape => {
    if (only('element')) return 'element';
    const foldsAtZero = body.folds.length > 0 && body.folds.every((f) => f.place === 'zero');
    if (
      foldsAtZero &&
      body.stores.every((s) => s.place === 'element') &&
      (loop.over === 'axis' || loop.over === 'synapses')
    )
      return 'reduce';
    if (flat || loop.over === 'events') return 'serial';
    if (only('element', 'row')) return (loop.over === 'columns' && sparse) || stretched ? 'serial' : 'row';
    if (only('element', 'column')) return sparse && loop.over === 'rows' ? 'target' : 'column';
    return 'serial';
  };
  const shape = cut();
  return shape !== 'serial' && independent(body, shape) ? shape : 'serial';
}

const OWN: { readonly [S in Shape]: readonly Place[] } = {
  element: ['element'],
  reduce: ['element'],
  row: ['element', 'row'],
  column: ['element', 'column'],
  target: ['element', 'column'],
  serial: ['element', 'row', 'column', 'zero'],
};

/** Does every share read, of what the body writes, only its own part? */
function independent(body: Body, shape: Shape): boolean {
  const written = new Set([...body.stores.map((s) => s.buffer), ...body.folds.map((f) => f.into)]);
  return termsOf(body).every(
    (t) => !some(t, (x) => x.op === 'load' && written.has(x.name) && !OWN[shape].includes(x.place)),
  );
}
