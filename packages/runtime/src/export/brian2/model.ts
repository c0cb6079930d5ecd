/**
 * A graph as its exporter reads it. Formulas of different nodes are put into one another, so every name in them
 * says whose it is (`exc|V`); what cannot change is a number already.
 */
import type { Dim, Expr, PortDef, Problem } from '@neuroloom/core';
import {
  brian2,
  call,
  divDim,
  draws,
  evaluate,
  initOf,
  isConstant,
  namesIn,
  NeuroloomError,
  num,
  ONE,
  parse,
  parseQuantity,
  parseUnit,
  simplify,
  substitute,
  TIME,
} from '@neuroloom/core';
import type { Sample } from './trial.ts';
import type { Axes } from '../../compile/axes.ts';
import type { Instance, Resolved, ResolvedWire } from '../../compile/resolve.ts';

export const own = (n: Instance, what: string): string => `${n.id}|${what}`;
export const ownerOf = (qualified: string): readonly [node: string, what: string] => {
  const at = qualified.lastIndexOf('|');
  return [qualified.slice(0, at), qualified.slice(at + 1)];
};

export class Model {
  readonly resolved: Resolved;
  readonly axes: Axes;
  /** What a trial shows, by input. */
  readonly samples: ReadonlyMap<string, Sample>;
  readonly #arrival: (node: string) => number | undefined;
  readonly #texts = new Map<string, Expr>();
  readonly #dims = new Map<string, Dim>();
  readonly #fixed = new Map<string, Expr | null>();

  /** `arrival`: ticks from a spike to its arrival at synapses, where they share them. */
  constructor(
    resolved: Resolved,
    axes: Axes,
    samples: ReadonlyMap<string, Sample>,
    arrival: (node: string) => number | undefined,
  ) {
    this.samples = samples;
    this.resolved = resolved;
    this.axes = axes;
    this.#arrival = arrival;
  }

  /** Ticks from an event to its arrival at a node. */
  delayOf(n: Instance): number {
    return this.#arrival(n.id) ?? Number(n.values['delay'] ?? 0);
  }
  /** Ticks by which a signal is late: what follows from spikes has been held back where they arrive. */
  latenessOf(n: Instance): number {
    const heard = Object.values(n.def.inputs).some((p) => p.kind === 'spikes');
    return heard ? 0 : Number(n.values['delay'] ?? 0);
  }

  get dt(): number {
    return this.resolved.dt;
  }
  node(id: string): Instance {
    return this.resolved.nodes.get(id)!;
  }
  into(n: Instance, port: string): readonly ResolvedWire[] {
    return this.resolved.wires.filter((w) => w.to.node === n.id && w.to.port === port);
  }
  /** Wires to other nodes of the tick plane. */
  from(n: Instance, port: string): readonly ResolvedWire[] {
    return this.resolved.wires.filter((w) => w.from.node === n.id && w.from.port === port && w.to.plane === 'tick');
  }

  /** Whether the node stands between populations: its states are those of synapses, or of their sides. */
  isSynaptic(n: Instance): boolean {
    const ports = [...Object.values(n.def.inputs), ...Object.values(n.def.outputs)];
    if (ports.some((p) => p.axis === 'pre' || p.axis === 'post' || p.axis === 'synapse' || p.kind === 'dw'))
      return true;
    if (this.isDrive(n)) return false;
    return Object.values(n.def.outputs).some((p) => p.kind === 'increment') || this.isAttached(n);
  }

  /** Whether it sends jumps when it fires itself: a crowd of neurons of which only the effect is there. */
  isDrive(n: Instance): boolean {
    const fires = Object.values(n.def.outputs).some((p) => p.kind === 'spikes');
    return fires && Object.values(n.def.outputs).some((p) => p.kind === 'increment');
  }

  /** Whether it is heard by synapses alone, and hears what they hear: it can live there, on the side of the source. */
  isAttached(n: Instance): boolean {
    const outputs = Object.entries(n.def.outputs);
    if (!outputs.every(([, p]) => p.kind === 'signal') || !Object.values(n.def.inputs).some((p) => p.kind === 'spikes'))
      return false;
    const wires = outputs.flatMap(([port]) => this.from(n, port));
    const delivers = (w: ResolvedWire): boolean =>
      Object.values(this.node(w.to.node).def.outputs).some((p) => p.kind === 'increment');
    return wires.length > 0 && wires.every((w) => w.to.def.axis === 'pre' || delivers(w));
  }

  /** Whether nothing that happens in the network reaches it. */
  isSource(n: Instance): boolean {
    if (this.isSynaptic(n)) return false;
    return Object.entries(n.def.inputs).every(([port, def]) =>
      this.into(n, port).every(
        (w) => def.kind === 'signal' && (w.from.plane === 'stream' || this.isSource(this.node(w.from.node))),
      ),
    );
  }

  /** Whether any of its rules draws random numbers; first values are written out, so their draws do not count. */
  draws(n: Instance): boolean {
    const texts = [
      ...Object.values(n.def.flow),
      ...Object.values(n.def.emit),
      ...Object.values(n.def.on).flatMap((rule) => Object.values(rule)),
    ];
    return texts.some((text) => draws(this.formula(n, text)));
  }

