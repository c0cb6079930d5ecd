/** What a body is made of: a body is emitted several times, for vectors, for what is left over, for those awake. */
import { termsOf } from '../../compile/rewrite.ts';
import type { Body } from '../../program.ts';
import type { Place, Term } from '../../term.ts';
import { isDraw } from '../../term.ts';

/** How deep in the nest a term must be computed: before the loop, once per row, or per element. */
export type Level = 0 | 1 | 2;

export interface Parts {
  readonly roots: readonly Term[];
  /** All of its terms, arguments first, but for the formulas of what is read off tables. */
  readonly terms: readonly Term[];
  readonly lookups: readonly Term[];
  readonly uses: ReadonlyMap<Term, number>;
  readonly written: ReadonlySet<string>;
  /** By the places that change only per row. */
  readonly levels: Map<string, Map<Term, Level>>;
}

const known = new WeakMap<Body, Parts>();

export function partsOf(body: Body): Parts {
  let parts = known.get(body);
  if (parts) return parts;
  const roots = termsOf(body);
  const terms: Term[] = [];
  const seen = new Set<Term>();
  const go = (t: Term): void => {
    if (seen.has(t)) return;
    seen.add(t);
    argsInside(t).forEach(go);
    terms.push(t);
  };
  roots.forEach(go);
  const lookups = terms.filter((t) => t.op === 'lookup');
  const uses = new Map<Term, number>();
  const use = (t: Term): void => void uses.set(t, (uses.get(t) ?? 0) + 1);
  roots.forEach(use);
  for (const t of terms) argsInside(t).forEach(use);
  const written = new Set(body.stores.map((s) => s.buffer));
  parts = { roots, terms, lookups, uses, written, levels: new Map() };
  known.set(body, parts);
  return parts;
}

const argsInside = (t: Term): readonly Term[] => (t.op === 'lookup' ? [t.args[0]!] : t.args);

/** At which level each term of a body is computed, where only these places change per row. */
export function levelsOf(body: Body, perRow: ReadonlySet<Place>): (t: Term) => Level {
  const { written, levels } = partsOf(body);
  const fixed = [...perRow].join();
  let found = levels.get(fixed);
  if (!found) levels.set(fixed, (found = new Map<Term, Level>()));
  const all = found;
  const levelOf = (t: Term): Level => {
    const before = all.get(t);
    if (before !== undefined) return before;
    let level: Level = 0;
    // What the body itself writes may differ from one iteration to the next.
    if (t.op === 'load' && written.has(t.name)) level = 2;
    else if (t.op === 'load' || t.op === 'index') level = t.place === 'zero' ? 0 : perRow.has(t.place) ? 1 : 2;
    else if (isDraw(t)) level = 2;
    for (const a of t.args) level = Math.max(level, levelOf(a)) as Level;
    all.set(t, level);
    return level;
  };
  return levelOf;
}
