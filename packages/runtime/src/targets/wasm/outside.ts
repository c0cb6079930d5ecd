/** What tables have no row for: a row of its own for each lane, of nothing but what the formulas say. */
import { bodies } from '../../compile/rewrite.ts';
import { rowsOf } from '../../compile/rows.ts';
import type { Body, Table } from '../../program.ts';
import type { Term } from '../../term.ts';
import { BodyEmitter } from './body.ts';
import type { Context, Outside } from './control.ts';
import type { ModuleBuilder } from './encode.ts';
import { partsOf } from './parts.ts';

/** Of each table, the function that writes the rows of a vector of states that have none: (states, first row). */
export function emitOutside(m: ModuleBuilder, of: Omit<Context, 'f'>): Outside {
  const lookups = new Map<string, Map<number, Term>>();
  for (const k of [...of.program.groups.values()].flat())
    for (const t of bodies(k).flatMap((b) => partsOf(b).lookups)) {
      const known = lookups.get(t.name) ?? new Map<number, Term>();
      lookups.set(t.name, known.set(t.value, t));
    }
  return new Map(
    [...lookups].map(([name, byColumn]) => {
      const f = m.func(`outside ${name}`, ['v128', 'i32'], []);
      writeRows({ ...of, f }, of.program.tables.get(name)!, [...byColumn.values()]);
      return [name, f];
    }),
  );
}

function writeRows(c: Context, table: Table, lookups: readonly Term[]): void {
  const { f } = c;
  const [states, first] = [0, 1];
  const { degree, columns, bytes } = rowsOf(table, c.program.precision);
  const stores = lookups.map((t) => ({ buffer: t.name, place: 'element' as const, value: t.args[1]! }));
  const body: Body = { stores, emits: [], folds: [] };
  const b = new BodyEmitter(c, true, {}, new Set(), body);
  b.bind(table.argument, states);
  const { lanes, numbers, bytes: size } = b.numeric;
  // What -0 is added to stays as it is, and so does what -0 times 0 is added to.
  for (let at = 0; at < lanes * bytes; at += 16)
    f.push('local.get', first).push('v128.const', numbers(-0)).push('v128.store', { offset: at });
  const y = f.local('v128', 'y');
  for (const t of lookups) {
    b.push(t.args[1]!);
    f.push('local.set', y);
    for (let lane = 0; lane < lanes; lane++) {
      const offset = lane * bytes + (degree * columns + t.value) * size;
      f.push('local.get', first).push('local.get', y);
      f.push(size === 4 ? 'v128.store32_lane' : 'v128.store64_lane', { offset }, lane);
    }
  }
}
