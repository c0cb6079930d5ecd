/** The order of the reference, and where each page lies. */
import type { Definition, Library } from '@neuroloom/core';

/** Families in the order in which a network is built; others follow. */
const ORDER = [
  'source',
  'encoder',
  'population',
  'projection',
  'competition',
  'plasticity',
  'pruning',
  'readout',
  'schedule',
  'view',
];
const TITLES: Readonly<Record<string, string>> = {
  source: 'Sources',
  encoder: 'Encoders',
  population: 'Populations',
  projection: 'Projections',
  competition: 'Competition',
  plasticity: 'Plasticity',
  pruning: 'Pruning',
  readout: 'Readouts',
  schedule: 'Schedules',
  view: 'Views',
};

export interface Family {
  readonly name: string;
  readonly title: string;
  readonly members: readonly Definition[];
}

export function byFamily(library: Library): readonly Family[] {
  const families = new Map<string, Definition[]>();
  for (const d of library.definitions.values()) {
    const name = d.type.split('/')[0]!;
    families.set(name, [...(families.get(name) ?? []), d]);
  }
  const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return [...families]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([name, members]) => ({
      name,
      title: TITLES[name] ?? name,
      members: members.sort((a, b) => (a.title < b.title ? -1 : 1)),
    }));
}

/** `nodes/population/lif.html` */
export const nodePath = (type: string): string => `nodes/${type}.html`;

export const figurePath = (type: string, k: number, theme: 'light' | 'dark'): string =>
  `figures/${type.replaceAll('/', '-')}-${k + 1}-${theme}.svg`;
