/** From a schema's findings to sentences with the exact place and the value that stands there. */
import type * as z from 'zod/mini';
import { shapes } from './schema.ts';
import { didYouMean } from './suggest.ts';
import type { GraphDocument } from './document.ts';
import type { Problems } from './limits.ts';
import { FORBIDDEN, place, show } from './limits.ts';

type Issue = z.core.$ZodIssue;

/** Tells every way in which a value misses a shape; true when there is none. `root` is the place of the value. */
export function fitsShape<T>(
  shape: z.ZodMiniType<T>,
  value: unknown,
  problems: Problems,
  root: readonly PropertyKey[] = [],
): value is T {
  try {
    const read = shape.safeParse(value, { error: expected });
    if (!read.success) for (const issue of read.error.issues) tell(issue, value, problems, root);
    return read.success;
  } catch (error) {
    // zod hands lists of findings over as arguments, of which a call takes some ten thousand.
    if (!(error instanceof RangeError)) throw error;
    problems.add({ where: place(root), what: 'has too many faults to tell them one by one' });
    return false;
  }
}

/** The same for a whole document; no more faults are looked for than are told. */
export function fitsDocument(value: unknown, problems: Problems): value is GraphDocument {
  const before = problems.count;
  const { pieces } = shapes();
  fitsShape(pieces.frame, value, problems);
  for (const part of ['nodes', 'layout'] as const) {
    const piece: z.ZodMiniType = pieces[part];
    const record = valueAt(value, [part]);
    if (typeof record !== 'object' || record === null || Array.isArray(record)) continue;
    for (const [id, entry] of Object.entries(record)) {
      if (problems.full) break;
      if (fitsShape(pieces.name, id, problems, [part, id])) fitsShape(piece, entry, problems, [part, id]);
    }
  }
  const wires = valueAt(value, ['wires']);
  for (const [k, entry] of (Array.isArray(wires) ? (wires as readonly unknown[]) : []).entries()) {
    if (problems.full) break;
    fitsShape(pieces.wires, entry, problems, ['wires', k]);
  }
  return problems.count === before;
}

function tell(issue: Issue, value: unknown, problems: Problems, root: readonly PropertyKey[]): void {
  const at = [...root, ...issue.path];
  const found = valueAt(value, issue.path);
  const say = (what: string, path = at, remedy: { remedy?: string } = {}): void => {
    problems.add({ where: place(path), what, ...remedy });
  };
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) say('not a part of a graph file', [...at, key]);
      return;
    case 'invalid_key':
      return say(`expected ${issue.issues[0]?.message ?? 'a name'}, got ${show(at.at(-1))}`);
    case 'invalid_union': {
      const branch = likeliest(issue);
      if (branch) for (const inner of branch) tell(inner, found, problems, at);
      else if (issue.discriminator) say(`unknown kind ${show(found)}`);
      else say(`expected ${issue.message}, got ${show(found)}`);
      return;
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = typeof found === 'string' ? didYouMean(found, values) : {};
      return say(`expected ${values.map((v) => `'${v}'`).join(' or ')}, got ${show(found)}`, at, near);
    }
    case 'invalid_type':
      if (found === undefined) return say('is missing');
      return say(`expected ${issue.message}, got ${show(found)}`);
    default:
      return say(`expected ${issue.message}, got ${show(found)}`);
  }
}

/** The end of the sentence where a schema does not say it; given here, since zod's own words are a page's global setting. */
const expected = (issue: z.core.$ZodRawIssue): string =>
  issue.code === 'invalid_type' ? (TYPES[issue.expected] ?? `a ${issue.expected}`) : 'another value';
const TYPES: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  record: 'an object',
  object: 'an object',
  array: 'a list',
  tuple: 'a list of two',
};

/** Of a union's branches, the one that a person meant: whose complaints lie inside the value, not about it as a whole. */
function likeliest(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] | undefined {
  return issue.errors.find((branch) => branch.length > 0 && branch.every(inside));
}
const inside = (issue: Issue): boolean => issue.path.length > 0 || issue.code === 'unrecognized_keys';

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  for (const step of path) {
    if (typeof value !== 'object' || value === null || FORBIDDEN.has(String(step)) || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return value;
}
