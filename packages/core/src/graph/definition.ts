/**
 * Definitions written in a graph file: `defineNode`'s argument as JSON, with short forms for what a person types
 * often. Read strictly (only known keys, right types) into the same value that `defineNode` returns; formulas stay text.
 *
 * Short forms: a param `"20 ms"` is a quantity and `true` a flag; a port `"nA"` is a signal with that unit and
 * `"spikes"` a port of that kind; a state `"v_rest"` or `0` is its first value.
 */
import type { Problem } from '../errors.ts';
import type { NodeDefinition } from '../node/define.ts';
import type { ParamDef } from '../node/param.ts';
import type { PortDef, PortKind } from '../node/port.ts';
import { STREAM_KINDS, TICK_KINDS } from '../node/port.ts';
import type { StateDef } from '../node/state.ts';
import { parseQuantity } from '../units/quantity.ts';
import { fitsShape } from './check-shape.ts';
import { EQUATIONS } from './document.ts';
import type { Problems } from './limits.ts';
import { problems, show } from './limits.ts';
import { plain } from './plain.ts';
import type { DefinitionText, ParamText, PortText, StateText } from './schema.ts';
import { shapes } from './schema.ts';

/**
 * The definition, or everything that is wrong with its text; places begin with `where`. `checked`: the text is known
 * to have the right shape, which is then not looked at again.
 */
export function readDefinition(
  text: unknown,
  where = 'definition',
  checked = false,
): { readonly definition: NodeDefinition } | { readonly problems: readonly Problem[] } {
  const found = problems();
  const copy: unknown = plain(text, found);
  const shaped = checked || (found.count === 0 && fitsShape(shapes().definition, copy, found, [where]));
  if (found.count > 0 || !shaped) return { problems: found.list() };
  const definition = expand(copy as DefinitionText, found, where);
  return found.count > 0 ? { problems: found.list() } : { definition };
}

function expand(text: DefinitionText, found: Problems, where: string): NodeDefinition {
  const each = <T, U>(part: string, record: Readonly<Record<string, T>> = {}, f: (value: T, at: string) => U) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value, `${where}.${part}.${name}`)]));
  return {
    plane: 'tick',
    type: EQUATIONS,
    version: 1,
    title: text.title ?? 'Equations',
    summary: text.summary ?? '',
    cite: text.cite ?? [],
    params: each('params', text.params, (param, at) => paramOf(param, at, found)),
    axes: text.axes ?? {},
    inputs: each('inputs', text.inputs, portOf),
    outputs: each('outputs', text.outputs, portOf),
    state: each('state', text.state, stateOf),
    flow: text.flow ?? {},
    emit: text.emit ?? {},
    on: text.on ?? {},
    method: text.method ?? 'auto',
  };
}

/** What each kind of param may say beside its default and doc, and what the default is. */
const PARAMS: {
  readonly [K in ParamDef['kind']]: readonly [is: (value: unknown) => boolean, what: string, ...more: string[]];
} = {
  quantity: [(value) => !('error' in parseQuantity(value)), "a quantity such as '20 ms'", 'min', 'max', 'free'],
  count: [Number.isInteger, 'a whole number', 'min', 'max'],
  ticks: [(value) => !('error' in parseQuantity(value)), 'a number of ticks or a time', 'min', 'each'],
  choice: [(value) => typeof value === 'string', 'one of the options', 'options'],
  flag: [(value) => typeof value === 'boolean', 'true or false'],
  text: [(value) => typeof value === 'string', 'a text'],
  formula: [(value) => typeof value === 'string', 'a formula'],
};

function paramOf(text: ParamText, at: string, found: Problems): ParamDef {
  const said = typeof text === 'object' ? text : { default: text };
  const kind = said.kind ?? (typeof said.default === 'boolean' ? 'flag' : 'quantity');
  const [is, what, ...more] = PARAMS[kind];
  if (!is(said.default)) {
    const remedy = said.kind ? {} : { remedy: 'a text, a choice or a formula needs { kind, default }' };
    found.add({ where: at, what: `expected ${what}, got ${show(said.default)}`, ...remedy });
  }
  for (const key of ['min', 'max', 'free', 'options', 'each'] as const) {
    const value = said[key];
    if (value === undefined) continue;
    if (!more.includes(key)) found.add({ where: `${at}.${key}`, what: `a param of kind '${kind}' has no '${key}'` });
    else if ((key === 'min' || key === 'max') && !(kind === 'quantity' ? is(value) : typeof value === 'number')) {
      found.add({
        where: `${at}.${key}`,
        what: `expected ${kind === 'quantity' ? what : 'a number'}, got ${show(value)}`,
      });
    }
  }
  if (kind === 'choice' && !said.options?.includes(String(said.default))) {
    found.add({
      where: at,
      what: `expected one of the options, got ${show(said.default)}`,
      remedy: 'list it in options',
    });
  }
  // Checked above, kind by kind, in a way that the type system cannot follow.
  return { doc: '', ...said, kind } as ParamDef;
}

/** Along which axis a port of each kind lies, and in which unit, when the text does not say. */
const PORTS: { readonly [K in PortKind]: { readonly axis: string; readonly unit?: string } } = {
  spikes: { axis: 'neuron' },
  signal: { axis: 'neuron', unit: '1' },
  increment: { axis: 'neuron', unit: '1' },
  event: { axis: 'scalar' },
  weights: { axis: 'synapse', unit: '1' },
  dw: { axis: 'synapse', unit: '1' },
  mask: { axis: 'synapse', unit: '1' },
  dataset: { axis: 'scalar' },
  trial: { axis: 'scalar' },
  sample: { axis: 'channel', unit: '1' },
  label: { axis: 'scalar' },
  metric: { axis: 'scalar' },
  frame: { axis: 'scalar' },
};

function portOf(text: PortText): PortDef {
  const said = typeof text === 'object' ? text : isKind(text) ? { kind: text } : { unit: text };
  const kind = said.kind ?? 'signal';
  const { unit, ...rest } = said;
  return { doc: '', ...PORTS[kind], ...rest, ...(unit === undefined ? {} : { unit: String(unit) }), kind };
}
const isKind = (text: string): text is PortKind =>
  ([...TICK_KINDS, ...STREAM_KINDS] as readonly string[]).includes(text);

function stateOf(text: StateText): StateDef {
  const said = typeof text === 'object' ? text : { init: text };
  return { doc: '', axis: 'neuron', kind: 'real', keep: false, ...said };
}

/** A definition as it is written in a file: its own text, to be put into an `equations` node and changed there. */
export function definitionText(definition: NodeDefinition): Readonly<Record<string, unknown>> {
  const { plane: _plane, type: _type, version: _version, migrate: _migrate, ...text } = definition;
  return Object.fromEntries(
    Object.entries(text).filter(([, part]) => typeof part !== 'object' || Object.keys(part).length > 0),
  );
}
