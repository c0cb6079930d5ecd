/** Where in Philox' counter each draw of a node stands: in the order in which its formulas are written. */
import type { Expr } from '@neuroloom/core';
import { isDraw } from '@neuroloom/core';

/** Numbers the draws of one node: every formula that will be lowered. All but `rand()` take two sites. */
export function numberDraws(sites: Map<Expr, number>, exprs: Iterable<Expr>): void {
  let site = 0;
  const walk = (e: Expr): void => {
    if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return;
    if (isDraw(e) && !sites.has(e)) {
      sites.set(e, site);
      site += e.tag === 'rand' ? 1 : 2;
    }
    e.args.forEach(walk);
  };
  for (const e of exprs) walk(e);
}
