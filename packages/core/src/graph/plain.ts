/**
 * Takes a value from elsewhere (a parsed file, a message, a journal) into plain JSON of our own: a copy that nobody
 * else can change, without forbidden keys, getters, classes or endless depth.
 */
import type { Problems } from './limits.ts';
import { count, FORBIDDEN, LIMITS, place, show } from './limits.ts';
import type { Json } from './parse-json.ts';

/** The copy, or `undefined` with the problems told. Members that are `undefined` are left out, as JSON does. */
export function plain(value: unknown, problems: Problems): Json | undefined {
  const path: (string | number)[] = [];
  const before = problems.count;
  let values = 0;

  const fault = (what: string): undefined => {
    problems.add({ where: place(path) || 'value', what });
    return undefined;
  };
  const copy = (v: unknown): Json | undefined => {
    if (++values > LIMITS.values) throw new RangeError(`more than ${count(LIMITS.values)} values`);
    if (v === null || typeof v === 'boolean') return v;
    if (typeof v === 'number') return Number.isFinite(v) ? v : fault(`${v} is not a finite number`);
    if (typeof v === 'string') {
      return v.length <= LIMITS.string ? v : fault(`a text of more than ${count(LIMITS.string)} characters`);
    }
    if (typeof v !== 'object') return fault(`expected plain data, got ${show(v)}`);
    if (path.length >= LIMITS.depth) return fault(`more than ${LIMITS.depth} lists and objects inside one another`);
    return Array.isArray(v) ? list(v) : record(v);
  };
  const list = (v: readonly unknown[]): Json | undefined => {
    if (v.length > LIMITS.entries) return fault(`${count(v.length)} entries; the limit is ${count(LIMITS.entries)}`);
    return Array.from(v, (entry, k) => {
      path.push(k);
      const copied = copy(entry);
      path.pop();
      return copied ?? null;
    });
  };
  const record = (v: object): Json | undefined => {
    // Prototypes are compared by shape, since plain objects of another frame or worker are plain too.
    const prototype: unknown = Object.getPrototypeOf(v);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      return fault('expected plain data, got a class');
    const keys = Object.keys(v);
    if (keys.length > LIMITS.entries)
      return fault(`${count(keys.length)} entries; the limit is ${count(LIMITS.entries)}`);
    const copied: Record<string, Json> = {};
    for (const key of keys) {
      path.push(key);
      if (FORBIDDEN.has(key)) fault(`the name '${key}' is not allowed`);
      else {
        const member = (v as Readonly<Record<string, unknown>>)[key];
        const entry = member === undefined ? undefined : copy(member);
        if (entry !== undefined) copied[key] = entry;
      }
      path.pop();
    }
    return copied;
  };

  try {
    const copied = copy(value);
    return problems.count === before ? copied : undefined;
  } catch (error) {
    // A getter or a proxy may throw anything.
    return fault(`cannot be read: ${error instanceof Error ? error.message : show(error)}`);
  }
}
