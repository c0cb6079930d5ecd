/** The two populations between which synapses stand. */
import type { ResolvedWire } from '../../compile/resolve.ts';
import type { Bundle } from './bundles.ts';
import type { Cells } from './cells.ts';
import type { Model } from './model.ts';
import type { Script } from './script.ts';

export type Side = 'pre' | 'post';

export interface End {
  readonly cells: Cells;
  /** The event that is heard of it, where one is. */
  readonly event: string | undefined;
}

export function sideOf(axis: string): Side | 'synapse' | null {
  if (axis === 'pre' || axis === 'post' || axis === 'synapse') return axis;
  return axis === 'neuron' ? 'pre' : null;
}

/** Whether a wire goes to the population for which the synapses are written. */
export const meant = (bundle: Bundle, w: ResolvedWire): boolean =>
  bundle.target === undefined || w.to.node === bundle.target;

/** Undefined where no population is there; refuses where there are two. */
export function endOf(model: Model, bundle: Bundle, script: Script, side: Side): End | undefined {
  const ends = new Set<string>();
  let event: string | undefined;
  for (const n of bundle.members) {
    for (const [port, def] of Object.entries(n.def.inputs)) {
      if (sideOf(def.axis) !== side || (def.kind !== 'spikes' && def.kind !== 'signal')) continue;
      const wires = model.into(n, port);
      if (def.kind === 'signal' && wires.some((w) => isAdded(model, script, w))) continue;
      if (model.isBeside(n, port)) continue;
      for (const w of wires) ends.add(w.from.node);
      if (def.kind !== 'spikes') continue;
      if (wires.length > 1)
        model.refuse(n, `hears ${wires.length} populations on ${port}`, 'give each a projection of its own');
      const from = wires[0]?.from;
      event = (from && script.cells.get(from.node)?.events.get(from.port)) ?? event;
    }
    if (side === 'pre') continue;
    for (const [port, def] of Object.entries(n.def.outputs)) {
      if (def.kind !== 'increment' && def.kind !== 'signal') continue;
      if (def.kind === 'signal' && script.relays.has(n.id)) ends.add(n.id);
      else
        for (const w of model.from(n, port))
          if (!model.isSynaptic(model.node(w.to.node)) && meant(bundle, w)) ends.add(w.to.node);
    }
  }
  if (ends.size > 1) {
    const what = side === 'pre' ? 'come from' : 'end in';
    const remedy = 'give each pair a projection of its own';
    model.refuse(bundle.members[0]!, `its synapses ${what} ${[...ends].join(' and ')}`, remedy);
  }
  const [id] = ends;
  const cells = id === undefined ? undefined : (script.cells.get(id) ?? script.relays.get(id));
  return cells && { cells, event };
}

/** Whether a signal is what other synapses add up, and no group holds it. */
const isAdded = (model: Model, script: Script, { from }: ResolvedWire): boolean =>
  model.isSynaptic(model.node(from.node)) && !script.relays.has(from.node);
