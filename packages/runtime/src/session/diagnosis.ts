/**
 * Says why a number of a run is none: which state of which node, when, and what probably made it so. A formula is
 * evaluated again with the values from before, and the innermost operation that makes something unsound of something
 * sound is the cause; a step that is too large is known by how the values before grew.
 */
import type { Expr, Problem } from '@neuroloom/core';
import { formatQuantity, namesIn, parse, parseQuantity, print, unitOf } from '@neuroloom/core';
import type { Instance } from '../compile/resolve.ts';
import type { Buffer } from '../program.ts';
import { culprit, type Culprit } from './culprit.ts';
import type { TickPlane } from './tick-plane.ts';
import type { Run } from './trial-runner.ts';

/** A buffer, and the element in which it is unsound. */
export interface Faulty {
  readonly buffer: Buffer;
  readonly node: string;
  /** Of the state or output. */
  readonly name: string;
  readonly element: number;
  readonly value: number;
  /** Of a dense matrix: what lies between rows, and what of it are columns; 1 and 1 for all others. */
  readonly stride: number;
  readonly columns: number;
}
/** What is unsound after so many ticks of a trial. */
export interface Fault {
  readonly run: Run;
  readonly tick: number;
  readonly faulty: readonly Faulty[];
}
export interface Case extends Fault {
  /** It is the first tick of all, and memory is as it was one tick before. */
  readonly exact: boolean;
  /** The same elements in the ticks before, latest last. */
  readonly history: readonly (readonly number[])[];
}

/** The sentence for the first of them that has a cause of its own; others only received what it sent. */
export function diagnose(plane: TickPlane, c: Case): Problem {
  const causes = c.faulty.map((faulty, k) => {
    const values = c.history.map((row) => row[k]!);
    return { faulty, values, found: c.exact ? causeOf(plane, faulty, values, c.tick) : null };
  });
  const { faulty, values, found } = causes.find((x) => x.found) ?? causes[0]!;
  const unit = unitAt(plane, faulty);
  const show = (x: number): string => (Number.isFinite(x) ? `${Number(x.toPrecision(4))}${unit}` : String(x));
  const { value } = faulty;
  const now = Number.isNaN(value)
    ? 'became NaN'
    : Number.isFinite(value)
      ? `grew to ${show(value)}`
      : 'became infinite';
  const before = values.length > 0 ? `, and was ${values.map(show).join(', ')} in the ticks before` : '';
  const slip = slipOf(plane, faulty.node);
  const remedies = [found?.remedy, slip].filter((x) => x !== undefined && x !== '');
  return {
    where: `${faulty.node}.${faulty.name}`,
    node: faulty.node,
    what: `${now}${placeOf(plane, faulty)}${timeOf(plane, c)}${before}${found ? `: ${found.what}` : ''}`,
    remedy: remedies.length > 0 ? remedies.join('; ') : `look at what ${faulty.node} is given, and at its params`,
    ...(found?.source === undefined ? {} : { source: found.source, at: found.at ?? 0 }),
  };
}

interface Cause {
  readonly what: string;
  readonly remedy: string;
  readonly source?: string;
  readonly at?: number;
}

function causeOf(plane: TickPlane, f: Faulty, values: readonly number[], tick: number): Cause | null {
  const instance = plane.compiled.resolved.nodes.get(f.node)!;
  const growth = growthOf(values);
  if (growth !== null && growth < -1) return unstable(plane, instance, f, growth);
  for (const [rule, text] of rulesOf(instance, f.name, tick)) {
    const formula = parse(text);
    const at = culprit(formula, (name) => valueOf(plane, instance, f, name, tick), plane.compiled.program.precision);
    if (at) return operation(text, at, rule);
  }
  if (growth === null || growth <= 1) return null;
  const factor = Number(growth.toPrecision(3));
  const backwards = negativeTime(plane, instance, f.name);
  if (backwards) return backwards;
  return {
    what: `each step is ${factor} times the one before`,
    remedy: 'something feeds back on itself: give it a decay, a bound or a reset, or make dt smaller',
  };
}

/** How many times as large each change is as the one before it; null where they do not follow such a rule. */
function growthOf(values: readonly number[]): number | null {
  if (values.length < 4) return null;
  const [a, b, c, d] = values.slice(-4) as [number, number, number, number];
  const [first, second] = [(c - b) / (b - a), (d - c) / (c - b)];
  return Number.isFinite(first) && Math.abs(second - first) <= 0.1 * Math.abs(first) ? second : null;
}

