/** One order for all rules of a tick: topological over what they wait for, document order where free. */
import { NeuroloomError } from '@neuroloom/core';
import type { Kernel } from '../program.ts';
import type { Unit } from './lower.ts';

export function orderUnits(units: readonly Unit[]): Kernel[] {
  const place = new Map(units.map((u, k) => [u.key, k]));
  /** What waits for each, and for how many each still waits; -1 where it has had its turn. */
  const followers: number[][] = units.map(() => []);
  const waits = units.map((u) => u.after.size);
  units.forEach((u, k) => u.after.forEach((key) => followers[place.get(key)!]!.push(k)));
  const kernels: Kernel[] = [];
  for (let first = 0; first < units.length; ) {
    const k = waits.indexOf(0, first);
    if (k < 0) throw cycle(units, waits);
    kernels.push(...units[k]!.kernels);
    waits[k] = -1;
    for (const f of followers[k]!) waits[f]!--;
    while (waits[first] === -1) first++;
  }
  return kernels;
}

function cycle(units: readonly Unit[], waits: readonly number[]): NeuroloomError {
  const left = units.filter((_, k) => waits[k]! > 0);
  const byKey = new Map(left.map((u) => [u.key, u]));
  const path: Unit[] = [];
  let unit = left[0]!;
  while (!path.includes(unit)) {
    path.push(unit);
    unit = byKey.get([...unit.after].find((key) => byKey.has(key))!)!;
  }
  const loop = [...new Set(path.slice(path.indexOf(unit)).map((u) => u.node))].reverse();
  return new NeuroloomError({
    where: loop.join(' → '),
    node: loop[0]!,
    what: 'these nodes wait for one another within one tick',
    remedy: 'give one of the projections in the loop a delay of at least one step',
  });
}