  /** A formula of a node; `given` says what some of its names are. */
  formula(n: Instance, text: string, given: ReadonlyMap<string, Expr> = new Map()): Expr {
    return this.#read(n, text, parse, given);
  }

  /** The first value of a state: a formula, or a quantity such as `0 1/s`. */
  first(n: Instance, state: string): Expr {
    const isParam = (name: string): boolean => name === 'dt' || Object.hasOwn(n.def.params, name);
    return this.#read(n, String(n.def.state[state]!.init), (text) => initOf(text, n.id, isParam), new Map(), 'first ');
  }

  /** The first value of a state that has one number for all, else 0. */
  firstNumber(n: Instance, state: string): number {
    const first = this.first(n, state);
    return isConstant(first, (q) => this.isParam(q)) ? this.value(first) : 0;
  }

  #read(n: Instance, text: string, parsed: (text: string) => Expr, given: ReadonlyMap<string, Expr>, kind = ''): Expr {
    const key = own(n, `${kind}${text}`);
    let e = this.#texts.get(key);
    if (!e) {
      const params = new Map<string, Expr>();
      for (const [p, def] of Object.entries(n.def.params)) {
        const value = n.values[p] ?? def.default;
        if (def.kind === 'formula') params.set(p, parse(String(value)));
        else if (def.kind === 'count' || def.kind === 'ticks') params.set(p, num(Number(value)));
        else if (def.kind === 'flag') params.set(p, call(value ? 'eq' : 'ne', num(1), num(1)));
      }
      e = this.#qualified(n, substitute(substitute(parsed(text), params), params));
      this.#texts.set(key, e);
    }
    const put = new Map([...given].map(([x, by]) => [own(n, x), by]));
    return simplify(this.#settled(substitute(e, put)));
  }

  #qualified(n: Instance, e: Expr): Expr {
    if (e.tag === 'name') return e.name === 't' || e.name === 'dt' ? e : { ...e, name: own(n, e.name) };
    if (e.tag === 'axis') {
      if (e.what === 'size') return num(this.axes.of(n.id, e.axis).length);
      return { ...e, axis: own(n, e.axis) };
    }
    return e.tag === 'const' ? e : { ...e, args: e.args.map((a) => this.#qualified(n, a)) };
  }

  /** Names that are numbers, or formulas of other nodes, are put in. */
  #settled(e: Expr): Expr {
    const by = new Map<string, Expr>();
    for (const q of namesIn(e)) {
      if (q === 't' || q === 'dt') continue;
      const [id, what] = ownerOf(q);
      const n = this.node(id);
      const meaning = Object.hasOwn(n.def.state, what)
        ? this.fixedState(n, what)
        : Object.hasOwn(n.def.inputs, what)
          ? this.#input(n, what)
          : null;
      if (meaning) by.set(q, meaning);
    }
    return this.#counted(by.size > 0 ? substitute(e, by) : e);
  }

