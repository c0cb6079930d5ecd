/** The left-hand sides of a definition: its names, axes and ports, what flows, what is emitted, what jumps, what each output comes from. */
import type { Problem } from '../errors.ts';
import { nearestFirst } from '../formula/nearest.ts';
import { RESERVED, VARIABLE } from '../formula/parse.ts';
import { parseQuantity, quantityOf } from '../units/quantity.ts';
import { axesOf, factorsOfAxis } from './axes.ts';
import type { Connect, NodeDefinition } from './define.ts';
import { METHODS } from './define.ts';
import type { ParamDef } from './param.ts';
import type { PortKind } from './port.ts';
import { TICK_KINDS } from './port.ts';

/** Of params, of ports on each side, of states. */
const MOST = 256;

type Tell = (part: string, what: string, remedy?: string) => void;

export function checkShape(def: NodeDefinition): Problem[] {
  const problems: Problem[] = [];
  const tell: Tell = (part, what, remedy) => {
    problems.push({ where: `${def.type} › ${part}`, what, ...(remedy ? { remedy } : {}) });
  };
  for (const [part, what] of [
    ['params', 'params'],
    ['inputs', 'inputs'],
    ['outputs', 'outputs'],
    ['state', 'states'],
  ] as const) {
    const n = Object.keys(def[part]).length;
    if (n > MOST)
      return [
        {
          where: def.type,
          what: `${n} ${what}; at most ${MOST} are allowed`,
          remedy: 'give one of them an axis with many elements',
        },
      ];
  }
  checkNames(def, tell);
  checkBounds(def, tell);
  checkPortKinds(def, tell);
  checkAxes(def, tell);
  checkTargets(def, tell);
  checkMethod(def, tell);
  return problems;
}

const has = (record: object, key: string): boolean => Object.hasOwn(record, key);
const among = (name: string, names: Iterable<string>): string => {
  const near = nearestFirst(name, names, 8).join(', ');
  return near ? `known here: ${near}` : 'there are none here';
};

function checkNames(def: NodeDefinition, tell: Tell): void {
  const seen = new Map<string, string>();
  const parts = { params: 'a param', state: 'a state', inputs: 'an input', outputs: 'an output' } as const;
  for (const part of ['params', 'state', 'inputs', 'outputs'] as const) {
    for (const name of Object.keys(def[part])) {
      if (!VARIABLE.test(name))
        tell(part, `'${name.slice(0, 40)}' cannot be a name`, 'write a letter, then letters, digits or underscores');
      else if (RESERVED.has(name))
        tell(`${part}.${name}`, `'${name}' has a meaning of its own in formulas`, 'give it another name');
      const other = seen.get(name);
      // A formula never reads an output, so one may share its name with a param.
      if (other !== undefined && !(part === 'outputs' && other === parts.params))
        tell(`${part}.${name}`, `'${name}' is already ${other}`, 'give one of them another name');
      seen.set(name, parts[part]);
    }
  }
}

function checkBounds(def: NodeDefinition, tell: Tell): void {
  const { names } = axesOf(def);
  for (const [name, p] of Object.entries(def.params)) {
    if (p.kind === 'ticks' && p.each !== undefined && !names.has(p.each))
      tell(`params.${name}`, `each: unknown axis ${p.each.slice(0, 40)}`, `axes here: ${[...names].join(', ')}`);
  }
  for (const [name, p] of Object.entries(def.params)) {
    if (p.kind !== 'quantity') continue;
    const standard = parseQuantity(p.default);
    if ('error' in standard) continue; // told with the value itself
    for (const side of ['min', 'max'] as const) {
      const text = p[side];
      const bound = text === undefined ? 0 : quantityOf(text, standard.dim);
      if (typeof bound !== 'number' && quantityOf(text, [0, 0, 0, 0, 0]) !== 0)
        tell(`params.${name}`, `${side}: ${bound.error}`);
    }
  }
}

function checkPortKinds(def: NodeDefinition, tell: Tell): void {
  for (const side of ['inputs', 'outputs'] as const) {
    for (const [name, { kind }] of Object.entries(def[side])) {
      if ((TICK_KINDS as readonly PortKind[]).includes(kind)) continue;
      tell(
        `${side}.${name}`,
        `a node of the tick plane has no ports of kind '${kind}'`,
        `use one of ${TICK_KINDS.join(', ')}; a sample wired to a signal is held for the trial`,
      );
    }
  }
}

