/**
 * Every name, unit, type, axis and trigger of a node definition, checked before anything runs; all problems at
 * once. Built-in nodes and those typed into a graph file pass the same checks.
 */
import type { Problem } from '../errors.ts';
import { NeuroloomError } from '../errors.ts';
import { checkIs } from '../formula/check.ts';
import type { Expr } from '../formula/expr.ts';
import { integrate } from '../formula/integrate.ts';
import { parse } from '../formula/parse.ts';
import type { Dim } from '../units/dimension.ts';
import { divDim, ONE, TIME } from '../units/dimension.ts';
import { quantityOf } from '../units/quantity.ts';
import { checkAxis } from './axes.ts';
import { checkShape } from './check-shape.ts';
import type { NodeDefinition } from './define.ts';
import type { ParamValue } from './param.ts';
import type { AxisName, PortDef } from './port.ts';
import { isSpread } from './resolve-params.ts';
import type { Place } from './scope.ts';
import { NodeScope, Unsettled } from './scope.ts';

/** Everything that is wrong with a definition, for the params of one node of a graph or for its defaults. */
export function checkNode(def: NodeDefinition, params: Readonly<Record<string, ParamValue>> = {}): Problem[] {
  const shape = checkShape(def);
  // Without its shape, a definition's formulas would only repeat what is wrong.
  if (shape.length > 0) return shape;
  const problems: Problem[] = [];
  const attempt = (rule: () => void): void => {
    try {
      rule();
    } catch (error) {
      if (error instanceof NeuroloomError) problems.push(...error.problems);
      else if (!(error instanceof Unsettled)) throw error;
    }
  };
  const scope = new NodeScope(def, params);
  problems.push(...scope.problems);
  checkDelays(def, params, scope, attempt);
  checkStates(def, scope, attempt);
  checkPorts(def, scope, attempt);
  checkFlow(def, scope, attempt, () => problems.length > 0);
  checkEmit(def, scope, attempt);
  checkOn(def, scope, attempt);
  return unique(problems);
}

type Attempt = (rule: () => void) => void;

/** Ticks that differ from element to element: a time over params, positions and draws. */
function checkDelays(
  def: NodeDefinition,
  params: Readonly<Record<string, ParamValue>>,
  scope: NodeScope,
  attempt: Attempt,
): void {
  for (const [name, p] of Object.entries(def.params)) {
    const source = params[name];
    if (p.kind !== 'ticks' || !isSpread(p, source)) continue;
    attempt(() => {
      const where = scope.where(`params.${name}`);
      const place: Place = { inputs: false, states: false, time: false, own: undefined };
      const expr = parse(source, where);
      checkIs(expr, TIME, 'real', scope.names(place), source, where);
      checkAxis(expr, p.each!, scope.seen(place, { source, where }));
    });
  }
}

/** The first values: over params, positions and draws. */
function checkStates(def: NodeDefinition, scope: NodeScope, attempt: Attempt): void {
  for (const [name, s] of Object.entries(def.state)) {
    attempt(() => {
      const init = scope.init(name);
      if (s.kind === 'steps') checkIs(init.expr, ONE, 'int', scope.names(init.place), init.source, init.where);
      else scope.dimOfState(name);
      checkAxis(init.expr, s.axis, scope.seen(init.place, init));
    });
  }
}

function checkPorts(def: NodeDefinition, scope: NodeScope, attempt: Attempt): void {
  for (const side of ['inputs', 'outputs'] as const) {
    for (const [name, port] of Object.entries(def[side])) {
      attempt(() => {
        const dim = scope.dimOfPort(port, `${side}.${name}`);
        if (port.default === undefined) return;
        const value = quantityOf(port.default, dim ?? ONE);
        if (typeof value !== 'number' && !isBareZero(port.default))
          fail(scope.where(`${side}.${name}`), `default: ${value.error}`);
      });
    }
  }
}
const isBareZero = (q: number | string): boolean => quantityOf(q, ONE) === 0;

