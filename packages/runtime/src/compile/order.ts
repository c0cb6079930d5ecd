/** One order for all rules of a tick: topological over what they wait for, document order where free. */
import { NeuroloomError } from '@neuroloom/core';
import type { Kernel } from '../program.ts';
import type { Unit } from './lower.ts';

export function orderUnits(units: readonly Unit[]): Kernel[] {
  const waiting = new Map(units.map((u) => [u.key, new Set(u.after)]));
  const kernels: Kernel[] = [];
  const left = [...units];
  while (left.length > 0) {
    const k = left.findIndex((u) => waiting.get(u.key)!.size === 0);
    if (k < 0) throw cycle(left, waiting);
    const [unit] = left.splice(k, 1);
    for (const set of waiting.values()) set.delete(unit!.key);
    kernels.push(...unit!.kernels);
  }
  return kernels;
}

function cycle(left: readonly Unit[], waiting: ReadonlyMap<string, ReadonlySet<string>>): NeuroloomError {
  const byKey = new Map(left.map((u) => [u.key, u]));
  const path: Unit[] = [];
  let unit = left[0]!;
  while (!path.includes(unit)) {
    path.push(unit);
    unit = byKey.get([...waiting.get(unit.key)!][0]!)!;
  }
  const loop = [...new Set(path.slice(path.indexOf(unit)).map((u) => u.node))].reverse();
  return new NeuroloomError({
    where: loop.join(' → '),
    node: loop[0]!,
    what: 'these nodes wait for one another within one tick',
    remedy: 'give one of the projections in the loop a delay of at least one step',
  });
}