function checkAxes(def: NodeDefinition, tell: Tell): void {
  const axes = axesOf(def);
  for (const [name, axis] of Object.entries(def.axes)) {
    const part = `axes.${name}`;
    if (name === 'scalar') tell(part, "'scalar' has one element, always", 'declare another axis');
    if (typeof axis === 'string') {
      if (!has(def.params, axis))
        tell(part, `there is no param ${axis.slice(0, 40)}`, among(axis, Object.keys(def.params)));
      else if (def.params[axis]!.kind !== 'count')
        tell(part, `${axis} is not a count, so it cannot be a length`, `write ${axis}: count(…)`);
      continue;
    }
    const factors = factorsOfAxis(axis)!;
    if (factors[0] === factors[1] || factors.includes('scalar'))
      tell(part, `a product has two different axes, got ${factors.join(' × ')}`);
    if (factors.some((f) => axes.contains(f, name)))
      tell(part, `${name} would be a product of itself`, 'name two other axes');
    if ('connect' in axis) {
      const { rule, by } = axis.connect;
      const kind = has(def.params, by) ? def.params[by]!.kind : undefined;
      const want = CONNECT_READS[rule];
      const file = 'file' in axis.connect ? axis.connect.file : undefined;
      if (file !== undefined && !(has(def.params, file) && def.params[file]!.kind === 'text'))
        tell(part, `connect: ${file.slice(0, 40)} is not a text param that could name a file`);
      const weight = 'weight' in axis.connect ? axis.connect.weight : undefined;
      const kept = weight !== undefined && has(def.state, weight) ? def.state[weight] : undefined;
      if (weight !== undefined && !(kept?.keep && kept.axis === name))
        tell(
          part,
          `connect: ${weight.slice(0, 40)} is no state that the axis ${name} keeps`,
          among(weight, Object.keys(def.state)),
        );
      if (kind !== want)
        tell(
          part,
          `connect: ${by.slice(0, 40)} is ${kind ? `a ${kind}` : 'not a param'}; a rule '${rule}' reads a ${want}`,
        );
    }
  }
  for (const [name, s] of Object.entries(def.state)) {
    if (!axes.names.has(s.axis))
      tell(`state.${name}`, `unknown axis ${s.axis.slice(0, 40)}`, `axes here: ${[...axes.names].join(', ')}`);
  }
}

/** The kind of param that each rule of connection reads. */
export const CONNECT_READS = {
  probability: 'quantity',
  indegree: 'count',
  outdegree: 'count',
  list: 'text',
} as const satisfies Record<Connect['rule'], ParamDef['kind']>;

/** Kinds of input whose arrival is an event, of output whose firing is one, and how each output is made. */
const ARRIVES: readonly PortKind[] = ['spikes', 'increment', 'event', 'dw', 'mask'];
const FIRES: readonly PortKind[] = ['spikes', 'event'];
const EMITTED: readonly PortKind[] = ['spikes', 'event', 'signal', 'weights', 'mask'];
const SENT: readonly PortKind[] = ['increment', 'dw', 'mask'];

function checkTargets(def: NodeDefinition, tell: Tell): void {
  const made = new Set<string>();
  for (const name of Object.keys(def.flow)) {
    if (!has(def.state, name))
      tell(`flow.${name}`, `there is no state ${name.slice(0, 40)}`, among(name, Object.keys(def.state)));
    else if (def.state[name]!.kind === 'steps')
      tell(`flow.${name}`, `${name} counts ticks down by itself`, 'set it where it starts, under on');
  }
  for (const name of Object.keys(def.emit)) {
    if (!has(def.outputs, name))
      tell(`emit.${name}`, `there is no output ${name.slice(0, 40)}`, among(name, Object.keys(def.outputs)));
    else if (!EMITTED.includes(def.outputs[name]!.kind))
      tell(`emit.${name}`, `an output of kind '${def.outputs[name]!.kind}' is sent at an event`, 'write it under on');
    made.add(name);
  }
  for (const [trigger, rule] of Object.entries(def.on)) {
    const kind = has(def.inputs, trigger)
      ? def.inputs[trigger]!.kind
      : has(def.outputs, trigger)
        ? def.outputs[trigger]!.kind
        : undefined;
    const events = has(def.inputs, trigger) ? ARRIVES : FIRES;
    if (kind === undefined)
      tell(
        `on.${trigger}`,
        `there is no port ${trigger.slice(0, 40)}`,
        among(trigger, [...Object.keys(def.inputs), ...Object.keys(def.outputs)]),
      );
    else if (!events.includes(kind))
      tell(
        `on.${trigger}`,
        `a ${kind} is no event`,
        kind === 'signal' || kind === 'weights'
          ? 'it is there at every tick: read it under flow or emit'
          : `events are ${events.join(', ')}`,
      );
    for (const name of Object.keys(rule)) {
      if (has(def.state, name)) continue;
      made.add(name);
      const part = `on.${trigger}.${name}`;
      if (!has(def.outputs, name))
        tell(
          part,
          `there is no state or output ${name.slice(0, 40)}`,
          among(name, [...Object.keys(def.state), ...Object.keys(def.outputs)]),
        );
      else if (!SENT.includes(def.outputs[name]!.kind))
        tell(part, `an output of kind '${def.outputs[name]!.kind}' is there at every tick`, 'write it under emit');
    }
  }
  for (const [name, { kind }] of Object.entries(def.outputs)) {
    if (made.has(name)) continue;
    tell(
      `outputs.${name}`,
      `nothing makes ${name}`,
      EMITTED.includes(kind) ? `write emit.${name}` : `send it at an event: on.<input>.${name}`,
    );
  }
}

function checkMethod(def: NodeDefinition, tell: Tell): void {
  const methods = typeof def.method === 'string' ? { '': def.method } : def.method;
  for (const [name, method] of Object.entries(methods)) {
    const part = name ? `method.${name}` : 'method';
    if (!(METHODS as readonly string[]).includes(method))
      tell(part, `unknown method '${String(method).slice(0, 40)}'`, `methods are ${METHODS.join(', ')}`);
    if (name && !has(def.flow, name))
      tell(part, `${name.slice(0, 40)} does not flow`, among(name, Object.keys(def.flow)));
  }
}