function checkFlow(def: NodeDefinition, scope: NodeScope, attempt: Attempt, failed: () => boolean): void {
  const flows = new Map<string, Expr>();
  for (const [name, text] of Object.entries(def.flow)) {
    attempt(() => {
      const { axis } = def.state[name]!;
      const e = ruleOf(scope, text, `flow.${name}`, { axis, own: undefined }, () =>
        divDim(scope.dimOfState(name), TIME),
      );
      flows.set(name, scope.inlined(e));
    });
  }
  if (failed()) return;
  attempt(() => {
    integrate(flows, {
      method: def.method,
      constant: (name) => scope.isConstant(name),
      where: def.type,
      sources: new Map(Object.entries(def.flow)),
    });
  });
}

function checkEmit(def: NodeDefinition, scope: NodeScope, attempt: Attempt): void {
  for (const [name, text] of Object.entries(def.emit)) {
    const port = def.outputs[name]!;
    attempt(() => {
      const dim = (): Dim | 'truth' =>
        port.kind === 'spikes' || port.kind === 'event' ? 'truth' : (scope.dimOfPort(port, `outputs.${name}`) ?? ONE);
      ruleOf(scope, text, `emit.${name}`, { axis: port.axis, own: undefined }, dim);
    });
  }
}

function checkOn(def: NodeDefinition, scope: NodeScope, attempt: Attempt): void {
  for (const [trigger, rule] of Object.entries(def.on)) {
    const port = (def.inputs[trigger] ?? def.outputs[trigger])!;
    const own = port.kind === 'increment' || port.kind === 'dw' || port.kind === 'mask' ? trigger : undefined;
    for (const [target, text] of Object.entries(rule)) {
      attempt(() => {
        const state = Object.hasOwn(def.state, target) ? def.state[target]! : undefined;
        const axis = state?.axis ?? def.outputs[target]!.axis;
        const where = `on.${trigger}.${target}`;
        const dim = (): Dim =>
          state ? scope.dimOfState(target) : (scope.dimOfPort(def.outputs[target]!, `outputs.${target}`) ?? ONE);
        ruleOf(
          scope,
          text,
          where,
          { axis: axisOfJump(scope, port, axis, target, where), own },
          dim,
          state?.kind === 'steps',
        );
      });
    }
  }
}

/**
 * Where a jump runs. At an event on `pre` a state on `pre` jumps where the event was, a scalar once for each
 * event, and anything on `post` or `synapse` at each synapse that the event meets.
 */
function axisOfJump(scope: NodeScope, trigger: PortDef, target: AxisName, name: string, where: string): AxisName {
  const { axes } = scope;
  if (trigger.kind === 'event') return target;
  if (axes.contains(trigger.axis, target)) return trigger.axis;
  const whole = axes.join(trigger.axis, target);
  if (whole !== undefined && trigger.kind !== 'increment') return whole;
  return fail(
    scope.where(where),
    `${name} is per ${target}, and the event comes per ${trigger.axis}`,
    `put ${name} on the axis ${trigger.axis}`,
  );
}

/** Parses one rule and checks its unit, type and axes. */
function ruleOf(
  scope: NodeScope,
  text: string,
  part: string,
  at: { readonly axis: AxisName; readonly own: string | undefined },
  dim: () => Dim | 'truth',
  whole = false,
): Expr {
  const where = scope.where(part);
  const e = parse(text, where);
  const place: Place = { inputs: true, states: true, time: true, own: at.own };
  const want = dim();
  if (want === 'truth') checkIs(e, ONE, 'bool', scope.names(place), text, where);
  else checkIs(e, want, whole ? 'int' : 'real', scope.names(place), text, where);
  checkAxis(e, at.axis, scope.seen(place, { source: text, where }));
  return e;
}

function fail(where: string, what: string, remedy?: string): never {
  throw new NeuroloomError({ where, what, ...(remedy ? { remedy } : {}) });
}

/** A formula param that is read in three places has its fault told once. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((p) => [`${p.where}|${p.what}|${p.at ?? ''}`, p])).values()];
}