/** Euler's step multiplies the distance from rest by 1 - dt / tau: below -1 it swings ever wider. */
function unstable(plane: TickPlane, instance: Instance, f: Faulty, growth: number): Cause {
  const { dt } = plane.compiled.program;
  const tau = dt / (1 - growth);
  const ms = (x: number): string => `${Number(x.toPrecision(3))} ms`;
  const named = Object.entries(instance.def.params)
    .filter(([name, p]) => p.kind === 'quantity' && unitOf(instance.dims[name]!) === 'ms')
    .find(([name]) => Math.abs(liveParam(plane, instance, name)! - tau) < 0.05 * tau);
  const own = instance.def.method;
  const method = typeof own === 'string' ? own : (own[f.name] ?? 'auto');
  return {
    what: `it swings ${Number((-growth).toPrecision(3))} times as wide each step, for the step of ${ms(dt)} is too large for ${
      named ? `${named[0]} = ${ms(tau)}` : `a time constant of ${ms(tau)}`
    }`,
    remedy: `make dt smaller than ${ms(2 * tau)}${method === 'auto' ? '' : `, or use the method auto instead of ${method}`}`,
  };
}

/** A time constant below zero drives a state away from where it would settle. */
function negativeTime(plane: TickPlane, instance: Instance, state: string): Cause | null {
  const formula = instance.def.flow[state];
  if (formula === undefined) return null;
  const used = namesIn(parse(formula));
  for (const name of Object.keys(instance.def.params)) {
    const value = liveParam(plane, instance, name);
    if (!used.has(name) || unitOf(instance.dims[name]!) !== 'ms' || value === undefined || value >= 0) continue;
    return {
      what: `${name} = ${formatQuantity(value, instance.dims[name]!)} is negative, which drives ${state} away from its rest`,
      remedy: `give ${name} a value above 0`,
    };
  }
  return null;
}

function operation(text: string, { expr, args }: Culprit, rule: string): Cause {
  const [x = NaN, y = NaN] = args;
  const shown = (k: number): string => ('args' in expr && expr.args[k] ? print(expr.args[k]) : '');
  const brief = (n: number): string => String(Number(n.toPrecision(4)));
  const cases: Partial<Record<Expr['tag'], readonly [what: string, remedy: string]>> = {
    div: [
      `${print(expr)} divides by ${brief(y)}`,
      `keep ${shown(1)} away from 0, for example with max(${shown(1)}, …)`,
    ],
    exp: [
      `${print(expr)} is too large for a number, its argument is ${brief(x)}`,
      `keep the argument small, for example with min(${shown(0)}, …), or reset the state before it gets there`,
    ],
    log: [`${print(expr)} has the argument ${brief(x)}`, `keep ${shown(0)} above 0`],
    sqrt: [`${print(expr)} has the argument ${brief(x)}`, `keep ${shown(0)} from becoming negative`],
    pow: [`${print(expr)} is ${brief(x)} to the power of ${brief(y)}`, `keep ${shown(0)} in bounds`],
  };
  const [what, remedy] = cases[expr.tag] ?? [
    `${print(expr)} is too large for a number`,
    'give what grows a decay, a bound or a reset, or make dt smaller',
  ];
  return { what: `in ${rule}, ${what}`, remedy, source: text, at: expr.at };
}

/** What writes a state or an output, in the order of a tick; before the first one it is its first value. */
function rulesOf({ def }: Instance, name: string, tick: number): [rule: string, text: string][] {
  const first = def.state[name];
  if (tick === 0 && first) return [['its first value', String(first.init)]];
  return [
    ...(def.flow[name] === undefined ? [] : [[`flow.${name}`, def.flow[name]] as [string, string]]),
    ...(def.emit[name] === undefined ? [] : [[`emit.${name}`, def.emit[name]] as [string, string]]),
    ...Object.entries(def.on).flatMap(([port, rule]) =>
      rule[name] === undefined ? [] : [[`on.${port}.${name}`, rule[name]] as [string, string]],
    ),
  ];
}

