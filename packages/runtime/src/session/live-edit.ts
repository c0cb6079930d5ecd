/** A param that a person changes while the network runs. Values are checked as in a graph file; errors say what is wrong. */
import type { ParamValue, Problem } from '@neuroloom/core';
import { NeuroloomError, quantityOf, resolveParams } from '@neuroloom/core';
import type { Instance, OperatorInstance } from '../compile/resolve.ts';

type Params = Readonly<Record<string, ParamValue>>;

/** The value for a node of the tick plane, in coherent units; `params` are its own in the graph. */
export function liveValue({ id, def, dims }: Instance, params: Params, param: string, value: ParamValue): number {
  const refuse = (problem: Omit<Problem, 'where'>): never => {
    throw new NeuroloomError({ where: `${id}.${param}`, node: id, ...problem });
  };
  if (def.params[param]?.kind !== 'quantity')
    return refuse({ what: 'cannot change while running', remedy: 'change it in the graph and run again' });
  const { problems } = resolveParams(def, { ...params, [param]: value });
  if (problems.length > 0) throw new NeuroloomError(problems.map((p) => ({ ...p, node: id })));
  const number = quantityOf(value, dims[param]!);
  return typeof number === 'number' ? number : refuse({ what: number.error });
}

/** The value for an operator, which follows any of its params; `dt` is the graph's step (ms). */
export function liveOperatorValue(
  { id, def }: OperatorInstance,
  params: Params,
  param: string,
  value: ParamValue,
  dt: number,
): ParamValue {
  const { values, problems } = resolveParams(def, { ...params, [param]: value }, dt);
  if (problems.length > 0) throw new NeuroloomError(problems.map((p) => ({ ...p, node: id })));
  return values[param]!;
}
