/**
 * How Brian2 is to integrate the flows of one object: by a method of its own where it has the same one, so that
 * the two are independent; else by our step, written out as abstract code.
 */
import type { Dim, Expr, Method, Step, UsedMethod } from '@neuroloom/core';
import {
  brian2,
  brian2Quantity,
  coefficientValues,
  divDim,
  draws,
  integrate,
  isConstant,
  linearIn,
  mulDim,
  readsOf,
  TIME,
} from '@neuroloom/core';
import type { Model } from './model.ts';

export interface Integration {
  /** One of Brian2's, or null where `code` is the step. */
  readonly method: 'exact' | 'exponential_euler' | 'euler' | 'rk4' | null;
  readonly code: readonly string[];
  readonly used: ReadonlyMap<string, UsedMethod>;
}
/** What a name is called, with its unit. */
export type Word = (qualified: string) => { readonly text: string; readonly dim: Dim };
export interface Place {
  readonly word: Word;
  readonly axis: (what: 'index' | 'size', qualified: string) => string;
}

export const write = (e: Expr, place: Place): string => brian2(e, { name: place.word, axis: place.axis }).text;

/** The method of each state, as it is here: `methods`, by qualified state, with `auto` decided. */
export function methodsUsed(
  model: Model,
  flows: ReadonlyMap<string, Expr>,
  methods: ReadonlyMap<string, Method>,
): ReadonlyMap<string, Method> {
  return integrate(flows, { method: Object.fromEntries(methods), constant: (q) => model.isParam(q) }).used;
}

/** `methods` by qualified state. */
export function integration(
  model: Model,
  flows: ReadonlyMap<string, Expr>,
  methods: ReadonlyMap<string, Method>,
  place: Place,
): Integration {
  const step = integrate(flows, { method: Object.fromEntries(methods), constant: (q) => model.isParam(q) });
  const method = brianMethod(model, flows, step);
  return { method, code: method ? [] : stepCode(model, step, place), used: step.used };
}

/** The step as a state updater of Brian2's. */
export const stepFunction = (name: string, of: string, { used, code }: Integration): readonly string[] => [
  `def ${name}(equations, variables=None, method_options=None):`,
  `    """One step of ${of} as Neuroloom takes it: ${[...new Set(used.values())].join(' and ')}."""`,
  `    return '''`,
  ...code.map((line) => `        ${line}`),
  `        '''`,
];

function brianMethod(model: Model, flows: ReadonlyMap<string, Expr>, step: Step): Integration['method'] {
  const states = new Set(flows.keys());
  const all = [...flows.values()];
  const used = new Set(step.used.values());
  if (all.some((f) => draws(f) || f.tag === 'reduce')) return null;
  if (used.size === 1 && used.has('euler')) return 'euler';
  if (used.size === 1 && used.has('rk4')) return 'rk4';
  if (all.some(hasChoice)) return null;
  if (used.size === 1 && used.has('exact') && isTriangular(model, flows, states)) return 'exact';
  const alone = [...flows].every(([s, f]) => {
    const how = step.used.get(s);
    const linear = linearIn(f, new Set([s]));
    if (how === 'exponential-euler') return true;
    if (how === 'exact') return readsOf(f, states).every((r) => r === s);
    return how === 'euler' && !('fault' in linear) && !linear.terms.has(s);
  });
  return alone && !used.has('rk4') && !used.has('implicit-euler') ? 'exponential_euler' : null;
}

/** What becomes a comparison in Python, which no symbolic solution looks into. */
const CHOICES: ReadonlySet<string> = new Set(['select', 'min', 'max', 'sign', 'floor', 'mod']);
const hasChoice = (e: Expr): boolean =>
  e.tag !== 'const' && e.tag !== 'name' && e.tag !== 'axis' && (CHOICES.has(e.tag) || e.args.some(hasChoice));

/**
 * Brian2's `exact` solves A x = -b and takes exp(A dt) in symbols: A must have an inverse and different
 * eigenvalues, which one sees where no two states depend on one another.
 */
function isTriangular(model: Model, flows: ReadonlyMap<string, Expr>, states: ReadonlySet<string>): boolean {
  const rates: number[] = [];
  for (const [s, f] of flows) {
    const linear = linearIn(f, states);
    const a = 'fault' in linear ? undefined : linear.terms.get(s);
    if (!a || !isConstant(a, (q) => model.isParam(q))) return false;
    rates.push(model.value(a));
  }
  const coupled = [...flows].some(([s, f]) => readsOf(f, states).some((r) => r !== s));
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    readsOf(flows.get(from)!, states).some(
      (r) => r !== from && (r === to || (!seen.has(r) && reaches(r, to, seen.add(r)))),
    );
  return (
    rates.every((r) => r !== 0) &&
    (!coupled || new Set(rates).size === rates.length) &&
    [...states].every((s) => !reaches(s, s))
  );
}

/** Our own step, statement by statement: every right-hand side reads the values from before it. */
function stepCode(model: Model, step: Step, place: Place): string[] {
  const local = new Map<string, { readonly text: string; readonly dim: Dim }>();
  const word: Word = (q) => local.get(q) ?? place.word(q);
  const here: Place = { ...place, word };
  const nameOf = (q: string): string => q.replace(/\$/g, '').replace(/[^\w]/g, '_');
  const values = coefficientValues(step.coefficients, (e) => model.value(e), model.dt);
  for (const c of step.coefficients) {
    const ratio = divDim(model.dimOf(c.states[c.row]!), model.dimOf(c.states[c.column]!));
    const dim = c.of === 'P' ? ratio : mulDim(ratio, TIME);
    local.set(c.name, { text: `(${brian2Quantity(values.get(c.name)!, dim)})`, dim });
  }
  const lines: string[] = [];
  for (const s of step.stages) {
    const { text, dim } = brian2(s.value, { name: word, axis: place.axis });
    local.set(s.name, { text: nameOf(s.name), dim });
    lines.push(`${nameOf(s.name)} = ${text}`);
  }
  const updates = [...step.updates].map(([q, e]) => [place.word(q).text, write(e, here)] as const);
  const moved = updates.filter(([state, text]) => state !== text);
  if (moved.length === 1) return [...lines, `${moved[0]![0]} = ${moved[0]![1]}`];
  lines.push(...moved.map(([state, text]) => `next_${state} = ${text}`));
  lines.push(...moved.map(([state]) => `${state} = next_${state}`));
  return lines;
}
