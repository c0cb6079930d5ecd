/**
 * Jumps without a projection: a node that hears spikes itself, and a drive that sends what it makes of its own. Both
 * are synapses from each neuron to its partner.
 */
import { linearIn, namesIn } from '@neuroloom/core';
import type { Instance } from '../../compile/resolve.ts';
import type { Cells } from './cells.ts';
import { assignments, quoted } from './cells.ts';
import type { Model } from './model.ts';
import { own, ownerOf } from './model.ts';
import { Namespace } from './names.ts';
import type { Plan } from './plan.ts';
import type { Script } from './script.ts';
import type { Place, Word } from './step.ts';
import { write } from './step.ts';

/** Spikes that a population hears without synapses between. */
export function writeHearing(model: Model, n: Instance, plan: Plan, script: Script): void {
  for (const [port, rule] of Object.entries(n.def.on)) {
    if (n.def.inputs[port]?.kind !== 'spikes') continue;
    for (const w of model.into(n, port)) {
      const [pre, post] = [script.cells.get(w.from.node)!, script.cells.get(n.id)!];
      const ns = new Namespace();
      const place = placeBetween(model, n, pre, post, ns);
      const jumps = Object.entries(rule)
        .filter(([s]) => s in n.def.state && !model.fixedState(n, s))
        .map(([s, text]) => {
          const e = model.formula(n, text);
          return { is: own(n, s), to: place.word(own(n, s)).text, text: write(e, place), reads: namesIn(e) };
        });
      const ticks = model.delayOf(n);
      // One that flows has already done so when others have fired; one that only counts does not mind.
      const atOnce = ticks === 0 && !plan.early.has(pre.id);
      if (atOnce && Object.keys(n.def.flow).length > 0)
        model.refuse(n, `hears ${pre.id} without delay, and in Brian2 it has flowed by then`, 'give it a delay');
      const wait = plan.early.has(pre.id) ? ticks : ticks - 1;
      const python = script.names.of(`${n.id}.${port} from ${pre.id}`, `${pre.id}_to_${n.id}`);
      script.object(python, n.id, [
        `${python} = Synapses(${pre.name}, ${post.name}, on_pre=${quoted(assignments(jumps))},`,
        `    on_event='${pre.events.get(w.from.port)!}',${wait > 0 ? ` delay=${wait}*defaultclock.dt,` : ''}`,
        `    namespace=dict(${ns.written}), name='${python}')`,
        `${python}.connect(j='i')`,
        `${python}.pre.when = '${atOnce ? 'after_thresholds' : 'before_groups'}'`,
      ]);
    }
  }
}

/** What a drive sends when it fires: felt in the same step, before anything flows. */
export function writeDrive(model: Model, n: Instance, script: Script): void {
  for (const [port, rule] of Object.entries(n.def.on)) {
    for (const [to, text] of Object.entries(rule)) {
      if (n.def.outputs[port]?.kind !== 'spikes' || n.def.outputs[to]?.kind !== 'increment') continue;
      for (const w of model.from(n, to)) {
        const m = model.node(w.to.node);
        const [pre, post] = [script.cells.get(n.id)!, script.cells.get(m.id)!];
        const ns = new Namespace();
        const place = placeBetween(model, m, pre, post, ns);
        const lines = Object.entries(m.def.on[w.to.port] ?? {}).map(([s, jump]) => {
          const e = model.formula(m, jump, new Map([[w.to.port, model.formula(n, text)]]));
          const linear = linearIn(e, new Set([own(m, s)]));
          const keeps = 'fault' in linear ? undefined : linear.terms.get(own(m, s));
          if ('fault' in linear || keeps?.tag !== 'const' || keeps.value !== 1)
            return model.refuse(m, `on.${w.to.port} does more than add to ${s}`);
          return `${place.word(own(m, s)).text} += ${write(linear.rest, place)}`;
        });
        const python = script.names.of(`${n.id}.${to} to ${m.id}`, `${n.id}_to_${m.id}`);
        script.object(python, n.id, [
          `${python} = Synapses(${pre.name}, ${post.name}, on_pre=${quoted(lines)},`,
          `    namespace=dict(${ns.written}), name='${python}')`,
          `${python}.connect(j='i')`,
          `${python}.pre.when = 'before_groups'`,
          `${python}.pre.order = ${script.nextOrder()}`,
        ]);
      }
    }
  }
}

function placeBetween(model: Model, n: Instance, pre: Cells, post: Cells, ns: Namespace): Place {
  const word: Word = (q) => {
    const dim = model.dimOf(q);
    if (q === 't' || q === 'dt') return { text: q, dim };
    const [id, what] = ownerOf(q);
    for (const [cells, side] of [
      [post, 'post'],
      [pre, 'pre'],
    ] as const)
      if (id === cells.id && cells.variables.has(what)) return { text: `${cells.variables.get(what)!}_${side}`, dim };
    if (!model.isParam(q)) return model.refuse(n, `reads ${what} of ${id}, which Brian2 cannot see from here`);
    return { text: ns.quantity(q, Number(model.node(id).values[what]), dim, what, `${id}_${what}`), dim };
  };
  return { word, axis: () => 'j' };
}