/** What a name of a node stood for at an element before the tick; undefined where it cannot be read. */
function valueOf(plane: TickPlane, instance: Instance, f: Faulty, name: string, tick: number): number | undefined {
  const { program, resolved } = plane.compiled;
  if (name === 'dt') return program.dt;
  if (name === 't') return tick * program.dt;
  const param = liveParam(plane, instance, name);
  if (param !== undefined) return param;
  const at = (buffer: string): number | undefined => {
    const b = program.buffers.get(buffer);
    if (!b) return undefined;
    return b.length === 1
      ? plane.element(buffer, 0)
      : b.length === f.buffer.length
        ? plane.element(buffer, f.element)
        : undefined;
  };
  if (Object.hasOwn(instance.def.state, name)) return at(`${instance.id}.${name}`);
  const wires = resolved.wires.filter((w) => w.to.node === instance.id && w.to.port === name);
  if (instance.def.inputs[name]?.kind !== 'signal' || wires.length > 1) return undefined;
  // An input that nobody feeds is 0.
  const [wire] = wires;
  if (!wire) return 0;
  return at(wire.from.plane === 'stream' ? `${instance.id}.${name}` : `${wire.from.node}.${wire.from.port}`);
}

function liveParam(plane: TickPlane, instance: Instance, name: string): number | undefined {
  const live = plane.params.get(`${instance.id}.${name}`);
  if (live !== undefined) return live;
  const value = instance.values[name];
  return Object.hasOwn(instance.def.params, name) && typeof value === 'number' ? value : undefined;
}

/** ` in element 17`; ` in the synapse from 3 to 17`. */
function placeOf(plane: TickPlane, { buffer, element, node, name }: Faulty): string {
  const space = buffer.space === undefined ? undefined : plane.compiled.program.spaces.get(buffer.space);
  if (space?.sparse) {
    const { start, target } = space.sparse;
    let row = 0;
    while (start[row + 1]! <= element) row++;
    return ` in the synapse from ${row} to ${target[element]}`;
  }
  const { left } = plane.compiled;
  const named = (axis: string | undefined, k: number): number => left.get(axis ?? '')?.[k] ?? k;
  if (space) {
    const [row, column] = [Math.floor(element / space.stride), element % space.stride];
    return ` in the synapse from ${named(space.rowAxis, row)} to ${named(space.columnAxis, column)}`;
  }
  const { def } = plane.compiled.resolved.nodes.get(node)!;
  const axis = def.state[name]?.axis ?? def.outputs[name]?.axis ?? 'scalar';
  return axis === 'scalar' ? '' : ` in ${axis === 'neuron' ? 'neuron' : 'element'} ${named(buffer.axis, element)}`;
}

function timeOf(plane: TickPlane, { run, tick, exact }: Case): string {
  const trial = run.mark ? ` of trial ${run.mark.sample + 1} of stage '${run.mark.stage}'` : '';
  const time = formatQuantity(tick * plane.compiled.program.dt, [1, 0, 0, 0, 0]);
  if (tick === 0) return ` from the start${trial}`;
  return exact ? ` at tick ${tick} (${time})${trial}` : ` by tick ${tick} (${time})${trial}`;
}

/** ` mV`, where an output or the first value of the state says so. */
function unitAt(plane: TickPlane, { node, name }: Faulty): string {
  const { def, dims } = plane.compiled.resolved.nodes.get(node)!;
  const output = def.outputs[name] ?? Object.entries(def.outputs).find(([port]) => def.emit[port] === name)?.[1];
  const init = String(def.state[name]?.init ?? '');
  const quantity = parseQuantity(init);
  const unit =
    output?.kind === 'signal' && output.unit !== undefined
      ? output.unit
      : dims[init]
        ? unitOf(dims[init])
        : 'error' in quantity
          ? '1'
          : unitOf(quantity.dim);
  return unit === '1' ? '' : ` ${unit}`;
}

/** A param that is a hundred times its usual value, or a hundredth of it, was perhaps given in the wrong unit. */
function slipOf(plane: TickPlane, node: string): string | undefined {
  const instance = plane.compiled.resolved.nodes.get(node)!;
  for (const [name, p] of Object.entries(instance.def.params)) {
    if (p.kind !== 'quantity') continue;
    const usual = parseQuantity(p.default);
    const value = liveParam(plane, instance, name);
    if ('error' in usual || value === undefined || usual.value === 0 || value === 0) continue;
    const ratio = Math.abs(value / usual.value);
    if (ratio >= 100 || ratio <= 0.01)
      return `is the unit of ${name} right? It is ${formatQuantity(value, instance.dims[name]!)}, and usually ${p.default}`;
  }
  return undefined;
}
