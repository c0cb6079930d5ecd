/** Changes to records and lists that leave the original alone and keep the order of everything else. */

/** The record with a member set: in its old place, or at `index` (the end when absent) when it is new. */
export function withMember<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
  index?: number,
): Readonly<Record<string, T>> {
  if (Object.hasOwn(record, key) || index === undefined) return { ...record, [key]: value };
  const entries = Object.entries(record);
  entries.splice(Math.min(index, entries.length), 0, [key, value]);
  return Object.fromEntries(entries);
}

export function withoutMember<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return rest;
}

/** The record with a member called something else, in the same place. */
export const renamed = <T>(
  record: Readonly<Record<string, T>>,
  from: string,
  to: string,
): Readonly<Record<string, T>> =>
  Object.hasOwn(record, from)
    ? Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]))
    : record;

/** A member's place among its fellows. */
export const indexIn = (record: Readonly<Record<string, unknown>>, key: string): number =>
  Object.keys(record).indexOf(key);

/** The list with some entries put in; `index` says where each stands afterwards, in ascending order. */
export function withEntries<T>(
  list: readonly T[],
  added: readonly { readonly entry: T; readonly index: number }[],
): readonly T[] {
  const to: T[] = [];
  let next = 0;
  for (const { entry, index } of added) {
    while (to.length < index && next < list.length) to.push(list[next++]!);
    to.push(entry);
  }
  return [...to, ...list.slice(next)];
}

/** The object with an optional member set, or left out when there is no value. */
export function withOptional<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = object;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}
