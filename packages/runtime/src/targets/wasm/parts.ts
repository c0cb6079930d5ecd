/** What a body is made of, found once: a body is emitted several times, for vectors, for what is left over, for those awake. */
import { termsOf } from '../../compile/rewrite.ts';
import type { Body } from '../../program.ts';
import type { Term } from '../../term.ts';
import { visit } from '../../term.ts';

/** How deep in the nest a term must be computed: before the loop, once per row, or per element. */
export type Level = 0 | 1 | 2;

export interface Parts {
  readonly roots: readonly Term[];
  /** All of its terms, arguments first. */
  readonly terms: readonly Term[];
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
  for (const r of roots) visit(r, (t) => void terms.push(t), seen);
  const uses = new Map<Term, number>();
  const use = (t: Term): void => void uses.set(t, (uses.get(t) ?? 0) + 1);
  roots.forEach(use);
  for (const t of terms) t.args.forEach(use);
  const written = new Set(body.stores.map((s) => s.buffer));
  parts = { roots, terms, uses, written, levels: new Map() };
  known.set(body, parts);
  return parts;
}
