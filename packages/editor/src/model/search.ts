/** Finding a definition by what a person types: word starts in the title count most, then the type, then what it says of itself. */
import type { Definition, Library } from '@neuroloom/core';

export interface Found {
  readonly definition: Definition;
  readonly score: number;
}

export const familyOf = (type: string): string => (type.includes('/') ? type.slice(0, type.indexOf('/')) : type);

/** Letters of `needle` in order within `text`; a dense and early match scores higher. */
export function fuzzy(needle: string, text: string): number {
  const hay = text.toLowerCase();
  const whole = hay.indexOf(needle);
  if (whole === 0) return 100;
  if (whole > 0) return /[\s/_-]/.test(hay[whole - 1]!) ? 80 : 50;
  let at = -1;
  let gaps = 0;
  for (const c of needle) {
    const next = hay.indexOf(c, at + 1);
    if (next < 0) return 0;
    if (at >= 0) gaps += next - at - 1;
    at = next;
  }
  return needle.length > 1 && gaps <= needle.length * 2 ? Math.max(1, 20 - gaps) : 0;
}

function scoreWord(word: string, d: Definition): number {
  const ports = [...Object.entries(d.inputs), ...Object.entries(d.outputs)];
  const kinds = ports.map(([, p]) => p.kind).join(' ');
  const units = ports.map(([, p]) => p.unit ?? '').join(' ');
  const exact = (text: string, weight: number): number => (text.toLowerCase().includes(word) ? weight : 0);
  return Math.max(
    fuzzy(word, d.title) * 3,
    fuzzy(word, d.type) * 2,
    exact(d.summary, 60),
    exact(kinds, 40),
    exact(units, 40),
    exact(Object.keys(d.params).join(' '), 30),
    exact(d.cite.join(' '), 30),
  );
}

/** Every word must be found somewhere. Without words: everything, in the library's order. */
export const searchLibrary = (library: Library, query: string): readonly Found[] =>
  searchDefinitions([...library.definitions.values()], query);

export function searchDefinitions(all: readonly Definition[], query: string): readonly Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return all.map((definition) => ({ definition, score: 0 }));
  return all
    .map((definition) => {
      const scores = words.map((w) => scoreWord(w, definition));
      return { definition, score: scores.includes(0) ? 0 : scores.reduce((a, b) => a + b, 0) };
    })
    .filter((f) => f.score > 0)
    .sort((a, b) => b.score - a.score);
}

/** Definitions by family, families in the order in which the library names them. */
export function byFamily(
  found: readonly Found[],
): readonly { readonly family: string; readonly items: readonly Definition[] }[] {
  const groups = new Map<string, Definition[]>();
  for (const { definition } of found) {
    const family = familyOf(definition.type);
    const list = groups.get(family);
    if (list) list.push(definition);
    else groups.set(family, [definition]);
  }
  return [...groups].map(([family, items]) => ({ family, items }));
}
