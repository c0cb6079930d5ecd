/** A node that is a population, or a source, as a NeuronGroup. */
import type { Expr, Method } from '@neuroloom/core';
import { brian2Dimension, brian2Quantity, brian2Unit, linearIn, namesIn, TIME } from '@neuroloom/core';
import { factorsOf } from '../../compile/axes.ts';
import type { Instance } from '../../compile/resolve.ts';
import { Fields } from './fields.ts';
import type { Model } from './model.ts';
import { own, ownerOf } from './model.ts';
import { Namespace } from './names.ts';
import type { Plan } from './plan.ts';
import { orderAt } from './plan.ts';
import { refractoriness } from './refractory.ts';
import type { Script } from './script.ts';
import type { Place, Word } from './step.ts';
import { LATE, sumOf } from './sums.ts';
import { integration, methodsUsed, stepFunction, write } from './step.ts';

/** What the rest of the script needs to know of a population. */
export interface Cells {
  readonly id: string;
  /** Name in Python. */
  readonly name: string;
  readonly size: number;
  /** Brian2's event of each spikes output. */
  readonly events: ReadonlyMap<string, string>;
  /** Variables by state or signal input; by `out port` those that others read. */
  readonly variables: ReadonlyMap<string, string>;
}

/** The axis along which a population lies: every state and output must. */
export function mainAxis(model: Model, n: Instance): string {
  const axes = new Set([
    ...Object.entries(n.def.state)
      .filter(([s]) => !model.fixedState(n, s))
      .map(([, d]) => d.axis),
    // One number of all its neurons that nobody hears is no matter.
    ...Object.entries(n.def.outputs).flatMap(([port, p]) =>
      p.axis === 'scalar' && model.from(n, port).length === 0 ? [] : [p.axis],
    ),
  ]);
  const [axis, other] = [...axes];
  if (axis === undefined) return model.refuse(n, 'has neither state nor output');
  if (other !== undefined)
    model.refuse(n, `has states or outputs on '${axis}' and on '${other}', and a NeuronGroup has one axis`);
  return axis;
}

/** `index(axis)` in a group whose elements lie along `main`. */
export function cellAxis(model: Model, n: Instance, main: string): Place['axis'] {
  return (_what, qualified) => {
    const [id, axis] = ownerOf(qualified);
    const of = id === n.id && axis !== main ? factorsOf(n, main) : null;
    const { columns = 0 } = model.axes.of(n.id, main);
    if (of && axis === of[0]) return `floor(i / ${columns})`;
    return of && axis === of[1] ? `(i % ${columns})` : 'i';
  };
}

