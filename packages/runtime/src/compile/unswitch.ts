/**
 * A choice that is the same for every iteration is made once, before the loop: `learn > 0 ? new : old` becomes
 * a loop that learns and a loop that does not.
 */
import type { Kernel } from '../program.ts';
import { emptyBody } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import { HOLDS, some } from '../term.ts';
import { isEmpty, mapBody, tidy } from './rewrite.ts';

export function unswitch(terms: Terms, kernels: readonly Kernel[]): Kernel[] {
  return kernels.flatMap((k) => {
    const choice = k.body.stores.map((s) => s.value).find((v) => v.op === 'select' && invariant(v.args[0]!))?.args[0];
    if (!choice || k.when || k.active) return [k];
    const given = (truth: number): ((t: Term) => Term) => {
      const decided = terms.constant(truth, 'bool');
      const done = new Map<Term, Term>([[choice, decided]]);
      // Whatever holds the choice holds what the choice does.
      return (t) => terms.replace(t, () => undefined, done, choice.holds === 0 ? -1 : choice.holds);
    };
    const body = tidy(mapBody(k.body, given(1)));
    const otherwise = tidy(mapBody(k.body, given(0)));
    if (isEmpty(body) && isEmpty(otherwise)) return [];
    return [{ ...k, body, when: choice, otherwise: isEmpty(otherwise) ? emptyBody : otherwise }];
  });
}

const invariant = (t: Term): boolean =>
  t.op !== 'const' &&
  (t.holds & (HOLDS.rand | HOLDS.index)) === 0 &&
  !some(t, (x) => x.op === 'load' && x.place !== 'zero');
