/**
 * The definition of an Equations node as lines that a person edits one by one: where each state starts and how it
 * moves, what is emitted, what jumps at an event. The text stays the JSON of the graph file.
 */
import type { Problem } from '@neuroloom/core';

export type DefinitionText = Readonly<Record<string, unknown>>;

export interface FormulaLine {
  /** Place in the definition, as in messages: `flow.V`, `on.spikes.V`. */
  readonly place: string;
  /** Of the left side: the state or the output. */
  readonly of: string;
  readonly formula: string;
}
export interface StateLines {
  readonly name: string;
  readonly start: FormulaLine;
  /** Empty where the state moves only by jumps. */
  readonly flow: FormulaLine;
}
export interface EventLines {
  readonly event: string;
  readonly jumps: readonly FormulaLine[];
  /** States and outputs that have no rule at this event yet. */
  readonly free: readonly string[];
}
export interface DefinitionLines {
  readonly states: readonly StateLines[];
  readonly emits: readonly FormulaLine[];
  readonly events: readonly EventLines[];
}

type Rules = Readonly<Record<string, unknown>>;
const record = (x: unknown): Rules => (typeof x === 'object' && x !== null && !Array.isArray(x) ? (x as Rules) : {});
const written = (x: unknown): string => (typeof x === 'string' || typeof x === 'number' ? String(x) : '');
const kindOf = (port: unknown): string => (typeof port === 'string' ? port : written(record(port)['kind']));
const startOf = (state: unknown): string => written(typeof state === 'object' ? record(state)['init'] : state);

export function linesOf(text: DefinitionText): DefinitionLines {
  const [state, flow, emit, on] = ['state', 'flow', 'emit', 'on'].map((part) => record(text[part])) as [
    Rules,
    Rules,
    Rules,
    Rules,
  ];
  const [inputs, outputs] = [record(text['inputs']), record(text['outputs'])];
  const line = (part: string, of: string, formula: unknown): FormulaLine => ({
    place: `${part}.${of}`,
    of,
    formula: written(formula),
  });
  const events = [
    ...Object.keys(inputs).filter((p) => ['spikes', 'increment', 'event'].includes(kindOf(inputs[p]))),
    ...Object.keys(outputs).filter((p) => kindOf(outputs[p]) === 'spikes'),
  ];
  return {
    states: Object.entries(state).map(([name, s]) => ({
      name,
      start: line('state', name, startOf(s)),
      flow: line('flow', name, flow[name]),
    })),
    emits: Object.entries(emit).map(([port, formula]) => line('emit', port, formula)),
    events: [...new Set([...events, ...Object.keys(on)])].map((event) => {
      const rules = record(on[event]);
      return {
        event,
        jumps: Object.entries(rules).map(([of, formula]) => line(`on.${event}`, of, formula)),
        free: Object.keys(state).filter((s) => !Object.hasOwn(rules, s)),
      };
    }),
  };
}

/** The definition with another formula at a place. A flow that is emptied is gone: the state moves only by jumps. */
export function withFormula(text: DefinitionText, place: string, formula: string): DefinitionText {
  const [part = '', ...names] = place.split('.');
  const key = names.at(-1) ?? '';
  if (part === 'flow' && formula.trim() === '') return withoutLine(text, place);
  const rules = record(text[part]);
  if (part === 'on') {
    const event = names[0] ?? '';
    return { ...text, on: { ...rules, [event]: { ...record(rules[event]), [key]: formula } } };
  }
  const before = rules[key];
  const after =
    part === 'state' && typeof before === 'object' && before !== null ? { ...before, init: formula } : formula;
  return { ...text, [part]: { ...rules, [key]: after } };
}

/** The definition without the rule at a place, and without what would be left empty. */
export function withoutLine(text: DefinitionText, place: string): DefinitionText {
  const [part = '', ...names] = place.split('.');
  const rules = record(text[part]);
  if (part !== 'on') return put(text, part, without(rules, names[0] ?? ''));
  const [event = '', key = ''] = names;
  return put(text, 'on', put(rules, event, without(record(rules[event]), key)));
}

/** A new state that starts at 0 and stays there, under a name that is free. */
export function withState(text: DefinitionText): { readonly text: DefinitionText; readonly name: string } {
  const states = record(text['state']);
  const taken = new Set(['params', 'inputs', 'outputs', 'state'].flatMap((part) => Object.keys(record(text[part]))));
  let name = 'x';
  for (let k = 2; taken.has(name); k++) name = `x${k}`;
  return { text: { ...text, state: { ...states, [name]: 0 } }, name };
}

/** Without a state and its rules; what other formulas make of it is theirs. */
export function withoutState(text: DefinitionText, name: string): DefinitionText {
  const { [name]: _, ...state } = record(text['state']);
  const events = Object.keys(record(text['on'])).map((event) => `on.${event}.${name}`);
  return [`flow.${name}`, ...events].reduce(withoutLine, { ...text, state });
}

function without(rules: Rules, key: string): Rules {
  const { [key]: _, ...others } = rules;
  return others;
}
const put = (rules: Rules, key: string, value: Rules): Rules =>
  Object.keys(value).length > 0 ? { ...rules, [key]: value } : without(rules, key);

/** What is wrong with the line at a place. */
export const problemsAt = (problems: readonly Problem[], place: string): readonly Problem[] =>
  problems.filter(({ where }) => [`› ${place}`, `definition.${place}`].some((end) => where.endsWith(end)));
