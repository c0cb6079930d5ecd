/**
 * A counter of refractory ticks as Brian2's own `refractory`. It is the same only where the counter does nothing
 * but hold flows and silence the threshold; any other counter is written as an integer that counts down.
 */
import type { Expr } from '@neuroloom/core';
import { isConstant, namesIn, substitute } from '@neuroloom/core';
import type { Instance } from '../../compile/resolve.ts';
import { own, type Model } from './model.ts';

export interface Refractory {
  /** The state that disappears. */
  readonly counter: string;
  readonly ticks: number;
  /** States that stand still meanwhile. */
  readonly held: ReadonlySet<string>;
  readonly flows: ReadonlyMap<string, Expr>;
  readonly condition: Expr;
}

/** `flows` by state, `condition` of the one spikes output. Null where Brian2's would differ. */
export function refractoriness(
  model: Model,
  n: Instance,
  spikes: string,
  flows: ReadonlyMap<string, Expr>,
  condition: Expr,
): Refractory | null {
  const counters = Object.entries(n.def.state).filter(([s, d]) => d.kind === 'steps' && !model.fixedState(n, s));
  const [counter, def] = counters[0] ?? [];
  if (counters.length !== 1 || counter === undefined || def!.init !== 0 || flows.size === 0) return null;
  const q = own(n, counter);
  const rules = Object.entries(n.def.on);
  if (rules.some(([port, rule]) => port !== spikes && reads(model, n, rule, counter, q))) return null;
  const emits = Object.entries(n.def.emit).filter(([port]) => port !== spikes);
  if (emits.some(([, text]) => namesIn(model.formula(n, text)).has(q))) return null;
  const reset = n.def.on[spikes] ?? {};
  const set = reset[counter] === undefined ? undefined : model.formula(n, reset[counter]);
  if (!set || !isConstant(set, (x) => model.isParam(x))) return null;
  if (Object.entries(reset).some(([s, text]) => s !== counter && namesIn(model.formula(n, text)).has(q))) return null;

  const held = new Set<string>();
  const free = new Map<string, Expr>();
  for (const [s, f] of flows) {
    const moving = namesIn(f).has(q) ? whileFree(f, q) : f;
    if (!moving || namesIn(moving).has(q)) return null;
    if (moving !== f) held.add(s);
    free.set(s, moving);
  }
  const shocked = (s: string): boolean =>
    rules.some(([port, rule]) => port in n.def.inputs && s in rule && model.into(n, port).length > 0);
  if ([...held].some(shocked)) return null;
  const bare = withoutCounter(condition, q);
  if (!bare || namesIn(bare).has(q)) return null;
  if (bare === condition && !silentAfterReset(model, n, bare, reset, held)) return null;
  return { counter, ticks: model.value(set), held, flows: free, condition: bare };
}

function reads(model: Model, n: Instance, rule: Readonly<Record<string, string>>, counter: string, q: string): boolean {
  return counter in rule || Object.values(rule).some((text) => namesIn(model.formula(n, text)).has(q));
}

/** f, of `counter > 0 ? 0 : f`. */
function whileFree(e: Expr, q: string): Expr | undefined {
  if (e.tag !== 'select') return undefined;
  const [c, a, b] = e.args as readonly [Expr, Expr, Expr];
  const zero = (x: Expr): boolean => x.tag === 'const' && x.value === 0;
  if (counts(c, q, 'gt') && zero(a)) return b;
  return (counts(c, q, 'eq') || counts(c, q, 'le')) && zero(b) ? a : undefined;
}

/** `counter == 0` and the like. */
function counts(e: Expr, q: string, tag: 'gt' | 'eq' | 'le'): boolean {
  if (e.tag !== tag) return false;
  const [x, y] = e.args as readonly [Expr, Expr];
  return x.tag === 'name' && x.name === q && y.tag === 'const' && y.value === 0;
}

/** The condition without `counter == 0 and …`. */
function withoutCounter(e: Expr, q: string): Expr | undefined {
  if (counts(e, q, 'eq') || counts(e, q, 'le')) return undefined;
  if (e.tag !== 'and') return e;
  const [a, b] = e.args as readonly [Expr, Expr];
  const silent = (x: Expr): boolean => counts(x, q, 'eq') || counts(x, q, 'le');
  if (silent(a)) return withoutCounter(b, q);
  if (silent(b)) return withoutCounter(a, q);
  const [x, y] = [withoutCounter(a, q), withoutCounter(b, q)];
  return x && y && (x !== a || y !== b) ? { ...e, args: [x, y] } : e;
}

/** Brian2 lets no refractory neuron fire; ours cannot where the reset and what is held keep it below threshold. */
function silentAfterReset(
  model: Model,
  n: Instance,
  condition: Expr,
  reset: Readonly<Record<string, string>>,
  held: ReadonlySet<string>,
): boolean {
  const after = new Map<string, Expr>();
  for (const [s, text] of Object.entries(reset)) if (held.has(s)) after.set(own(n, s), model.formula(n, text));
  const there = substitute(condition, after);
  return isConstant(there, (q) => model.isParam(q)) && model.value(there) === 0;
}
