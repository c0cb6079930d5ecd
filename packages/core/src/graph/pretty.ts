/** JSON for people and for version control: what fits stands on one line, the rest one member a line. */

const WIDTH = 100;

/** The same text for the same value, always; members stand in the order of the value. */
export function prettyJson(value: unknown, indent = 0, room = WIDTH - indent): string {
  const short = line(value, room);
  if (short !== undefined && indent > 0) return short;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const pad = ' '.repeat(indent + 2);
  const list = Array.isArray(value);
  const entries = list
    ? value.map((entry: unknown) => prettyJson(entry, indent + 2))
    : members(value).map(([key, member]) => {
        const name = `${JSON.stringify(key)}: `;
        return name + prettyJson(member, indent + 2, WIDTH - indent - 2 - name.length);
      });
  if (entries.length === 0) return list ? '[]' : '{}';
  const [open, close] = list ? '[]' : '{}';
  return `${open}\n${entries.map((entry) => pad + entry).join(',\n')}\n${' '.repeat(indent)}${close}`;
}

/** The value on one line, when that takes at most `room` characters. */
function line(value: unknown, room: number): string | undefined {
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value) ?? 'null';
    return text.length <= room ? text : undefined;
  }
  const list = Array.isArray(value);
  const parts: string[] = [];
  for (const [key, member] of list ? value.entries() : members(value)) {
    const name = list ? '' : `${JSON.stringify(key)}: `;
    const text = line(member, room - name.length - 4);
    if (text === undefined) return undefined;
    parts.push(name + text);
    room -= name.length + text.length + 2;
  }
  if (room < 2) return undefined;
  if (list) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

const members = (value: object): [string, unknown][] =>
  Object.entries(value as Readonly<Record<string, unknown>>).filter(([, member]) => member !== undefined);
