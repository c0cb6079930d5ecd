/** Entries of exp(A dt) and its integral, for flows that are solved exactly: numbers for the host to compute once per set of params. */
import type { Coefficient } from '@neuroloom/core';
import type { MatrixEntry } from '../program.ts';
import type { Term, Terms } from '../term.ts';
import type { Instance } from './resolve.ts';
import type { Scope } from './scope.ts';

export class CoefficientTable {
  readonly #terms: Terms;
  /** In terms they stand under these names, like params. */
  readonly byName = new Map<string, MatrixEntry>();

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  /** Makes a node's coefficients known; the result maps their names in its formulas to terms. */
  add(n: Instance, coefficients: readonly Coefficient[], scope: Scope): ReadonlyMap<string, Term> {
    const names = new Map<string, Term>();
    const view = scope.view(n, 'scalar');
    for (const c of coefficients) {
      const entries = c.matrix.map((row) => row.map((e) => scope.lower(e, view, [])));
      const name = `${n.id}.${c.name}`;
      this.byName.set(name, { of: c.of, entries, row: c.row, column: c.column });
      names.set(c.name, this.#terms.param(name));
    }
    return names;
  }
}
