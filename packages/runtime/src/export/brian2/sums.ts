/** What synapses add up for each of their targets and hand on as a signal: the sum, and what is made of it. */
import type { Expr } from '@neuroloom/core';
import { brian2Dimension } from '@neuroloom/core';
import type { Instance } from '../../compile/resolve.ts';
import type { Model } from './model.ts';
import { own } from './model.ts';
import { Names } from './names.ts';
import type { Plan } from './plan.ts';
import type { Script } from './script.ts';

export interface Sum {
  /** What each synapse adds. */
  readonly body: Expr;
  /** Name of the sum in `made`, which is no more than that name where `plain`. */
  readonly name: string;
  readonly made: Expr;
  readonly plain: boolean;
  /** It is felt one step later. */
  readonly late: boolean;
}

/**
 * When a late signal takes its value: it is added up before anything is learnt or reset, and read until the rules of
 * the step have read it.
 */
export const LATE = { sum: "when = 'after_thresholds'", order: 'order = -1', keep: "when='before_resets', order=2" };

/** Refuses what is no sum over sources. */
export function sumOf(model: Model, n: Instance, port: string): Sum {
  const name = own(n, `sum ${port}`);
  const found: Expr[] = [];
  const taken = (e: Expr): Expr => {
    if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return e;
    if (e.tag !== 'reduce') return { ...e, args: e.args.map(taken) };
    if (e.op !== 'sum' || !e.axis?.endsWith('pre')) return e;
    found.push(e.args[0]!);
    return { tag: 'name', name, at: e.at };
  };
  const made = taken(model.formula(n, n.def.emit[port]!));
  const [body, other] = found;
  if (!body || other)
    return model.refuse(n, `sends ${port}, and Brian2's synapses can only add up what comes from their sources`);
  model.introduce(name, body);
  return { body, name, made, plain: made.tag === 'name', late: Number(n.values['delay'] ?? 0) > 0 };
}

/** Sums that other synapses read stand in a group of their own, as Brian2's synapses lead from group to group. */
export function writeRelays(model: Model, plan: Plan, script: Script): void {
  for (const id of plan.relays) {
    const n = model.node(id);
    const ports = Object.entries(n.def.outputs).filter(
      ([port, p]) => p.kind === 'signal' && model.from(n, port).length > 0,
    );
    const variables = new Map<string, string>();
    const equations: string[] = [];
    const after: string[] = [];
    const name = script.names.of(`${id} relay`, `${id}_${ports[0]![0]}`);
    const names = new Names();
    for (const [port, def] of ports) {
      const { plain, late } = sumOf(model, n, port);
      if (!plain) model.refuse(n, `sends ${port} to other synapses, and it is more than a sum`);
      const variable = names.of(port, port);
      const sum = late ? names.of(`sum ${port}`, `${port}_sum`) : variable;
      for (const x of new Set([sum, variable])) equations.push(`${x} : ${brian2Dimension(model.dimOfPort(n, def))}`);
      if (late) after.push(`${name}.run_regularly('${variable} = ${sum}', ${LATE.keep})`);
      variables.set(`out ${port}`, variable).set(`sum ${port}`, sum);
    }
    const size = model.length(n, ports[0]![1].axis);
    script.object(name, id, [
      `${name} = NeuronGroup(${size}, '''`,
      ...equations.map((e) => `    ${e}`),
      `    ''', name='${name}')`,
      ...after,
    ]);
    script.relays.set(id, { id, name, size, events: new Map(), variables });
  }
}
