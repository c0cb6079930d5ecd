/**
 * Turns `flow` into one step of length dt, on formulas. Linear flows with constant coefficients are solved
 * exactly and jointly (Rotter & Diesmann 1999, doi:10.1007/s004220050570); a flow that is linear in its own
 * state takes an exponential Euler step; anything else Euler's, or Runge and Kutta's when asked. Names that
 * are not integrated are held over the step.
 */
import { NeuroloomError } from '../errors.ts';
import type { Method } from '../node/define.ts';
import { either, isZero, plus, times } from './algebra.ts';
import type { Coefficient } from './coefficients.ts';
import type { Expr } from './expr.ts';
import { call, isDraw, name, num, substitute } from './expr.ts';
import { exactFault, exactRow } from './exact.ts';
import { isConstant, linearIn, readsOf } from './linear.ts';
import { problemAt } from './parse.ts';
import { assuming, conditionsOf, MOST_CONDITIONS } from './piecewise.ts';
import { print } from './print.ts';
import { draws, simplify } from './simplify.ts';
import type { Tableau } from './tableau.ts';
import { RK4 } from './tableau.ts';

export type UsedMethod = Exclude<Method, 'auto'>;

/** A value that is computed once per element before the updates, in this order: a draw, or a stage of Runge and Kutta. */
export interface Stage {
  readonly name: string;
  readonly value: Expr;
  /** The state whose elements it has. */
  readonly state: string;
}

export interface Step {
  /** The next value of each state, from the values before the step, the stages and the coefficients. */
  readonly updates: ReadonlyMap<string, Expr>;
  readonly stages: readonly Stage[];
  /** Entries of matrix exponentials, computed on the host whenever a param changes. */
  readonly coefficients: readonly Coefficient[];
  readonly used: ReadonlyMap<string, UsedMethod>;
}

export interface IntegrateOptions {
  readonly method: Method | Readonly<Record<string, Method>>;
  /** Whether a name keeps its value within a run unless a person changes it: params and dt. */
  readonly constant: (name: string) => boolean;
  /** Where the flows stand and their texts, for messages. */
  readonly where?: string;
  readonly sources?: ReadonlyMap<string, string>;
}

/** Makes the step. Throws a NeuroloomError where a method was asked for that cannot be. */
export function integrate(flow: ReadonlyMap<string, Expr>, options: IntegrateOptions): Step {
  const methodOf = (state: string): Method => {
    const { method } = options;
    return typeof method === 'string' ? method : Object.hasOwn(method, state) ? method[state]! : 'auto';
  };
  const states = new Set(flow.keys());
  const stages: Stage[] = [];
  const flows = new Map(
    [...flow].map(([state, e]) => [state, simplify(once(state, e, methodOf(state) === 'rk4', stages))]),
  );
  const updates = new Map<string, Expr>();
  const used = new Map<string, UsedMethod>();
  const coefficients: Coefficient[] = [];

  const lean = (e: Expr): Expr => gathered(e, (x) => isConstant(x, options.constant));

  const wish = [...states].filter((s) => methodOf(s) === 'auto' || methodOf(s) === 'exact');
  const { exact, faults } = exactStates(flows, wish, options.constant);
  for (const state of exact) {
    updates.set(state, exactRow(state, flows, options.constant, coefficients));
    used.set(state, 'exact');
  }
  const together = new Map([...flows].filter(([s]) => methodOf(s) === 'rk4'));
  if (together.size) {
    for (const [state, e] of rungeKutta(RK4, together, stages)) {
      updates.set(state, lean(e));
      used.set(state, 'rk4');
    }
  }
  for (const [state, e] of flows) {
    if (updates.has(state)) continue;
    const method = methodOf(state);
    if (method === 'exact') refuse(state, faults.get(state)!, 'exactly', options);
    if (method === 'euler') {
      updates.set(state, lean(euler(state, e)));
      used.set(state, 'euler');
      continue;
    }
    const asked = method === 'exponential-euler' || method === 'implicit-euler';
    const kind = method === 'implicit-euler' ? method : 'exponential-euler';
    const step = ownLinear(state, e, FACTORS[kind], []);
    if ('fault' in step && asked) refuse(state, step.fault, `by ${kind.replace('-euler', ' Euler')}`, options);
    updates.set(state, lean('fault' in step ? euler(state, e) : step.update));
    used.set(state, asked || (!('fault' in step) && step.bends) ? kind : 'euler');
  }
  const inOrder = <T>(of: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...states].map((s) => [s, of.get(s)!]));
  return {
    updates: inOrder(updates),
    stages: stages.map((s) => ({ ...s, value: lean(s.value) })),
    coefficients,
    used: inOrder(used),
  };
}

/** The largest set of states that flow linearly, with constant coefficients, and read no other integrated state. */
function exactStates(flows: ReadonlyMap<string, Expr>, wish: readonly string[], constant: (name: string) => boolean) {
  const exact = new Set(wish);
  const faults = new Map<string, Expr>();
  const states = new Set(flows.keys());
  const read = new Map([...flows].map(([state, e]) => [state, new Set(readsOf(e, states))]));
  const queue = [...wish];
  for (const state of queue) {
    const fault = exact.has(state) ? exactFault(state, flows, exact, constant) : undefined;
    if (!fault) continue;
    faults.set(state, fault);
    exact.delete(state);
    // Whoever reads it may not be exact any longer.
    queue.push(...[...exact].filter((s) => read.get(s)!.has(state)));
  }
  return { exact, faults };
}

/**
 * Factors and divisors that are known before the run become one factor, which the host computes: (x / tau) · dt is
 * x · (1 / tau · dt). A division costs ten products.
 */
