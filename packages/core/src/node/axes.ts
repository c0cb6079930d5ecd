/**
 * Axes: along what a value has its elements. A rule runs over the elements of one axis and reads what is on that
 * axis, on a factor of it, or scalar; anything wider has to be reduced first.
 */
import type { Problem } from '../errors.ts';
import { NeuroloomError } from '../errors.ts';
import type { Expr } from '../formula/expr.ts';
import { nearestFirst } from '../formula/nearest.ts';
import { problemAt } from '../formula/parse.ts';
import { print } from '../formula/print.ts';
import type { AxisDef, NodeDefinition } from './define.ts';
import type { AxisName } from './port.ts';

export const SCALAR: AxisName = 'scalar';
/** Axes that every node has: the last is the product of the two before it, unless the node says which pairs exist. */
const USUAL: readonly AxisName[] = [SCALAR, 'neuron', 'pre', 'post', 'synapse'];

export interface Axes {
  readonly names: ReadonlySet<AxisName>;
  /** Rows and columns of a product. */
  readonly factors: (axis: AxisName) => readonly [AxisName, AxisName] | undefined;
  /** Whether each element of `whole` belongs to one element of `part`. */
  readonly contains: (whole: AxisName, part: AxisName) => boolean;
  /** The smallest axis on which both are seen. */
  readonly join: (a: AxisName, b: AxisName) => AxisName | undefined;
}

export function factorsOfAxis(def: AxisDef | undefined): readonly [AxisName, AxisName] | undefined {
  if (def === undefined || typeof def === 'string') return undefined;
  return 'of' in def ? def.of : def;
}

/** The axes of a definition: the usual ones, those it declares, and those of its ports, which wires give a length. */
export function axesOf(def: Pick<NodeDefinition, 'axes' | 'inputs' | 'outputs'>): Axes {
  const factors = (axis: AxisName): readonly [AxisName, AxisName] | undefined =>
    Object.hasOwn(def.axes, axis) ? factorsOfAxis(def.axes[axis]) : axis === 'synapse' ? ['pre', 'post'] : undefined;
  const ports = [...Object.values(def.inputs), ...Object.values(def.outputs)].map((p) => p.axis);
  const declared = Object.keys(def.axes);
  const names = new Set([...USUAL, ...declared, ...declared.flatMap((a) => factors(a) ?? []), ...ports]);
  // A definition may say that an axis is a product of itself; the depth ends that circle, checkAxes tells of it.
  const contains = (whole: AxisName, part: AxisName, depth = 0): boolean =>
    part === SCALAR ||
    whole === part ||
    (depth < 4 && (factors(whole)?.some((f) => contains(f, part, depth + 1)) ?? false));
  const join = (a: AxisName, b: AxisName): AxisName | undefined => {
    if (contains(a, b)) return a;
    if (contains(b, a)) return b;
    const both = [...names].filter((whole) => contains(whole, a) && contains(whole, b));
    return both.find((x) => both.every((y) => contains(y, x))) ?? both[0];
  };
  return { names, factors, contains: (whole, part) => contains(whole, part), join };
}

/** What a formula's axes are judged by. */
export interface Seen {
  readonly axes: Axes;
  /** The axis of a name; formula params say that of their formula. */
  axisOf(name: string): AxisName | undefined;
  readonly source: string;
  readonly where: string;
}

/** The smallest axis on which a formula has a value. Throws where two axes never meet. */
export function axisOf(e: Expr, seen: Seen): AxisName {
  switch (e.tag) {
    case 'const':
      return SCALAR;
    case 'name':
      return seen.axisOf(e.name) ?? SCALAR;
    case 'axis':
      return e.what === 'size' ? (known(e.axis, e, seen), SCALAR) : known(e.axis, e, seen);
    case 'reduce':
      return reduced(e, seen);
    default: {
      let axis: AxisName = SCALAR;
      for (const a of e.args) {
        const other = axisOf(a, seen);
        const both = seen.axes.join(axis, other);
        if (both === undefined) {
          fail(
            `${spoken(axis)} and ${spoken(other)} never meet`,
            e,
            seen,
            `reduce one of them, for example ${reduction(a, other)}`,
          );
        }
        axis = both!;
      }
      return axis;
    }
  }
}

/** Checks that a rule on an axis can read all of its formula; otherwise says which part is too wide. */
export function checkAxis(e: Expr, rule: AxisName, seen: Seen): void {
  const { contains, factors } = seen.axes;
  if (e.tag === 'const') return;
  if (e.tag === 'name' || e.tag === 'axis' || e.tag === 'reduce') {
    const axis = axisOf(e, seen);
    if (contains(rule, axis)) return;
    const what = e.tag === 'axis' ? `index(${e.axis})` : e.tag === 'reduce' ? print(e) : e.name;
    // Of a product of which the rule sees one side, the other side has to go.
    const over = factors(axis)?.find((f) => !contains(rule, f)) ?? axis;
    fail(
      `${what.slice(0, 60)} is ${spoken(axis)}, which a rule ${spoken(rule)} cannot see`,
      e,
      seen,
      `reduce it first, for example ${reduction(e, over)}`,
    );
    return;
  }
  for (const a of e.args) checkAxis(a, rule, seen);
}

const spoken = (axis: AxisName): string => (axis === SCALAR ? 'a single number' : `per ${axis}`);
const reduction = (e: Expr, axis: AxisName): string => `sum(${e.tag === 'name' ? e.name : '…'}, ${axis})`;

function reduced(e: Extract<Expr, { tag: 'reduce' }>, seen: Seen): AxisName {
  const [x, q] = e.args;
  const axis = axisOf(x!, seen);
  if (q) checkAxis(q, SCALAR, seen);
  if (e.axis === null) return SCALAR;
  known(e.axis, e, seen);
  if (axis === e.axis) return SCALAR;
  const [rows, columns] = seen.axes.factors(axis) ?? [];
  if (rows === e.axis) return columns!;
  if (columns === e.axis) return rows!;
  return fail(
    `${print(x!).slice(0, 60)} is ${spoken(axis)}; there is no ${e.axis} in it to reduce over`,
    e,
    seen,
    axis === SCALAR ? 'leave the reduction away' : `reduce over ${[axis, rows, columns].filter(Boolean).join(', ')}`,
  );
}

function known(axis: AxisName, e: Expr, seen: Seen): AxisName {
  if (seen.axes.names.has(axis)) return axis;
  return fail(`unknown axis ${axis}`, e, seen, `axes here: ${nearestFirst(axis, seen.axes.names).join(', ')}`);
}

function fail(what: string, e: Expr, seen: Seen, remedy: string): never {
  const problem: Problem = problemAt(seen.where, what, seen.source, e.at, remedy);
  throw new NeuroloomError(problem);
}