  /** What stands on an input that is no state's: its default, a formula elsewhere, the weights themselves. */
  #input(n: Instance, port: string): Expr | null {
    const def = n.def.inputs[port]!;
    const wire = this.into(n, port)[0];
    if (!wire) {
      if (def.default === undefined) return null;
      const q = parseQuantity(def.default);
      return 'error' in q ? num(0) : num(q.value, q.dim);
    }
    if (wire.from.plane === 'stream') {
      // A number that stays for the whole trial is a constant.
      const sample = this.samples.get(`${n.id}.${port}`);
      return def.axis === 'scalar' && sample && !sample.fades ? num(sample.data[0]!, this.dimOfPort(n, def)) : null;
    }
    const source = this.node(wire.from.node);
    if (def.kind === 'weights' || def.kind === 'mask')
      return this.formula(source, source.def.emit[wire.from.port] ?? wire.from.port);
    if (def.kind !== 'signal') return null;
    if (this.isAttached(source)) return this.formula(source, source.def.emit[wire.from.port]!);
    if (this.isInline(source)) {
      const signal = this.formula(source, source.def.emit[wire.from.port]!);
      // What moves with t is a variable of the receiver, which holds it over a step.
      return this.isSynaptic(n) || !namesIn(signal).has('t') ? signal : null;
    }
    return null;
  }

  /** Whether a node is no more than a formula of time and place. */
  isInline(n: Instance): boolean {
    return (
      !this.isSynaptic(n) &&
      Object.keys(n.def.state).length === 0 &&
      Object.values(n.def.outputs).every((p) => p.kind === 'signal') &&
      !this.draws(n) &&
      Object.keys(n.def.inputs).every((p) =>
        this.into(n, p).every((w) => w.from.plane === 'tick' && this.isInline(this.node(w.from.node))),
      ) &&
      !this.resolved.wires.some((w) => w.from.node === n.id && this.isSide(w))
    );
  }

  /** Whether a wire is what synapses read of the neurons at their ends. */
  isSide(w: ResolvedWire): boolean {
    if (w.to.plane !== 'tick' || w.to.def.axis === 'scalar') return false;
    const to = this.node(w.to.node);
    return this.isSynaptic(to) && !this.isBeside(to, w.to.port);
  }

  /** Whether synapses only hand a signal on to their targets, beside what they add up for them. */
  isBeside(n: Instance, port: string): boolean {
    if (n.def.inputs[port]?.kind !== 'signal' || n.def.inputs[port].axis !== 'post') return false;
    const rules = [...Object.values(n.def.flow), ...Object.values(n.def.on).flatMap((rule) => Object.values(rule))];
    if (rules.some((text) => namesIn(parse(text)).has(port))) return false;
    const sums = Object.values(n.def.emit).map((text) => parse(text));
    return sums.some((e) => namesIn(e).has(port)) && !sums.some((e) => readsInFold(e, port));
  }

  /** ticks(…) of params is a number. */
  #counted(e: Expr): Expr {
    if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return e;
    if (e.tag === 'ticks' && isConstant(e.args[0]!, (q) => this.isParam(q)))
      return num(Math.round(this.value(e.args[0]!) / this.dt));
    return { ...e, args: e.args.map((a) => this.#counted(a)) };
  }

  isParam(qualified: string): boolean {
    if (qualified === 'dt') return true;
    const [id, what] = ownerOf(qualified);
    return this.resolved.nodes.get(id)?.def.params[what]?.kind === 'quantity';
  }

  /** The value of a formula of params. */
  value(e: Expr): number {
    return evaluate(e, {
      lookup: (q) => {
        if (q === 'dt') return this.dt;
        const [id, what] = ownerOf(q);
        return this.isParam(q) ? Number(this.node(id).values[what]) : undefined;
      },
    });
  }

  /** The first value of a state that nothing ever changes, and that is the same everywhere. */
  fixedState(n: Instance, state: string): Expr | null {
    const key = own(n, state);
    const known = this.#fixed.get(key);
    if (known !== undefined) return known;
    this.#fixed.set(key, null);
    const changes =
      Object.hasOwn(n.def.flow, state) ||
      Object.entries(n.def.on).some(
        ([port, rule]) => state in rule && (port in n.def.outputs || this.into(n, port).length > 0),
      );
    const listed = Object.values(n.def.axes).some(
      (a) => typeof a === 'object' && 'connect' in a && 'weight' in a.connect && a.connect.weight === state,
    );
    const init = changes || listed ? null : this.first(n, state);
    const fixed = init && isConstant(init, (q) => this.isParam(q)) ? init : null;
    this.#fixed.set(key, fixed);
    return fixed;
  }

  /** The unit of a name. */
  dimOf(qualified: string): Dim {
    if (qualified === 't' || qualified === 'dt') return TIME;
    const known = this.#dims.get(qualified);
    if (known) return known;
    const [id, what] = ownerOf(qualified);
    const n = this.node(id);
    const { def } = n;
    const dim = Object.hasOwn(def.state, what)
      ? this.dimOfFormula(this.first(n, what))
      : Object.hasOwn(def.params, what)
        ? (n.dims[what] ?? ONE)
        : this.dimOfPort(n, def.inputs[what] ?? def.outputs[what]);
    this.#dims.set(qualified, dim);
    return dim;
  }

  /** A name that the exporter gives: it has the unit of a formula. */
  introduce(qualified: string, e: Expr): void {
    this.#dims.set(qualified, this.dimOfFormula(e));
  }

  /** The unit of what a formula says. */
  dimOfFormula(e: Expr): Dim {
    return brian2(e, { name: (q) => ({ text: 'x', dim: this.dimOf(q) }), axis: () => 'x' }).dim;
  }

  /** The unit of a state's change. */
  perTime(qualified: string): Dim {
    return divDim(this.dimOf(qualified), TIME);
  }

  dimOfPort(n: Instance, port: PortDef | undefined): Dim {
    if (port?.unit === undefined) return ONE;
    if (Object.hasOwn(n.def.params, port.unit) || Object.hasOwn(n.def.state, port.unit))
      return this.dimOf(own(n, port.unit));
    const unit = parseUnit(port.unit);
    return 'unknown' in unit ? ONE : unit.dim;
  }

  /** Elements of an axis. */
  length(n: Instance, axis: string): number {
    return this.axes.of(n.id, axis).length;
  }

  refuse(n: Instance, what: string, remedy?: string): never {
    throw new NeuroloomError(this.problem(n, what, remedy));
  }
  problem(n: Instance, what: string, remedy?: string): Problem {
    return { where: `${n.id} (${n.def.type})`, node: n.id, what, ...(remedy ? { remedy } : {}) };
  }
}

/** Whether a name stands inside a fold of an axis. */
const readsInFold = (e: Expr, what: string): boolean =>
  e.tag !== 'const' &&
  e.tag !== 'name' &&
  e.tag !== 'axis' &&
  (e.tag === 'reduce' ? namesIn(e).has(what) : e.args.some((a) => readsInFold(a, what)));
