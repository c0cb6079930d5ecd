/**
 * Does a trial leave what is kept between trials as it was? Read off the formulas, given the scalars that are held
 * all through it: `learn > 0 ? w + dw : w` changes nothing while `learn` is 0.
 */
import type { Body, Program } from '../program.ts';
import { emptyBody } from '../program.ts';
import type { Term } from '../term.ts';

/** True when no tick can change a kept buffer. `scalars`: values of held inputs of one number, by buffer. */
export function leavesKept(program: Program, scalars: ReadonlyMap<string, number>): boolean {
  const still = (b: Body): boolean =>
    b.folds.every((f) => !program.buffers.get(f.into)!.keep) &&
    b.stores.every((s) => {
      if (!program.buffers.get(s.buffer)!.keep) return true;
      const value = chosen(s.value, scalars);
      return value.op === 'load' && value.name === s.buffer && value.place === s.place;
    });
  return (program.groups.get('tick') ?? []).every((k) => {
    const when = k.when ? truth(k.when, scalars) : true;
    if (when === undefined) return still(k.body) && still(k.otherwise ?? emptyBody);
    return still(when ? k.body : (k.otherwise ?? emptyBody));
  });
}

/** What is left of a term once choices that are already made are taken. */
function chosen(t: Term, scalars: ReadonlyMap<string, number>): Term {
  if (t.op !== 'select') return t;
  const made = truth(t.args[0]!, scalars);
  return made === undefined ? t : chosen(t.args[made ? 1 : 2]!, scalars);
}

function truth(t: Term, scalars: ReadonlyMap<string, number>): boolean | undefined {
  const [a, b] = t.args;
  switch (t.op) {
    case 'const':
      return t.value !== 0;
    case 'not': {
      const x = truth(a!, scalars);
      return x === undefined ? undefined : !x;
    }
    case 'and':
    case 'or': {
      const decides = t.op === 'or';
      const [x, y] = [truth(a!, scalars), truth(b!, scalars)];
      if (x === decides || y === decides) return decides;
      return x === undefined || y === undefined ? undefined : !decides;
    }
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'eq':
    case 'ne': {
      const [x, y] = [number(a!, scalars), number(b!, scalars)];
      return x === undefined || y === undefined ? undefined : COMPARE[t.op](x, y);
    }
    default:
      return undefined;
  }
}

function number(t: Term, scalars: ReadonlyMap<string, number>): number | undefined {
  if (t.op === 'const') return t.value;
  return t.op === 'load' && t.place === 'zero' ? scalars.get(t.name) : undefined;
}

const COMPARE = {
  lt: (x: number, y: number) => x < y,
  le: (x: number, y: number) => x <= y,
  gt: (x: number, y: number) => x > y,
  ge: (x: number, y: number) => x >= y,
  eq: (x: number, y: number) => x === y,
  ne: (x: number, y: number) => x !== y,
} as const;
