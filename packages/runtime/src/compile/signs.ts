/**
 * The same numbers with fewer operations, every bit as before: a sign is carried to where it is part of another
 * operation, and a state that moves or stays is the state less a step or nothing.
 */
import type { Group, Kernel } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { rewriteTerms } from './rewrite.ts';

export function signs(terms: Terms, groups: Map<Group, Kernel[]>): void {
  rewriteTerms(
    groups,
    (t) => t.args.length === 0,
    (t, args) => simpler(terms, t, args) ?? terms.withArgs(t, args),
  );
}

function simpler(terms: Terms, t: Term, [a, b, c]: readonly Term[]): Term | undefined {
  switch (t.op) {
    // Rounding knows no sign: x + -y is x - y to the bit, and (-x)·y is -(x·y).
    case 'add':
      if (t.type !== 'real') return undefined;
      return b!.op === 'neg'
        ? terms.op('sub', a!, b!.args[0]!)
        : a!.op === 'neg'
          ? terms.op('sub', b!, a!.args[0]!)
          : undefined;
    case 'sub':
      return t.type === 'real' && b!.op === 'neg' ? terms.op('add', a!, b!.args[0]!) : undefined;
    case 'mul':
    case 'div': {
      const odd = (a!.op === 'neg') !== (b!.op === 'neg');
      if (a!.op !== 'neg' && b!.op !== 'neg') return undefined;
      const size = terms.op(t.op, bare(a!), bare(b!));
      return odd ? terms.op('neg', size) : size;
    }
    // Of whole numbers one of the two always holds.
    case 'le':
      return a!.type === 'int' ? terms.op('not', terms.op('gt', a!, b!)) : undefined;
    case 'ge':
      return a!.type === 'int' ? terms.op('not', terms.op('lt', a!, b!)) : undefined;
    case 'select':
      return stays(terms, a!, b!, c!);
    default:
      return undefined;
  }
}

const bare = (t: Term): Term => (t.op === 'neg' ? t.args[0]! : t);

/**
 * `held ? x : x + y·u` is x - (held ? 0 : y·-u), for x - 0 is x whatever x is: a choice between something and nothing
 * is one operation. Only where the sign goes to what is the same for all elements, and costs nothing.
 */
function stays(terms: Terms, held: Term, x: Term, moved: Term): Term | undefined {
  if (moved.op !== 'add' || x.type !== 'real') return undefined;
  const [p, q] = moved.args as readonly [Term, Term];
  const step = p === x ? q : q === x ? p : undefined;
  if (step?.op !== 'mul') return undefined;
  const [y, u] = step.args as readonly [Term, Term];
  const by = u.op === 'uniform' ? u : y.op === 'uniform' ? y : undefined;
  if (!by) return undefined;
  const back = terms.op('mul', by === u ? y : u, terms.op('neg', by));
  return terms.op('sub', x, terms.op('select', held, terms.constant(0), back));
}
