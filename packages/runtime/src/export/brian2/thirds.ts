/**
 * Spikes that synapses hear of a population at neither of their ends, such as rewards. They are synapses of their own,
 * from each neuron of that population to every synapse: what is one number here is one in each of them there.
 */
import { linearIn } from '@neuroloom/core';
import type { Instance } from '../../compile/resolve.ts';
import type { Bundle } from './bundles.ts';
import { quoted } from './cells.ts';
import { sideOf } from './ends.ts';
import type { Model } from './model.ts';
import { own, ownerOf } from './model.ts';
import { Namespace } from './names.ts';
import type { Script } from './script.ts';
import type { Place, Word } from './step.ts';
import { write } from './step.ts';

export interface Third {
  readonly n: Instance;
  readonly port: string;
  /** Qualified names of the states that its events change. */
  readonly changes: readonly string[];
}

/** What the members of a bundle hear of others. */
export const thirdsOf = (model: Model, { members }: Bundle): Third[] =>
  members.flatMap((n) =>
    Object.entries(n.def.inputs)
      .filter(([port, def]) => def.kind === 'spikes' && !sideOf(def.axis) && model.into(n, port).length > 0)
      .map(([port]) => ({ n, port, changes: Object.keys(n.def.on[port] ?? {}).map((s) => own(n, s)) })),
  );

/** `python`: the synapses; `variables`: what their states are called there, by qualified name. */
export function writeThird(
  model: Model,
  { n, port }: Third,
  script: Script,
  python: string,
  variables: ReadonlyMap<string, string>,
): void {
  const ns = new Namespace();
  const word: Word = (q) => {
    const dim = model.dimOf(q);
    if (q === 't' || q === 'dt') return { text: q, dim };
    const [id, what] = ownerOf(q);
    const variable = variables.get(q);
    if (variable !== undefined) return { text: `${variable}_post`, dim };
    if (!model.isParam(q)) return model.refuse(n, `reads ${what} of ${id} at an event of a third population`);
    return { text: ns.quantity(q, Number(model.node(id).values[what]), dim, what, `${id}_${what}`), dim };
  };
  const place: Place = { word, axis: (_what, q) => (ownerOf(q)[1] === n.def.inputs[port]!.axis ? 'i' : 'j') };
  const lines = Object.entries(n.def.on[port] ?? {}).flatMap(([s, text]) => {
    const q = own(n, s);
    if (s in n.def.outputs) model.refuse(n, `sends ${s} at an event of a third population`);
    if (!variables.has(q)) return [];
    const linear = linearIn(model.formula(n, text), new Set([q]));
    const keeps = 'fault' in linear ? undefined : linear.terms.get(q);
    if ('fault' in linear || keeps?.tag !== 'const' || keeps.value !== 1)
      return model.refuse(n, `on.${port} does more than add to ${s}, and several events of one step do not commute`);
    return [`${word(q).text} += ${write(linear.rest, place)}`];
  });
  if (lines.length === 0) return;
  const wait = Number(n.values['delay'] ?? 0);
  for (const { from } of model.into(n, port)) {
    const cells = script.cells.get(from.node);
    const event = cells?.events.get(from.port);
    if (!cells || event === undefined) return model.refuse(n, `hears ${port} of ${from.node}, which fires no spikes`);
    const name = script.names.of(`${n.id}.${port} from ${from.node}`, `${from.node}_to_${python}`);
    script.object(name, n.id, [
      `${name} = Synapses(${cells.name}, ${python}, on_pre=${quoted(lines)},`,
      `    on_event='${event}',${wait > 0 ? ` delay=${wait}*defaultclock.dt,` : ''}`,
      `    namespace=dict(${ns.written}), name='${name}')`,
      `${name}.connect()`,
      `${name}.pre.when = 'after_thresholds'`,
      `${name}.pre.order = 1`,
    ]);
  }
}
