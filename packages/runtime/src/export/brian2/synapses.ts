/**
 * All nodes that share the synapses between two populations, as one Synapses object: a projection delivers, rules
 * keep traces there and change its weights.
 */
import type { Expr } from '@neuroloom/core';
import { brian2Dimension, brian2Unit, linearIn, namesIn, readsOf } from '@neuroloom/core';
import type { Instance } from '../../compile/resolve.ts';
import type { Cells } from './cells.ts';
import { quoted } from './cells.ts';
import type { Model } from './model.ts';
import { own, ownerOf } from './model.ts';
import { Namespace } from './names.ts';
import type { Plan } from './plan.ts';
import { orderAt } from './plan.ts';
import type { Script } from './script.ts';
import type { Place, Word } from './step.ts';
import { integration, stepFunction, write } from './step.ts';
import { LATE, sumOf } from './sums.ts';
import type { Bundle } from './bundles.ts';
import type { Effect } from './effects.ts';
import { readsCells, readsWhatCounts, statements } from './effects.ts';
import { connectText, spreadTicks } from './bundles.ts';
import type { Side } from './ends.ts';
import { endOf, meant, sideOf } from './ends.ts';
import type { Third } from './thirds.ts';
import { thirdsOf, writeThird } from './thirds.ts';

export function writeSynapses(model: Model, bundle: Bundle, plan: Plan, script: Script): void {
  new Writer(model, bundle, plan, script).run();
}

type Rules = readonly { readonly n: Instance; readonly rule: Readonly<Record<string, string>> }[];

class Writer {
  readonly model: Model;
  readonly bundle: Bundle;
  readonly plan: Plan;
  readonly script: Script;
  readonly ns = new Namespace();
  readonly variables = new Map<string, string>();
  readonly lead: Instance;
  readonly place: Place;
  readonly pre: Cells;
  readonly post: Cells;
  readonly event: string;
  readonly postEvent: string;
  readonly thirds: readonly Third[];
  /** Rules that fire events of their own: what they do then is looked at in every step. */
  readonly acting: readonly { readonly n: Instance; readonly port: string }[];

  constructor(model: Model, bundle: Bundle, plan: Plan, script: Script) {
    this.model = model;
    this.bundle = bundle;
    this.plan = plan;
    this.script = script;
    this.lead = bundle.members[0]!;
    const word: Word = (q) => this.#word(q);
    this.place = { word, axis: (_what, q) => this.#axis(q) };
    const pre = endOf(model, bundle, script, 'pre');
    const post = endOf(model, bundle, script, 'post');
    this.pre = pre?.cells ?? model.refuse(this.lead, 'hears no population', 'wire one to it');
    this.post = post?.cells ?? model.refuse(this.lead, 'reaches no population', 'wire it to one');
    // Brian2 takes no variable of synapses that is called like one of the neurons at their ends.
    for (const { variables } of [this.pre, this.post]) this.ns.names.avoid(variables.values());
    this.event = pre?.event ?? 'spike';
    this.postEvent = post?.event ?? 'spike';
    this.thirds = thirdsOf(model, bundle);
    this.acting = bundle.members.flatMap((n) =>
      Object.entries(n.def.outputs).flatMap(([port, p]) => (p.kind === 'spikes' ? [{ n, port }] : [])),
    );
  }

  #axis(q: string): string {
    const [id, axis] = ownerOf(q);
    if (this.bundle.members.some((n) => n.id === id)) return axis === 'post' ? 'j' : 'i';
    return id === this.post.id ? 'j' : 'i';
  }