export function writeCells(model: Model, n: Instance, plan: Plan, script: Script): Cells {
  const axis = mainAxis(model, n);
  const size = model.length(n, axis);
  const python = script.names.of(n.id, n.id);
  const ns = new Namespace();
  const [first, ...others] = Object.keys(n.def.outputs).filter((port) => n.def.outputs[port]!.kind === 'spikes');
  const events = new Map(first === undefined ? [] : [[first, 'spike']]);
  for (const port of others) events.set(port, ns.names.of(`event ${port}`, port));

  const live = Object.keys(n.def.state).filter((s) => !model.fixedState(n, s));
  const flows = new Map(live.filter((s) => s in n.def.flow).map((s) => [s, model.formula(n, n.def.flow[s]!)]));
  const fields = new Fields({ model, n, axis, python, ns, script });
  const condition = first === undefined ? undefined : model.formula(n, n.def.emit[first]!);
  const rest = first !== undefined && others.length === 0 ? refractoriness(model, n, first, flows, condition!) : null;
  const states = live.filter((s) => s !== rest?.counter);
  const variables = new Map(states.map((s) => [s, ns.names.of(own(n, s), s)]));
  const signals = Object.keys(n.def.inputs).filter(
    (p) => n.def.inputs[p]!.kind === 'signal' && model.into(n, p).length > 0,
  );
  for (const port of signals) variables.set(port, ns.names.of(own(n, port), port, `${port}_in`));

  /** What it hears through synapses, by qualified name: sums, and what they hand on. */
  const heard = new Map<string, string>();
  const word: Word = (q) => {
    const dim = model.dimOf(q);
    if (q === 't' || q === 'dt') return { text: q, dim };
    const [id, what] = ownerOf(q);
    const variable = id === n.id ? variables.get(what) : heard.get(q);
    if (variable !== undefined) return { text: variable, dim };
    if (!model.isParam(q)) return model.refuse(n, `reads ${what} of ${id}, which Brian2 cannot see from here`);
    return { text: ns.quantity(q, Number(model.node(id).values[what]), dim, what, `${id}_${what}`), dim };
  };
  const place: Place = { word, axis: cellAxis(model, n, axis) };
  const unit = (s: string): string => brian2Dimension(model.dimOf(own(n, s)));
  const summed =
    (when: 'before' | 'after') =>
    (e: Expr): Expr =>
      fields.taken(e, orderAt(plan, n.id, when), place, (what, variable) => variables.set(what, variable));
  const settled = summed('after');

  const all = rest ? rest.flows : flows;
  const { method } = n.def;
  const qualified = (of: ReadonlyMap<string, Expr>): Map<string, Expr> =>
    new Map([...of].map(([s, f]) => [own(n, s), f]));
  const wished = new Map<string, Method>(
    [...all.keys()].map((s) => [own(n, s), typeof method === 'string' ? method : (method[s] ?? 'auto')]),
  );
  const methods = methodsUsed(model, qualified(all), wished);
  // A sum over the population is held over a step, whatever the method.
  const moving = new Map([...all].map(([s, f]) => [s, summed('before')(f)]));
  const drive = qualified(moving);
  const steps = integration(model, drive, methods, place);
  const holds = rest !== null && rest.ticks > 1;

  const equations = states.map((s) => {
    const variable = variables.get(s)!;
    const f = moving.get(s);
    if (!f) return `${variable} : ${n.def.state[s]!.kind === 'steps' ? 'integer' : unit(s)}`;
    const still = holds && rest.held.has(s) ? ' (unless refractory)' : '';
    // Where the step is a function of its own, the equation only says what moves.
    const text = steps.method ? write(f, place) : `0*${brian2Dimension(model.perTime(own(n, s)))}`;
    return `d${variable}/dt = ${text} : ${unit(s)}${still}`;
  });
  const after: string[] = [];
  const hear = (m: Instance, port: string, variable: string): void => {
    const sample = model.samples.get(`${m.id}.${port}`);
    if (sample) {
      const dim = model.dimOfPort(m, m.def.inputs[port]);
      const held = sample.fades ? ns.names.of(`${own(m, port)} shown`, `${port}_shown`) : variable;
      equations.push(`${held} : ${brian2Dimension(dim)} (constant)`);
      if (sample.fades) {
        const shown = ns.code('shown', script.presence(model.resolved), 'shown');
        equations.push(`${variable} = ${held} * ${shown}(t) : ${brian2Dimension(dim)} (constant over dt)`);
      }
      const unit = brian2Unit(dim);
      const values = script.array(`${m.id}.${port}`, Float64Array.from(sample.data));
      after.push(`${python}.${held} = ${values}${unit === '1' ? '' : ` * ${unit}`}`);
      return;
    }
    const source = model.node(model.into(m, port)[0]!.from.node);
    if (model.isSynaptic(source) && !plan.relays.has(source.id)) {
      hearSum(source, model.into(m, port)[0]!.from.port, port, variable);
      return;
    }
    const signal = signalInto(model, m, port, plan, script, place, ns);
    if (signal.equation) equations.push(`${variable} ${signal.equation}`);
    if (signal.link) script.links.push(() => `${python}.${variable} = ${signal.link!()}`);
  };
  const hearSum = (source: Instance, from: string, port: string, variable: string): void => {
    const { name, made, plain, late } = sumOf(model, source, from);
    const sum = plain && !late ? variable : ns.names.of(name, `${port}_sum`);
    equations.push(`${sum} : ${brian2Dimension(model.dimOf(name))}`);
    if (plain && !late) return;
    heard.set(name, sum);
    variables.set(`sum ${port}`, sum);
    for (const q of namesIn(made)) {
      if (q === name || q === 't' || q === 'dt' || model.isParam(q)) continue;
      const [id, what] = ownerOf(q);
      if (id !== source.id || model.into(source, what).length === 0) continue;
      heard.set(q, ns.names.of(q, what, `${id}_${what}`));
      hear(source, what, heard.get(q)!);
    }
    const unit = brian2Dimension(model.dimOfPort(source, source.def.outputs[from]));
    if (late) {
      equations.push(`${variable} : ${unit}`);
      after.push(`${python}.run_regularly('${variable} = ${write(made, place)}', ${LATE.keep})`);
      return;
    }
    const linear = linearIn(made, new Set([name]));
    if ('fault' in linear || !namesIn(linear.rest).has('t')) {
      equations.push(`${variable} = ${write(made, place)} : ${unit}`);
      return;
    }
    // What moves with t is held over a step.
    const rest = ns.names.of(`${name} rest`, `${port}_rest`);
    const factor = write(linear.terms.get(name)!, place);
    equations.push(`${rest} = ${write(linear.rest, place)} : ${unit} (constant over dt)`);
    equations.push(`${variable} = (${factor}) * ${sum} + ${rest} : ${unit}`);
  };
  for (const port of signals) hear(n, port, variables.get(port)!);
  for (const port of plan.linked.get(n.id) ?? []) {
    const text = n.def.emit[port]!;
    const late = model.latenessOf(n);
    const variable = (late > 0 ? undefined : variables.get(text)) ?? ns.names.of(`out ${port}`, port, `${port}_out`);
    const dim = brian2Dimension(model.dimOfPort(n, n.def.outputs[port]));
    const value = write(settled(model.formula(n, text)), place);
    if (variable !== variables.get(text)) {
      // Kept as a variable: what is linked is read with the constants of whoever reads it. One that is late moves along a
      // line of variables, and is felt in the next step, as it is before anybody is reset.
      const line = Array.from({ length: Math.max(0, late - 1) }, (_, k) =>
        ns.names.of(`${port} ${k}`, `${port}_${k + 1}`),
      );
      for (const x of [variable, ...line]) equations.push(`${x} : ${dim}`);
      const code = [variable, ...line.toReversed()].map((x, k) => `${x} = ${line.at(-1 - k) ?? value}`);
      const when = late > 0 ? LATE.keep : `when='groups', order=${orderAt(plan, n.id, 'send')}`;
      after.push(`${python}.run_regularly(${quoted(code)}, ${when})`);
    }
    variables.set(`out ${port}`, variable);
  }

  const options: string[] = [];
  if (drive.size > 0) options.push(`method=${steps.method ? `'${steps.method}'` : `${python}_step`}`);
  if (first !== undefined) {
    options.push(`threshold='${write(settled(rest ? rest.condition : condition!), place)}'`);
    const reset = jumps(model, n, first, place, settled, rest?.counter);
    if (reset.length > 0) options.push(`reset=${quoted(reset)}`);
    if (holds) options.push(`refractory=${brian2Quantity(Number((rest.ticks * model.dt).toPrecision(12)), TIME)}`);
    const fires = others.map(
      (p) => `'${events.get(p)!}': '${write(settled(model.formula(n, n.def.emit[p]!)), place)}'`,
    );
    if (fires.length > 0) options.push(`events={${fires.join(', ')}}`);
    for (const port of others) {
      const code = jumps(model, n, port, place, settled);
      if (code.length > 0) after.push(`${python}.run_on_event('${events.get(port)!}', ${quoted(code)}, when='resets')`);
    }
    if (plan.early.has(n.id)) after.push(`${python}.thresholder['spike'].when = 'start'`);
  }
  for (const s of states) {
    const v = variables.get(s)!;
    if (n.def.state[s]!.kind === 'steps')
      after.push(`${python}.run_regularly('${v} = ${v} - int(${v} > 0)', when='start')`);
  }
  const order = plan.order.get(n.id) ?? 0;
  if (order > 0) options.push(`order=${orderAt(plan, n.id, 'flow')}`);
  if (!steps.method && drive.size > 0) script.functions.push(stepFunction(`${python}_step`, n.id, steps));
  for (const s of states)
    script.states.push({
      name: `${n.id}.${s}`,
      group: python,
      variable: variables.get(s)!,
      unit: brian2Unit(model.dimOf(own(n, s))),
    });
  const begins = states.flatMap((s) =>
    script.start(`${n.id}.${s}`, `${python}.${variables.get(s)!}`, brian2Unit(model.dimOf(own(n, s))), {
      constant: model.firstNumber(n, s),
    }),
  );
  script.object(python, n.id, [
    `${python} = NeuronGroup(${size}, '''`,
    ...[...equations, ...fields.equations].map((line) => `    ${line}`),
    `    ''', ${[...options, `namespace=dict(${ns.written})`, `name='${python}'`].join(',\n    ')})`,
    ...after,
    ...begins,
  ]);
  fields.write();
  if (model.draws(n)) script.statistical.push(n.id);
  return { id: n.id, name: python, size, events, variables };
}

