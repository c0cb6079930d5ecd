/**
 * Which outputs an input can move within the tick it arrives in, read off a definition's formulas in the order of a
 * tick: set, receive, flow, emit, react. A node may pass nothing on at once, such as one that only listens.
 */
import type { NodeDefinition } from '../node/define.ts';
import type { ParamValue } from '../node/param.ts';
import { own } from './limits.ts';

type Params = Readonly<Record<string, ParamValue>>;
type Passes = ReadonlyMap<string, readonly string[]>;

/** For each input the outputs, also through states and formula params. */
export function within(definition: NodeDefinition, params: Params): Passes {
  const formulas = Object.entries(definition.params).filter(([, param]) => param.kind === 'formula');
  const said = formulas.some(([name]) => own(params, name) !== undefined);
  const known = said ? undefined : traced.get(definition);
  if (known) return known;
  const texts = formulas.map(([name, param]) => [name, String(own(params, name) ?? param.default)] as const);
  const found = trace(definition, texts);
  if (!said) traced.set(definition, found);
  return found;
}
const traced = new WeakMap<NodeDefinition, Passes>();

const NAME = /[\p{L}_][\p{L}\p{N}_]*/gu;

function trace(definition: NodeDefinition, texts: readonly (readonly [string, string])[]): Passes {
  const { inputs, outputs, state, flow, emit, on } = definition;
  const reads = new Map<string, Set<string>>();
  const read = (name: string, formula: string, event?: string): void => {
    const known = reads.get(name) ?? new Set();
    for (const word of formula.match(NAME) ?? []) known.add(word);
    if (event !== undefined) known.add(event);
    reads.set(name, known);
  };
  for (const [name, formula] of [...texts, ...Object.entries(flow), ...Object.entries(emit)]) read(name, formula);
  for (const [event, jumps] of Object.entries(on)) {
    for (const [name, formula] of Object.entries(jumps)) {
      // A state that jumps when the node itself fires shows its new value in the next tick only.
      if (Object.hasOwn(inputs, event) || !Object.hasOwn(state, name)) read(name, formula, event);
    }
  }
  const passes = new Map(Object.keys(inputs).map((input): [string, string[]] => [input, []]));
  for (const output of Object.keys(outputs)) {
    const seen = new Set([output]);
    for (const name of seen) for (const next of reads.get(name) ?? []) seen.add(next);
    for (const name of seen) passes.get(name)?.push(output);
  }
  return passes;
}
