/**
 * Powers of e whose argument is something times a number the host knows become powers of 2: the host takes log2(e)
 * into that number, so that the whole part of the exponent comes off exactly, in two operations instead of six. The
 * argument is rounded as often as before. Where it is never above 0, as in a step towards an equilibrium, that is told.
 */
import type { Group, Kernel } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { hostKnows } from './hoist.ts';
import { rewriteTerms } from './rewrite.ts';
import { signOf } from './sign-of.ts';

const BASE_2 = { exp: 'exp2', exprel: 'exprel2' } as const;

export function powers(terms: Terms, groups: Map<Group, Kernel[]>): void {
  rewriteTerms(groups, hostKnows, (t, args) => raised(terms, t, args[0]!) ?? terms.withArgs(t, args));
}

function raised(terms: Terms, t: Term, x: Term): Term | undefined {
  if (t.op !== 'exp' && t.op !== 'exprel') return undefined;
  const exponent = inBase2(terms, x);
  return exponent && terms.op(t.op === 'exprel' && signOf(x) < 0 ? 'decay2' : BASE_2[t.op], exponent);
}

/** x log2(e), where x has a factor for the host to scale; that takes a sign along. */
function inBase2(terms: Terms, x: Term): Term | undefined {
  const log2e = terms.constant(Math.LOG2E);
  const [a, b] = x.args;
  if (x.op === 'mul' && hostKnows(b!)) return times(terms, a!, terms.op('mul', b!, log2e));
  if (x.op === 'mul' && hostKnows(a!)) return times(terms, b!, terms.op('mul', a!, log2e));
  if (x.op === 'div' && hostKnows(b!)) return times(terms, a!, terms.op('div', log2e, b!));
  return undefined;
}

/** y times a number of the host's. Of -p - q, which rates that pull a state back give, only the sign of a zero changes. */
function times(terms: Terms, y: Term, factor: Term): Term {
  const [p, q] = y.args;
  if (y.op === 'neg') return terms.op('mul', p!, terms.op('neg', factor));
  if (y.op === 'sub' && p!.op === 'neg')
    return terms.op('mul', terms.op('add', p!.args[0]!, q!), terms.op('neg', factor));
  return terms.op('mul', y, factor);
}