export const quoted = (lines: readonly string[]): string =>
  lines.length === 1 ? `'${lines[0]!}'` : `'''\n${lines.map((l) => `        ${l}`).join('\n')}\n        '''`;

/** What stands on a signal input: an equation of the receiver, and what it is linked to. */
function signalInto(
  model: Model,
  n: Instance,
  port: string,
  plan: Plan,
  script: Script,
  place: Place,
  ns: Namespace,
): { readonly equation?: string; readonly link?: () => string } {
  const wire = model.into(n, port)[0]!;
  const source = model.node(wire.from.node);
  const unit = brian2Dimension(model.dimOfPort(n, n.def.inputs[port]));
  if (plan.replayed.has(source.id)) {
    const train = script.train(source.id, wire.from.port);
    return { equation: `= ${ns.code(train, train, train)}(t, i) : ${unit} (constant over dt)` };
  }
  if (model.isInline(source)) {
    const e = model.formula(source, source.def.emit[wire.from.port]!);
    return namesIn(e).has('t') ? { equation: `= ${write(e, place)} : ${unit} (constant over dt)` } : {};
  }
  if (wire.from.def.axis === 'scalar') model.refuse(n, `hears one number of ${source.id} with all its elements`);
  // The sender may come later: two populations can hear one another.
  const link = (): string => {
    const sender = (script.cells.get(source.id) ?? script.relays.get(source.id))!;
    return `linked_var(${sender.name}, '${sender.variables.get(`out ${wire.from.port}`)!}')`;
  };
  return { equation: `: ${unit} (linked)`, link };
}

/** What happens to the node's own states at one of its events. */
function jumps(
  model: Model,
  n: Instance,
  port: string,
  place: Place,
  settled: (e: Expr) => Expr,
  without?: string,
): string[] {
  const rule = Object.entries(n.def.on[port] ?? {}).filter(([s]) => s in n.def.state && s !== without);
  return assignments(
    rule.map(([s, text]) => {
      const e = settled(model.formula(n, text));
      return { is: own(n, s), to: place.word(own(n, s)).text, text: write(e, place), reads: namesIn(e) };
    }),
  );
}

export interface Assignment {
  /** Qualified name of the state, and what it is called. */
  readonly is: string;
  readonly to: string;
  readonly text: string;
  readonly reads: ReadonlySet<string>;
}

/** Statements that all read the values from before: through other names where one would read what another has set. */
export function assignments(all: readonly Assignment[]): string[] {
  const clash = all.some((a, k) => all.slice(k + 1).some((b) => b.reads.has(a.is)));
  if (!clash) return all.map(({ to, text }) => `${to} = ${text}`);
  return [...all.map(({ to, text }) => `next_${to} = ${text}`), ...all.map(({ to }) => `${to} = next_${to}`)];
}
