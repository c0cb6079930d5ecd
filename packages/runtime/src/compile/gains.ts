/**
 * What scales a source's synapses must come as late as the source's events: a gain that follows from the same spikes
 * and arrives earlier or later would belong to another spike.
 */
import { NeuroloomError } from '@neuroloom/core';
import type { Space } from '../program.ts';
import type { Axes } from './axes.ts';
import type { Instance, Resolved } from './resolve.ts';

/** `delays`: ticks from an event to its arrival, by `node.port`. Fails with the first pair that does not agree. */
export function checkGains(
  graph: Resolved,
  axes: Axes,
  spaces: ReadonlyMap<string, Space>,
  delays: ReadonlyMap<string, number>,
): void {
  /** When a node hears the spikes of each list, by one of its axes or by any. */
  const heard = (n: Instance, axis?: string): Map<string, number> =>
    new Map(
      graph.wires
        .filter((w) => w.to.node === n.id && w.to.def.kind === 'spikes' && (axis ?? w.to.def.axis) === w.to.def.axis)
        .map((w) => [`${w.from.node}.${w.from.port}`, delays.get(`${n.id}.${w.to.port}`) ?? 0]),
    );
  for (const w of graph.wires) {
    const [from, to] = [graph.nodes.get(w.from.node), graph.nodes.get(w.to.node)];
    if (w.from.def.kind !== 'signal' || !from || !to || !sends(to)) continue;
    const delivered = heard(to, w.to.def.axis);
    for (const [list, late] of heard(from)) {
      const due = delivered.get(list);
      if (due === undefined) continue;
      const space = axes.of(to.id, 'synapse')?.space;
      const stretches = space === undefined ? undefined : spaces.get(space)?.sparse?.stretches;
      const fault = (what: string, remedy: string): never => {
        throw new NeuroloomError({ where: `${from.id}.${w.from.port}`, node: from.id, what, remedy });
      };
      if (stretches && stretches.delays.length > 1)
        fault(
          `it is one number for all synapses of a source, and those of ${to.id} deliver a spike at ${stretches.delays.length} different times`,
          `give all synapses of ${to.id} one delay`,
        );
      if (late !== due)
        fault(
          `it follows a spike by ${steps(late)}, and ${to.id}, which it scales, delivers the spike after ${steps(due)}`,
          `give ${from.id} the delay of ${to.id}`,
        );
    }
  }
}

const sends = (n: Instance): boolean => Object.values(n.def.outputs).some((p) => p.kind === 'increment');

const steps = (n: number): string => `${n} step${n === 1 ? '' : 's'}`;
