/**
 * A trace of the presynaptic side tells what has arrived. Where all synapses are equally long that is one story per
 * neuron; where their delays differ it is one per synapse, so such states move from the axis of the sources to that
 * of the synapses, with everything on the sources' axis that reads them.
 */
import type { AxisName, NodeDefinition, StateDef } from '@neuroloom/core';
import { namesIn, NeuroloomError, parse, substitute } from '@neuroloom/core';
import type { Space } from '../program.ts';
import type { Axes } from './axes.ts';
import { factorsOf } from './axes.ts';
import type { Instance, Resolved } from './resolve.ts';
import { formulaParams } from './scope.ts';

/** The graph with such states moved. */
export function promote(graph: Resolved, axes: Axes, spaces: ReadonlyMap<string, Space>): Resolved {
  const nodes = new Map(graph.nodes);
  for (const shared of axes.spaces.values()) {
    if (!spaces.get(shared.name)!.sparse?.stretches) continue;
    for (const id of shared.members) nodes.set(id, promoted(graph.nodes.get(id)!));
  }
  return { ...graph, nodes };
}

function promoted(n: Instance): Instance {
  const { def } = n;
  const [side] = factorsOf(n, 'synapse')!;
  const arrivals = Object.entries(def.on).filter(
    ([port]) => def.inputs[port]?.kind === 'spikes' && def.inputs[port].axis === side,
  );
  const moved = new Set<string>();
  for (const [port, rule] of arrivals) {
    for (const to of Object.keys(rule)) {
      const axis = def.state[to]?.axis ?? def.outputs[to]?.axis;
      if (axis === side && to in def.state) moved.add(to);
      else if (axis === side || axis === 'scalar') throw undecided(n, port, to, axis);
    }
  }
  for (let before = -1; before !== moved.size; ) {
    before = moved.size;
    for (const [s, d] of Object.entries(def.state))
      if (d.axis === side && formulasOf(def, s).some((text) => reads(n, text, moved))) moved.add(s);
  }
  if (moved.size === 0) return n;
  const onSynapse = (d: StateDef): StateDef => ({ ...d, axis: 'synapse' });
  const state = Object.fromEntries(Object.entries(def.state).map(([s, d]) => [s, moved.has(s) ? onSynapse(d) : d]));
  return { ...n, def: { ...def, state } };
}

const formulasOf = (def: NodeDefinition, state: string): string[] =>
  [def.flow[state], ...Object.values(def.on).map((rule) => rule[state])].filter((t) => t !== undefined);

const reads = (n: Instance, text: string, names: ReadonlySet<string>): boolean =>
  [...namesIn(substitute(parse(text), formulaParams(n)))].some((name) => names.has(name));

const undecided = (n: Instance, port: string, to: string, axis: AxisName): NeuroloomError =>
  new NeuroloomError({
    where: `${n.id} (${n.def.type}) › on.${port}.${to}`,
    node: n.id,
    what: `${to} is ${axis === 'scalar' ? 'a single number' : `per ${axis}`}, and one spike arrives at many times where delays differ`,
    remedy: `put ${to} on the axis synapse or post, or give all synapses one delay`,
  });