  #word(q: string): { text: string; dim: ReturnType<Model['dimOf']> } {
    const { model } = this;
    const dim = model.dimOf(q);
    if (q === 't' || q === 'dt') return { text: q, dim };
    const [id, what] = ownerOf(q);
    const variable = this.variables.get(q);
    if (variable !== undefined) return { text: variable, dim };
    const n = model.node(id);
    if (model.isParam(q)) return { text: this.ns.quantity(q, Number(n.values[what]), dim, what, `${id}_${what}`), dim };
    if (id === this.post.id && this.post.variables.has(what))
      return { text: `${this.post.variables.get(what)!}_post`, dim };
    const input = n.def.inputs[what];
    const wire = input ? model.into(n, what)[0] : undefined;
    const side = input ? sideOf(input.axis) : null;
    const cells = side === 'pre' ? this.pre : side === 'post' ? this.post : undefined;
    if (wire && cells?.id === wire.from.node)
      return { text: `${cells.variables.get(`out ${wire.from.port}`)!}_${side!}`, dim };
    return model.refuse(n, `reads ${what}, which its synapses cannot see in Brian2`);
  }

  run(): void {
    const { model, bundle, script, lead } = this;
    const to = bundle.target;
    const python = script.names.of(`${lead.id} to ${to ?? ''}`, to === undefined ? lead.id : `${lead.id}_${to}`);
    const states = bundle.members.flatMap((n) =>
      Object.keys(n.def.state)
        .filter((s) => !model.fixedState(n, s))
        .map((s) => ({ n, s, q: own(n, s) })),
    );
    const used = this.#used(states);
    for (const { n, s, q } of used) this.variables.set(q, this.ns.names.of(q, s, `${n.id}_${s}`));
    const attached = bundle.members.filter((n) => model.isAttached(n));
    const spread = bundle.space?.sparse?.stretches ? spreadTicks(bundle.space) : null;
    const ticks = spread ? 0 : model.delayOf(lead);
    for (const n of attached)
      if (model.delayOf(n) !== ticks)
        model.refuse(
          n,
          `hears its source after ${model.delayOf(n)} steps, and the synapses after ${ticks}`,
          'give both the same delay',
        );
    for (const n of bundle.members) {
      const heard = this.acting.find((a) => a.n === n && model.from(n, a.port).length > 0);
      if (heard) model.refuse(n, `fires ${heard.port} for others to hear, and Brian2's synapses fire no events`);
    }

    const { equations, clocked } = this.#flows(used, python);
    const summed = this.#sums();
    equations.push(...summed.equations);
    const [arriving, firing] = [this.#rules('pre'), this.#rules('post')];
    const others = (rules: Rules): Rules => rules.filter(({ n }) => !attached.includes(n));
    const before = this.#own(arriving.filter(({ n }) => attached.includes(n)));
    const deliver = this.#effects(arriving, 'increment');
    const learn = [...this.#effects(arriving, 'dw'), ...this.#own(others(arriving))];
    const after = [...this.#effects(firing, 'dw'), ...this.#own(others(firing))];
    const incremental = this.#effects(firing, 'increment');
    if (incremental.length > 0) model.refuse(lead, 'delivers at postsynaptic spikes');

    // Rules that read a neuron's signal do so when it is new; everything else happens on arrival, before any flow.
    const late = learn.some(({ e }) => readsCells(model, e));
    const onPre = new Map<string, readonly Effect[]>();
    if (deliver.length > 0 || (learn.length > 0 && !late)) onPre.set('pre', [...deliver, ...(late ? [] : learn)]);
    if (late) onPre.set('learn', learn);
    const early = this.plan.early.has(this.pre.id);
    const counting = deliver.some(({ e }) => readsWhatCounts(model, e));
    const arrives = early || learn.length > 0 || counting || !this.#onlyWeights(used);
    const options: string[] = [];
    const settings: string[] = [];
    if (onPre.size > 0) {
      const first = statements(before);
      const code = [...onPre].map(
        ([path, effects]) => `'${path}': ${quoted([...(path === 'pre' ? first : []), ...statements(effects)])}`,
      );
      options.push(
        onPre.size === 1 && onPre.has('pre') ? `on_pre=${code[0]!.slice(7)}` : `on_pre={${code.join(', ')}}`,
      );
    }
    if (after.length > 0) options.push(`on_post=${quoted(statements(after))}`);
    if (this.event !== 'spike' || this.postEvent !== 'spike')
      options.push(`on_event={'pre': '${this.event}', 'post': '${this.postEvent}'}`);
    const wait = onPre.has('pre') ? (early ? ticks : ticks - 1) : 0;
    const delays = [
      ...(wait > 0 ? [`'pre': ${wait}*defaultclock.dt`] : []),
      ...(onPre.has('learn') && ticks > 0 ? [`'learn': ${ticks}*defaultclock.dt`] : []),
    ];
    if (delays.length > 0) options.push(`delay={${delays.join(', ')}}`);
    if (spread) {
      const steps = script.array(`${python}.delay`, spread);
      if (onPre.has('pre')) settings.push(`${python}.pre.delay = (${steps}${early ? '' : ' - 1'}) * defaultclock.dt`);
      if (onPre.has('learn')) settings.push(`${python}.learn.delay = ${steps} * defaultclock.dt`);
    }
    if (onPre.has('pre') && arrives) settings.push(`${python}.pre.when = 'before_groups'`);
    if (onPre.has('pre')) settings.push(`${python}.pre.order = ${script.nextOrder()}`);
    if (onPre.has('learn')) settings.push(`${python}.learn.when = 'after_thresholds'`);
    if (after.length > 0) settings.push(`${python}.post.when = 'after_thresholds'`, `${python}.post.order = 1`);
    if (clocked) settings.push(`${python}.state_updater.when = 'before_resets'`);
    if (clocked) options.push(`method=${clocked}`);
    for (const { n, s, q } of used) {
      const v = this.variables.get(q)!;
      if (n.def.state[s]!.kind === 'steps')
        settings.push(`${python}.run_regularly('${v} = ${v} - int(${v} > 0)', when='start')`);
    }
    for (const code of this.#acts())
      settings.push(`${python}.run_regularly(${quoted(code)}, when='before_resets', order=1)`);
    settings.push(...summed.settings.map((s) => `${python}.${s}`));

    for (const { n, s, q } of used)
      script.states.push({
        name: `${n.id}.${s}`,
        group: python,
        variable: this.variables.get(q)!,
        unit: brian2Unit(model.dimOf(q)),
        stays: n.def.state[s]!.axis === 'synapse' && !(s in n.def.flow),
      });
    script.object(python, lead.id, [
      `${python} = Synapses(${this.pre.name}, ${this.post.name}, '''`,
      ...equations.map((line) => `    ${line}`),
      `    ''', ${[...options, `namespace=dict(${this.ns.written})`, `name='${python}'`].join(',\n    ')})`,
      connectText(bundle, python, script),
      ...settings,
      ...used.flatMap(({ n, s, q }) => this.#start(n, s, `${python}.${this.variables.get(q)!}`)),
    ]);
    for (const third of this.thirds) writeThird(model, third, script, python, this.variables);
    for (const n of bundle.members) if (model.draws(n)) script.statistical.push(n.id);
  }

  /** Whether no state of the synapses moves or jumps. */
  #onlyWeights(used: readonly { readonly n: Instance; readonly s: string }[]): boolean {
    return used.every(({ n, s }) => !(s in n.def.flow) && !Object.values(n.def.on).some((rule) => s in rule));
  }

  /** States that something reads, or that are weights. */
  #used<T extends { readonly n: Instance; readonly s: string; readonly q: string }>(states: readonly T[]): T[] {
    const { model } = this;
    const read = new Set<string>();
    for (const n of this.bundle.members) {
      for (const [port, rule] of Object.entries(n.def.on)) {
        if (!this.#happens(n, port)) continue;
        for (const [to, text] of Object.entries(rule)) {
          if (to in n.def.outputs && model.from(n, to).length === 0) continue;
          for (const q of namesIn(model.formula(n, text))) if (q !== own(n, to)) read.add(q);
        }
      }
      for (const text of Object.values(n.def.flow)) for (const q of namesIn(model.formula(n, text))) read.add(q);
      for (const [port, text] of Object.entries(n.def.emit))
        if (model.from(n, port).length > 0 || this.#happens(n, port))
          for (const q of namesIn(model.formula(n, text))) read.add(q);
    }
    return states.filter(({ n, s, q }) => read.has(q) || n.def.state[s]!.role === 'weights');
  }

  #happens(n: Instance, port: string): boolean {
    return this.model.into(n, port).length > 0 || this.acting.some((a) => a.n === n && a.port === port);
  }

  /** What rules do where an event of their own is due: after all flows, as here. */
  #acts(): string[][] {
    return this.acting.map(({ n, port }) => {
      const rules = [{ n, rule: n.def.on[port] ?? {} }];
      const effects = [...this.#effects(rules, 'dw'), ...this.#own(rules)].map((effect) => {
        const { to, text, reads, is } = effect.assignment;
        const whenDue = `due * (${text}) + (1 - due) * ${to}`;
        return { ...effect, assignment: { is, to, text: whenDue, reads: new Set([...reads, is]) } };
      });
      return [`due = int(${write(this.model.formula(n, n.def.emit[port]!), this.place)})`, ...statements(effects)];
    });
  }

  /** Equations of states: event-driven where the solution is exact between events, else stepped by the clock. */
  #flows(
    used: readonly { n: Instance; s: string; q: string }[],
    python: string,
  ): { equations: string[]; clocked: string | null } {
    const { model } = this;
    const equations: string[] = [];
    const moving = new Map<string, Expr>();
    for (const { n, s, q } of used) if (s in n.def.flow) moving.set(q, model.formula(n, n.def.flow[s]!));
    const methods = new Map(
      used.map(
        ({ n, s, q }) => [q, typeof n.def.method === 'string' ? n.def.method : (n.def.method[s] ?? 'auto')] as const,
      ),
    );
    const all = integration(model, moving, methods, this.place);
    const states = new Set(moving.keys());
    const isEventDriven = (q: string, f: Expr): boolean =>
      this.acting.length === 0 &&
      !this.thirds.some(({ changes }) => changes.includes(q)) &&
      all.used.get(q) === 'exact' &&
      readsOf(f, states).every((r) => r === q) &&
      [...namesIn(f)].every((r) => r === q || model.isParam(r)) &&
      all.method === 'exact';
    const clock = new Map([...moving].filter(([q, f]) => !isEventDriven(q, f)));
    const steps = clock.size > 0 ? integration(model, clock, methods, this.place) : null;
    for (const { n, s, q } of used) {
      const variable = this.variables.get(q)!;
      const unit = n.def.state[s]!.kind === 'steps' ? 'integer' : brian2Dimension(model.dimOf(q));
      const f = moving.get(q);
      if (!f) equations.push(`${variable} : ${unit}`);
      else if (!clock.has(q)) equations.push(`d${variable}/dt = ${write(f, this.place)} : ${unit} (event-driven)`);
      else {
        const text = steps!.method ? write(f, this.place) : `0*${brian2Dimension(model.perTime(q))}`;
        equations.push(`d${variable}/dt = ${text} : ${unit} (clock-driven)`);
      }
    }
    if (steps && !steps.method) this.script.functions.push(stepFunction(`${python}_step`, this.lead.id, steps));
    return { equations, clocked: steps ? (steps.method ? `'${steps.method}'` : `${python}_step`) : null };
  }

  #effects(rules: Rules, kind: 'increment' | 'dw'): Effect[] {
    const { model } = this;
    const effects: Effect[] = [];
    for (const { n, rule } of rules) {
      for (const [to, text] of Object.entries(rule)) {
        const out = n.def.outputs[to];
        if (!out || (kind === 'increment') !== (out.kind === 'increment')) continue;
        const sent = model.formula(n, text);
        for (const w of model.from(n, to)) {
          const m = model.node(w.to.node);
          if (kind === 'increment' && !meant(this.bundle, w)) continue;
          if (kind === 'dw' && !this.bundle.members.includes(m)) model.refuse(n, `changes the synapses of ${m.id}`);
          for (const [s, jump] of Object.entries(m.def.on[w.to.port] ?? {})) {
            if (model.fixedState(m, s)) continue;
            const e = model.formula(m, jump, new Map([[w.to.port, sent]]));
            effects.push(this.#effect(m, s, e, kind === 'increment'));
          }
        }
      }
    }
    return effects;
  }

  #rules(side: Side): Rules {
    return this.bundle.members.flatMap((n) =>
      Object.entries(n.def.on)
        .filter(([port]) => {
          const def = n.def.inputs[port];
          return def?.kind === 'spikes' && sideOf(def.axis) === side && this.model.into(n, port).length > 0;
        })
        .map(([, rule]) => ({ n, rule })),
    );
  }

  #effect(m: Instance, s: string, e: Expr, added: boolean): Effect {
    const q = own(m, s);
    if (!added) {
      const assignment = { is: q, to: this.variables.get(q)!, text: write(e, this.place), reads: namesIn(e) };
      return { assignment, added, e };
    }
    const linear = linearIn(e, new Set([q]));
    const keeps = 'fault' in linear ? undefined : linear.terms.get(q);
    if ('fault' in linear || keeps?.tag !== 'const' || keeps.value !== 1)
      return this.model.refuse(
        m,
        `on.${s} does more than add to ${s}, and several events of one step do not commute in Brian2`,
      );
    const to = `${this.post.variables.get(s)!}_post`;
    return { assignment: { is: q, to, text: write(linear.rest, this.place), reads: namesIn(linear.rest) }, added, e };
  }

  #own(rules: Rules): Effect[] {
    return rules.flatMap(({ n, rule }) =>
      Object.entries(rule)
        .filter(([s]) => s in n.def.state && this.variables.has(own(n, s)))
        .map(([s, text]) => this.#effect(n, s, this.model.formula(n, text), false)),
    );
  }

  /** Weighted sums that targets read as signals. */
  #sums(): { readonly equations: string[]; readonly settings: string[] } {
    const { model } = this;
    const equations: string[] = [];
    const settings: string[] = [];
    for (const n of this.bundle.members) {
      for (const [port, def] of Object.entries(n.def.outputs)) {
        if (def.kind !== 'signal' || model.isAttached(n) || model.from(n, port).length === 0) continue;
        const { body, late } = sumOf(model, n, port);
        const relay = this.script.relays.get(n.id)?.variables.get(`sum ${port}`);
        const into: readonly (readonly [string, string])[] = relay
          ? [[n.id, relay]]
          : model.from(n, port).map((w) => {
              const { variables } = this.post;
              return [w.to.node, variables.get(`sum ${w.to.port}`) ?? variables.get(w.to.port)!];
            });
        for (const [id, variable] of into) {
          const unit = brian2Dimension(model.dimOfFormula(body));
          equations.push(`${variable}_post = ${write(body, this.place)} : ${unit} (summed)`);
          const updater = `summed_updaters['${variable}_post']`;
          if (late) settings.push(`${updater}.${LATE.sum}`, `${updater}.${LATE.order}`);
          else settings.push(`${updater}.order = ${orderAt(this.plan, id, 'hear')}`);
        }
      }
    }
    return { equations, settings };
  }

  /** First values, one for each synapse: a state of a side is that of the neuron there. */
  #start(n: Instance, s: string, variable: string): string[] {
    const def = n.def.state[s]!;
    const unit = brian2Unit(this.model.dimOf(own(n, s)));
    const side =
      def.axis === 'pre'
        ? `[${variable.split('.')[0]!}.i]`
        : def.axis === 'post'
          ? `[${variable.split('.')[0]!}.j]`
          : '';
    return this.script.start(`${n.id}.${s}`, variable, unit, { at: side, constant: this.model.firstNumber(n, s) });
  }
}
