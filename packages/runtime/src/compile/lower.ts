/**
 * Nodes become rules, rules become kernels. A rule is what a node does at one stage of a tick (set, receive,
 * flow, emit, react), or between ticks (init, event). What a rule sends along a wire is put into the receiver's
 * own formula: a synaptic event is one jump, computed where the event is.
 */
import type { Expr, Stage } from '@neuroloom/core';
import type { Body, Buffer, EventList, Group, Held, Kernel, Loop, Store } from '../program.ts';
import type { Place, Term } from '../term.ts';
import { type Axes, factorsOf } from './axes.ts';
import { type Instance, isFed, type Resolved } from './resolve.ts';
import type { Scope, View } from './scope.ts';
import { CoefficientTable } from './coefficients.ts';
import { heardName, lateName, stepsLate, type Waits, waitsOf } from './waits.ts';

/** Kernels that stay together, and what they must come after. Units are ordered by order.ts. */
export interface Unit {
  readonly key: string;
  readonly node: string;
  readonly kernels: Kernel[];
  readonly after: ReadonlySet<string>;
}
export interface Lowered {
  readonly units: readonly Unit[];
  readonly groups: Map<Group, Kernel[]>;
  readonly lists: Map<string, EventList>;
  readonly held: readonly Held[];
  readonly coefficients: CoefficientTable;
  /** States that their own flow only multiplies: they fade towards 0 and never reach it. */
  readonly dying: readonly string[];
}

/** `given`: states whose first values are listed, so that no kernel makes them. */
export function lower(
  graph: Resolved,
  axes: Axes,
  scope: Scope,
  delays: ReadonlyMap<string, number>,
  given: ReadonlySet<string>,
): Lowered {
  return new Lowering(graph, axes, scope, delays, given).run();
}

class Lowering {
  readonly graph: Resolved;
  readonly axes: Axes;
  readonly scope: Scope;
  readonly delays: ReadonlyMap<string, number>;
  readonly given: ReadonlySet<string>;
  readonly waits: Waits;
  readonly units = new Map<string, Unit>();
  readonly groups = new Map<Group, Kernel[]>([
    ['init-run', []],
    ['init-trial', []],
    ['hold', []],
  ]);
  readonly lists = new Map<string, EventList>();
  readonly held: Held[] = [];
  readonly dying: string[] = [];
  readonly coefficients: CoefficientTable;