function gathered(e: Expr, known: (e: Expr) => boolean): Expr {
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis' || known(e)) return e;
  const fixed: Expr[] = [];
  const rest: Expr[] = [];
  const take = (x: Expr): void => {
    if (known(x)) fixed.push(x);
    else if (x.tag === 'mul') x.args.forEach(take);
    else if (x.tag === 'div' && known(x.args[1]!)) {
      take(x.args[0]!);
      fixed.push(call('div', num(1), x.args[1]!));
    } else rest.push(x);
  };
  if (e.tag === 'mul' || e.tag === 'div') take(e);
  // A lone factor stays where it was written.
  if (fixed.length < 2 && !fixed.some((x) => x.tag === 'div'))
    return { ...e, args: e.args.map((a) => gathered(a, known)) };
  const product = (all: readonly Expr[]): Expr => all.reduce((a, b) => call('mul', a, b));
  return call('mul', product(rest.map((x) => gathered(x, known))), product(fixed));
}

const DT = name('dt');

/** x + dt · f, the oldest of them. */
const euler = (state: string, f: Expr): Expr => (isZero(f) ? name(state) : plus(name(state), times(DT, f)));

/**
 * What Euler's step is multiplied by where f = a x + b, as a function of a dt. Exponential Euler is exact while a
 * and b are held (Hochbruck & Ostermann 2010, doi:10.1017/S0962492910000048). Implicit Euler takes a x at the end
 * of the step (x' = x + dt (a x' + b)): stable for every step where a is negative, for a division instead of an
 * exponential.
 */
const FACTORS = {
  'exponential-euler': (adt: Expr) => call('exprel', adt),
  'implicit-euler': (adt: Expr) => call('div', num(1), call('sub', num(1), adt)),
} as const;

/** x + f(x) · dt · factor(a dt), which is Euler's step where a is 0. `bends` says whether there is such an a. */
function ownLinear(
  state: string,
  f: Expr,
  factor: (adt: Expr) => Expr,
  known: readonly Expr[],
): { readonly update: Expr; readonly bends: boolean } | { readonly fault: Expr } {
  const own = new Set([state]);
  const condition = known.length < MOST_CONDITIONS ? conditionsOf(f, own)[0] : undefined;
  if (condition) {
    const yes = ownLinear(state, assuming(f, condition, true), factor, [...known, condition]);
    const no = ownLinear(state, assuming(f, condition, false), factor, [...known, condition]);
    if ('fault' in yes) return yes;
    if ('fault' in no) return no;
    return { update: either(condition, yes.update, no.update), bends: yes.bends || no.bends };
  }
  const linear = linearIn(f, own);
  if ('fault' in linear) return linear;
  const a = linear.terms.get(state);
  if (!a) return { update: euler(state, f), bends: false };
  return { update: plus(name(state), times(f, times(DT, factor(simplify(times(a, DT)))))), bends: true };
}

/** An explicit Runge–Kutta step of several states together; what they read beside themselves is held, time moves on. */
function rungeKutta(tableau: Tableau, flows: ReadonlyMap<string, Expr>, stages: Stage[]): Map<string, Expr> {
  const slope = (state: string, s: number): string => `$k${s + 1}_${state}`;
  /** x + Σ (dt · weight) · slope. */
  const moved = (state: string, weights: readonly Expr[]): Expr =>
    plus(name(state), weights.map((w, s) => times(times(DT, w), name(slope(state, s)))).reduce(plus, num(0)));
  tableau.stages.forEach(({ time, weights }, s) => {
    const at = new Map<string, Expr>();
    for (const state of s === 0 ? [] : flows.keys()) {
      const value = `$x${s + 1}_${state}`;
      stages.push({ name: value, value: moved(state, weights), state });
      at.set(state, name(value));
    }
    if (!isZero(time)) at.set('t', plus(name('t'), times(time, DT)));
    for (const [state, f] of flows) stages.push({ name: slope(state, s), value: substitute(f, at), state });
  });
  return new Map([...flows.keys()].map((state) => [state, moved(state, tableau.result)]));
}

/**
 * Gives each draw of a flow a name, so that a step which writes the flow twice draws once; and, where a step looks
 * ahead, each fold of an axis: it is held over the step, because no other element's look ahead can be seen.
 */
function once(state: string, e: Expr, ahead: boolean, stages: Stage[]): Expr {
  if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return e;
  if (!draws(e) && !(ahead && folds(e))) return e;
  if (isDraw(e) || e.tag === 'reduce') {
    const drawn = `$draw${stages.filter((s) => s.state === state).length + 1}_${state}`;
    // What a stage holds is a number.
    const truth = e.tag === 'chance';
    stages.push({ name: drawn, value: truth ? call('select', e, num(1), num(0)) : e, state });
    return truth ? call('gt', name(drawn, e.at), num(0)) : name(drawn, e.at);
  }
  return { ...e, args: e.args.map((a) => once(state, a, ahead, stages)) };
}

const folds = (e: Expr): boolean =>
  e.tag === 'reduce' || (e.tag !== 'const' && e.tag !== 'name' && e.tag !== 'axis' && e.args.some(folds));

function refuse(state: string, fault: Expr, how: string, options: IntegrateOptions): never {
  const where = `${options.where ? `${options.where} › ` : ''}flow.${state}`;
  const what = `${state} cannot be integrated ${how}: ${print(fault).slice(0, 80)} is in the way`;
  const remedy = `use the method ${how === 'exactly' ? 'auto or exponential-euler' : 'auto, euler or rk4'}`;
  const source = options.sources?.get(state);
  throw new NeuroloomError(
    source === undefined ? { where, what, remedy } : problemAt(where, what, source, fault.at, remedy),
  );
}