  constructor(
    graph: Resolved,
    axes: Axes,
    scope: Scope,
    delays: ReadonlyMap<string, number>,
    given: ReadonlySet<string>,
  ) {
    this.graph = graph;
    this.axes = axes;
    this.scope = scope;
    this.delays = delays;
    this.given = given;
    this.coefficients = new CoefficientTable(scope.terms);
    this.waits = waitsOf(graph, scope, (node, port) => this.#delay(node, port));
    scope.aside = this.waits.aside;
  }

  run(): Lowered {
    for (const n of this.graph.nodes.values()) this.#declare(n);
    this.#feed();
    for (const n of this.graph.nodes.values()) this.#rules(n);
    return {
      units: [...this.units.values()],
      groups: this.groups,
      lists: this.lists,
      held: this.held,
      coefficients: this.coefficients,
      dying: this.dying,
    };
  }

  /** Memory for a node's states, outputs and held inputs. */
  #declare(n: Instance): void {
    const { buffers } = this.scope;
    for (const [s, def] of Object.entries(n.def.state)) {
      const a = this.axes.of(n.id, def.axis);
      buffers.set(`${n.id}.${s}`, {
        name: `${n.id}.${s}`,
        type: def.kind === 'steps' ? 'int' : 'real',
        length: a.length,
        keep: def.keep,
        ...(def.role ? { role: def.role } : {}),
        ...(a.space ? { space: a.space } : a.name === undefined ? {} : { axis: a.name }),
      });
    }
    for (const [port, def] of Object.entries(n.def.outputs)) {
      const along = this.#along(n.id, def.axis);
      const name = `${n.id}.${port}`;
      if (def.kind === 'spikes') this.lists.set(name, { name, ...along, slots: 1 + this.#longestDelay(n.id, port) });
      if (def.kind === 'signal' && this.#materialised(n, port))
        this.#declareSignal(n, port, { name, type: 'real', ...along, keep: false });
    }
    for (const [port, def] of Object.entries(n.def.inputs)) {
      if (def.kind !== 'signal' || this.scope.wiresInto(n.id, port)[0]?.from.plane !== 'stream') continue;
      const buffer = `${n.id}.${port}`;
      const along = this.#along(n.id, def.axis);
      buffers.set(buffer, { name: buffer, type: 'real', ...along, keep: false });
      this.held.push({ port: buffer, buffer, length: along.length, steady: def.steady ?? false });
    }
  }

  /** How long an axis is, and its name unless it is a single number. */
  #along(node: string, of: string): { readonly length: number; readonly axis?: string } {
    const { length, name: axis } = this.axes.of(node, of);
    return { length, ...(axis === undefined ? {} : { axis }) };
  }

  /** A signal's memory, and that of what it was, where it is late. */
  #declareSignal(n: Instance, port: string, buffer: Buffer): void {
    const { buffers } = this.scope;
    const [slots, late] = [stepsLate(n), lateName(n, port)];
    buffers.set(buffer.name, slots === 1 ? { ...buffer, slots } : buffer);
    if (late !== buffer.name) buffers.set(late, { ...buffer, name: late, slots });
    if (!this.waits.aside.has(n.id)) return;
    const aside = { ...buffer, name: heardName(n, port, this.waits.aside) };
    buffers.set(aside.name, aside);
    const { terms } = this.scope;
    const at = n.def.outputs[port]!.axis === 'scalar' ? 'zero' : 'element';
    const stores: Store[] = [{ buffer: aside.name, place: at, value: terms.load(late, at) }];
    this.#unit(n, 'aside').kernels.push({
      name: `${n.id} aside ${port}`,
      loop: this.scope.loop(n, n.def.outputs[port]!.axis),
      body: { stores, emits: [], folds: [] },
    });
  }

  /** Lists of what fires outside: one for each operator's output, whoever hears it. */
  #feed(): void {
    for (const { from, to } of this.graph.wires.filter(isFed)) {
      const name = `${from.node}.${from.port}`;
      const along = this.#along(to.node, to.def.axis);
      this.lists.set(name, { name, ...along, slots: 1 + this.#longestDelay(from.node, from.port), fed: true });
    }
  }

  /** An output that is a state under another name needs memory of its own only where other rules read it. */
  #materialised(n: Instance, port: string): boolean {
    const bare = Object.hasOwn(n.def.state, n.def.emit[port] ?? '');
    return !bare || this.scope.wiresFrom(n.id, port).some((w) => w.to.plane === 'tick');
  }

  #longestDelay(node: string, port: string): number {
    const wires = this.scope.wiresFrom(node, port).filter((w) => w.to.plane === 'tick');
    return Math.max(0, ...wires.map((w) => this.#delay(w.to.node, w.to.port)));
  }

  /** Ticks between an event and its arrival at a port: those of the synapses behind its axis, or the node's own. */
  #delay(node: string, port: string): number {
    return this.delays.get(`${node}.${port}`) ?? 0;
  }

  #rules(n: Instance): void {
    const { def } = n;
    const { inits, integrated, emits, ons, dying } = this.scope.rules(n);
    for (const s of dying) this.dying.push(`${n.id}.${s}`);
    for (const [s, e] of inits) {
      if (this.given.has(`${n.id}.${s}`)) continue;
      const group = def.state[s]!.keep ? 'init-run' : 'init-trial';
      this.#assign(n, def.state[s]!.axis, [[s, e]], `${n.id} init ${s}`, this.groups.get(group)!);
    }
    for (const [port, rule] of ons) {
      const side = def.inputs[port] ?? def.outputs[port]!;
      if (side.kind === 'event') {
        // What nobody calls for never happens, and writes nothing: weights without any other writer stay constants.
        if (this.scope.wiresInto(n.id, port).length === 0) continue;
        const group: Group = `event:${n.id}.${port}`;
        this.groups.set(group, []);
        this.#jump(n, port, rule, this.groups.get(group)!, null);
      } else if (side.kind === 'spikes') {
        const own = port in def.outputs;
        const unit = this.#unit(n, own ? 'react' : `on:${port}`);
        const sources = own
          ? [`${n.id}.${port}`]
          : this.scope.wiresInto(n.id, port).map((w) => `${w.from.node}.${w.from.port}`);
        for (const list of sources)
          this.#jump(n, port, rule, unit.kernels, { list, delay: own ? 0 : this.#delay(n.id, port) });
      }
    }
    const coefficients = this.coefficients.add(n, integrated.coefficients, this.scope);
    const flow = this.#unit(n, 'flow').kernels;
    const given = this.#stages(n, integrated.stages, flow, coefficients);
    this.#grouped(n, [...integrated.updates], flow, 'flow', given);
    const live = emits.filter(
      ([port]) => def.outputs[port]?.kind === 'spikes' || this.scope.buffers.has(`${n.id}.${port}`),
    );
    const out = this.#unit(n, 'emit').kernels;
    for (const [port, e] of live) {
      const { axis, kind } = def.outputs[port]!;
      const before: Kernel[] = [];
      const value = this.scope.lower(e, this.scope.view(n, axis), before);
      const body: Body =
        kind === 'spikes'
          ? { stores: [], folds: [], emits: [{ list: `${n.id}.${port}`, when: value }] }
          : {
              emits: [],
              folds: [],
              stores: [...new Set([`${n.id}.${port}`, lateName(n, port)])].map((buffer) => ({
                buffer,
                place: 'element' as const,
                value: this.scope.terms.real(value),
              })),
            };
      out.push(...before, { name: `${n.id} emit ${port}`, loop: this.scope.loop(n, axis), body });
    }
  }

  /**
   * Values that several updates of a flow share: equal terms are one term, so binding their names is all. What they
   * fold over an axis is folded `before`.
   */
  #stages(
    n: Instance,
    stages: readonly Stage[],
    before: Kernel[],
    coefficients: ReadonlyMap<string, Term>,
  ): ReadonlyMap<string, Term> {
    const given = new Map(coefficients);
    for (const s of stages) {
      const view = this.scope.view(n, n.def.state[s.state]!.axis, new Map(given));
      given.set(s.name, this.scope.lower(s.value, view, before));
    }
    return given;
  }

  #unit(n: Instance, stage: string): Unit {
    const key = `${n.id}:${stage}`;
    let unit = this.units.get(key);
    if (!unit) {
      unit = { key, node: n.id, kernels: [], after: this.waits.after.get(key) ?? new Set() };
      this.units.set(key, unit);
    }
    return unit;
  }

  /** Assignments by axis, larger axes first: they may read the smaller ones, never the other way round. */
  #grouped(
    n: Instance,
    all: readonly (readonly [string, Expr])[],
    into: Kernel[],
    what: string,
    given: ReadonlyMap<string, Term>,
  ): void {
    const axes = [...new Set(all.map(([s]) => n.def.state[s]!.axis))].sort(
      (a, b) => Number(!factorsOf(n, a)) - Number(!factorsOf(n, b)),
    );
    const kernels: Kernel[] = [];
    for (const axis of axes)
      this.#assign(
        n,
        axis,
        all.filter(([s]) => n.def.state[s]!.axis === axis),
        `${n.id} ${what}`,
        kernels,
        given,
      );
    into.push(...kernels);
  }

  #assign(
    n: Instance,
    axis: string,
    all: readonly (readonly [string, Expr])[],
    name: string,
    into: Kernel[],
    given: ReadonlyMap<string, Term> = new Map(),
  ): void {
    const view = this.scope.view(n, axis, given);
    const before: Kernel[] = [];
    const stores = all.map(([s, e]) =>
      this.#store(n, s, axis === 'scalar' ? 'zero' : 'element', this.scope.lower(e, view, before)),
    );
    into.push(...before, { name, loop: this.scope.loop(n, axis), body: { stores, emits: [], folds: [] } });
  }

  #store(n: Instance, s: string, place: Place, value: Term): Store {
    const { terms } = this.scope;
    const buffer = this.scope.buffers.get(`${n.id}.${s}`)!;
    if (buffer.type === 'real') return { buffer: buffer.name, place, value: terms.real(value) };
    if (value.type === 'int') return { buffer: buffer.name, place, value };
    if (value.op === 'const' && Number.isInteger(value.value))
      return { buffer: buffer.name, place, value: terms.constant(value.value, 'int') };
    return this.scope.fail(n, `state ${s} counts ticks and is set to a real number`, 'use ticks(…)');
  }

  /** One rule at an event: sends first (they read the traces as they were), then the node's own jumps. */
  #jump(
    n: Instance,
    port: string,
    rule: readonly (readonly [string, Expr])[],
    into: Kernel[],
    events: { readonly list: string; readonly delay: number } | null,
  ): void {
    const trigger = (n.def.inputs[port] ?? n.def.outputs[port])!.axis;
    const sent = rule.filter(([to]) => !(to in n.def.state));
    const kept = rule.filter(([to]) => to in n.def.state);
    const before: Kernel[] = [];
    const kernels: Kernel[] = [];
    for (const [to, e] of sent) this.#send(n, port, to, e, trigger, events, before, kernels);
    const axes = [...new Set(kept.map(([s]) => n.def.state[s]!.axis))].sort(
      (a, b) => Number(!factorsOf(n, a)) - Number(!factorsOf(n, b)),
    );
    for (const axis of axes) {
      const loop = this.#eventLoop(n, trigger, axis, events);
      const view = this.scope.view(n, loop.inner);
      const stores = kept
        .filter(([s]) => n.def.state[s]!.axis === axis)
        .map(([s, e]) => this.#store(n, s, view.places.get(axis)!, this.scope.lower(e, view, before)));
      kernels.push({ name: `${n.id} on ${port}`, loop: loop.loop, body: { stores, emits: [], folds: [] } });
    }
    into.push(...before, ...kernels);
  }

  /** The loop of a rule triggered on one axis that writes on another, and the axis it runs over. */
  #eventLoop(
    n: Instance,
    trigger: string,
    target: string,
    events: { readonly list: string; readonly delay: number } | null,
  ): { loop: Loop; inner: string } {
    if (!events) return { loop: this.scope.loop(n, target), inner: target };
    const { list, delay } = events;
    const a = this.axes.of(n.id, trigger);
    if (target === trigger || target === 'scalar')
      return { loop: { over: 'events', list, delay, ...(a.of ? { columns: a.columns! } : {}) }, inner: trigger };
    for (const whole of new Set([target, ...Object.keys(n.def.axes), 'synapse'])) {
      const of = factorsOf(n, whole);
      if (!of || !of.includes(trigger) || (whole !== target && !of.includes(target))) continue;
      const space = this.axes.of(n.id, whole)?.space;
      if (!space) continue;
      return {
        loop: of[0] === trigger ? { over: 'rows', list, space } : { over: 'columns', list, space },
        inner: whole,
      };
    }
    return this.scope.fail(
      n,
      `an event on '${trigger}' cannot write on '${target}'`,
      'put the state on an axis that the event touches',
    );
  }

  #send(
    n: Instance,
    port: string,
    to: string,
    e: Expr,
    trigger: string,
    events: { readonly list: string; readonly delay: number } | null,
    before: Kernel[],
    into: Kernel[],
  ): void {
    const out = n.def.outputs[to]!;
    const { loop, inner } = this.#eventLoop(n, trigger, out.axis, events);
    const view: View = this.scope.view(n, inner);
    const place = view.places.get(out.axis) ?? 'zero';
    for (const w of this.scope.wiresFrom(n.id, to)) {
      if (w.to.plane !== 'tick') continue;
      const m = this.graph.nodes.get(w.to.node)!;
      const rule = m.def.on[w.to.port];
      if (!rule) continue;
      const value = this.scope.lower(e, view, before);
      const there = this.scope.receiving(m, w.to.def.axis, place, new Map([[w.to.port, value]]));
      const stores = Object.entries(rule).map(([s, text]) => {
        const at = there.places.get(m.def.state[s]!.axis);
        if (!at) return this.scope.fail(m, `on.${w.to.port} changes ${s}, which is not on the axis of ${w.to.port}`);
        return this.#store(m, s, at, this.scope.lower(this.scope.formula(m, text), there, before));
      });
      into.push({ name: `${n.id} on ${port} → ${m.id}`, loop, body: { stores, emits: [], folds: [] } });
    }
  }
}
