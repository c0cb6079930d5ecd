/**
 * The shape of a graph file, once: what the reader checks, what an edit is checked against, and what is published as
 * JSON Schema. Shape only; whether ports exist and units agree is for validate.ts.
 */
import * as z from 'zod/mini';
import { CONNECT_READS } from '../node/check-shape.ts';
import type { NodeDefinition } from '../node/define.ts';
import { METHODS } from '../node/define.ts';
import type { ParamDef } from '../node/param.ts';
import type { PortDef } from '../node/port.ts';
import { STREAM_KINDS, TICK_KINDS } from '../node/port.ts';
import type { StateDef } from '../node/state.ts';
import type { Quantity } from '../units/quantity.ts';
import type { GraphDocument, GraphNode, TimeBase, TrialPhase } from './document.ts';
import { FORMAT, VERSION } from './document.ts';
import type { Edit } from './edit.ts';
import { END, LIMITS, NAME } from './limits.ts';

const SEED_MAX = 0xffff_ffff;
const FAR = 1e7;
const DEFINITION_DEPTH = 12;
const depth = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Object.values(value).reduce<number>((deepest, inner) => Math.max(deepest, depth(inner)), 0)
    : 0;

// zod/mini, because zod's full classes compile checks with `new Function`, which a strict Content Security Policy
// reports. Every schema carries the end of the sentence that its failure makes: "expected …".
function makeShapes() {
  const text = (max: number, what: string) => z.string(what).check(z.maxLength(max, `at most ${max} characters`));
  const name = text(LIMITS.name, 'a name').check(
    z.regex(NAME, "a name of letters, digits, _ and - that begins with a letter and is none of JavaScript's own"),
  );
  const end = text(2 * LIMITS.name + 1, "'node.port'").check(z.regex(END, "'node.port'"));
  const whole = (min: number, max: number, what: string) =>
    z.number(what).check(z.int(what), z.gte(min, what), z.lte(max, what));
  const words = text(LIMITS.string, 'a text');
  const quantity = z.union(
    [z.number(), text(80, 'a quantity')],
    "a number or a text with a unit, such as '20 ms'",
  ) as z.ZodMiniType<Quantity>;
  const atMost = <T extends z.ZodMiniType<Record<string, unknown>>>(n: number, of: T) =>
    of.check(z.refine((value: Record<string, unknown>) => Object.keys(value).length <= n, `at most ${n} entries`));
  const paramValue = z.union([z.number(), words, z.boolean()], 'a number, a text, true or false');
  const position = whole(0, LIMITS.entries, `a whole number from 0 to ${LIMITS.entries}`);

  const flag = z.exactOptional(z.boolean());
  const doc = z.exactOptional(words);

  const paramWords = {
    kind: z.exactOptional(z.enum(['quantity', 'count', 'ticks', 'choice', 'flag', 'text', 'formula'])),
    default: paramValue,
    doc,
    min: z.exactOptional(quantity),
    max: z.exactOptional(quantity),
    free: flag,
    options: z.exactOptional(z.array(words)),
    each: z.exactOptional(name),
    file: z.exactOptional(text(LIMITS.name, 'endings of files')),
  } satisfies Words<KeysOf<ParamDef>>;
  const param = z.union(
    [quantity, z.boolean(), z.strictObject(paramWords)],
    "a quantity such as '20 ms', true, false, or an object with a default",
  );
  const portWords = {
    kind: z.exactOptional(z.enum([...TICK_KINDS, ...STREAM_KINDS])),
    unit: z.exactOptional(z.union([text(LIMITS.name, 'a unit'), z.literal(1)], "a unit such as 'nA', or 1")),
    axis: z.exactOptional(name),
    default: z.exactOptional(quantity),
    steady: flag,
    doc,
  } satisfies Words<keyof PortDef>;
  const port = z.union(
    [text(LIMITS.name, 'a kind or a unit'), z.strictObject(portWords)],
    "a unit such as 'nA', a kind such as 'spikes', or an object with kind, unit, axis and doc",
  );
  const init = z.union([z.number(), words], 'a number or a formula');
  const stateWords = {
    init,
    kind: z.exactOptional(z.enum(['real', 'steps'])),
    axis: z.exactOptional(name),
    keep: flag,
    role: z.exactOptional(z.enum(['weights', 'mask'])),
    doc,
  } satisfies Words<keyof StateDef>;
  const state = z.union([init, z.strictObject(stateWords)], 'a number, a formula, or an object with init');
  const pair = z.tuple([name, name]);
  const connect = z.strictObject({
    rule: z.enum(Object.keys(CONNECT_READS) as (keyof typeof CONNECT_READS)[]),
    by: name,
    self: z.exactOptional(z.boolean()),
    weight: z.exactOptional(name),
    file: z.exactOptional(name),
  });
  const axis = z.union([name, pair, z.strictObject({ of: pair, connect })], 'a param, two axes, or { of, connect }');
  const method = z.enum(METHODS, `one of ${METHODS.join(', ')}`);
  // A definition describes one kind of neuron or synapse; more parts than this are a mistake, or meant to stall a reader.
  const PARTS = 64;
  const parts = <T extends z.ZodMiniType>(of: T) => atMost(PARTS, z.record(name, of));
  const formulas = parts(words);

  /** A definition written in a file: `defineNode`'s argument, with short forms (docs/decisions/0013-equations-in-files.md). */
  const definitionWords = {
    // Where it was copied from: accepted so that a library node's own text can be pasted, and not used.
    plane: z.exactOptional(z.literal('tick')),
    type: z.exactOptional(text(LIMITS.title, 'a text')),
    version: z.exactOptional(whole(1, LIMITS.entries, 'a whole number from 1')),
    title: z.exactOptional(text(LIMITS.title, 'a text')),
    summary: doc,
    cite: z.exactOptional(z.array(text(LIMITS.title, 'a text'))),
    params: z.exactOptional(parts(param)),
    axes: z.exactOptional(parts(axis)),
    inputs: z.exactOptional(parts(port)),
    outputs: z.exactOptional(parts(port)),
    state: z.exactOptional(parts(state)),
    flow: z.exactOptional(formulas),
    emit: z.exactOptional(formulas),
    on: z.exactOptional(parts(formulas)),
    method: z.exactOptional(z.union([method, parts(method)], `one of ${METHODS.join(', ')}, or one for each state`)),
  } satisfies Words<Exclude<keyof NodeDefinition, 'migrate'>>;
  const definition = z.strictObject(definitionWords);

  const phase = z.strictObject({
    name: text(LIMITS.name, 'a text'),
    for: quantity,
    blank: flag,
  } satisfies Words<keyof TrialPhase>);
  const time = z.strictObject({
    dt: quantity,
    phases: z.exactOptional(z.array(phase)),
    duration: z.exactOptional(quantity),
  } satisfies Words<keyof TimeBase>);
  const wire = z.strictObject({ from: end, to: end });
  const coordinate = z
    .number()
    .check(z.gte(-FAR, `a number from ${-FAR} to ${FAR}`), z.lte(FAR, `a number up to ${FAR}`));
  const spot = z.strictObject({ x: coordinate, y: coordinate });
  const seed = whole(0, SEED_MAX, `a whole number from 0 to ${SEED_MAX}`);
  const precision = z.enum(['f32', 'f64']);
  const titleText = text(LIMITS.title, 'a text');
  const cite = z.array(text(LIMITS.title, 'a text'));
  // While a person types, a definition may be wrong; the file keeps it, and resolve.ts says what is wrong.
  const loose = z
    .record(z.string(), z.unknown())
    .check(z.refine((value) => depth(value) <= DEFINITION_DEPTH, `at most ${DEFINITION_DEPTH} levels`));

  const node = (of: typeof definition | typeof loose) =>
    z.strictObject({
      type: text(LIMITS.title, "a type, such as 'family/name'").check(z.minLength(1, 'a type')),
      version: whole(1, LIMITS.entries, 'a whole number from 1'),
      title: z.exactOptional(titleText),
      params: z.record(name, paramValue),
      definition: z.exactOptional(of),
    } satisfies Words<keyof GraphNode>);

  const profiles = atMost(32, z.record(name, atMost(1000, z.record(end, paramValue))));

  const document = (of: typeof definition | typeof loose) =>
    z.strictObject({
      format: z.literal(FORMAT),
      version: z.literal(VERSION),
      title: titleText,
      description: z.exactOptional(words),
      cite: z.exactOptional(cite),
      time,
      seed,
      precision: z.exactOptional(precision),
      nodes: z.record(name, node(of)),
      wires: z.array(wire),
      layout: z.record(name, spot),
      profiles: z.exactOptional(profiles),
    } satisfies Words<keyof GraphDocument>);

  /**
   * The document in pieces, as it is checked: the parts with many entries are looked at entry by entry, so that a file
   * with a hundred thousand faults is not gathered whole before the first is told.
   */
  const pieces = {
    frame: z.strictObject({
      ...document(loose).shape,
      nodes: z.record(z.string(), z.unknown()),
      wires: z.array(z.unknown()),
      layout: z.record(z.string(), z.unknown()),
    }),
    name,
    nodes: node(loose),
    wires: wire,
    layout: spot,
  };

  const index = z.exactOptional(position);
  const nullable = <T extends z.ZodMiniType>(of: T) => z.exactOptional(z.nullable(of));

  /** The shape of an edit, which may come from a journal or another tab. */
  const edit: z.ZodMiniType<Edit> = z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('add-node'),
      node: name,
      value: node(loose),
      index,
      at: z.exactOptional(spot),
      place: index,
      wires: z.exactOptional(z.array(z.strictObject({ wire, index }))),
    }),
    z.strictObject({ kind: z.literal('remove-node'), node: name }),
    z.strictObject({ kind: z.literal('rename-node'), node: name, to: name }),
    z.strictObject({ kind: z.literal('add-wire'), wire, index }),
    z.strictObject({ kind: z.literal('remove-wire'), wire }),
    z.strictObject({
      kind: z.literal('set-param'),
      node: name,
      param: name,
      value: z.exactOptional(paramValue),
      index,
    }),
    z.strictObject({ kind: z.literal('set-title'), node: name, title: z.exactOptional(titleText) }),
    z.strictObject({ kind: z.literal('set-definition'), node: name, definition: z.exactOptional(loose) }),
    z.strictObject({ kind: z.literal('move'), node: name, to: z.exactOptional(spot), index }),
    z.strictObject({ kind: z.literal('set-profiles'), profiles: z.exactOptional(profiles) }),
    z.strictObject({ kind: z.literal('set-time'), time }),
    z.strictObject({ kind: z.literal('set-seed'), seed }),
    z.strictObject({
      kind: z.literal('set-meta'),
      title: z.exactOptional(titleText),
      description: nullable(words),
      cite: nullable(cite),
      precision: nullable(precision),
    }),
    z.strictObject({ kind: z.literal('batch'), edits: z.lazy(() => z.array(edit)) }),
  ]);
  return { param, port, state, definition, document, pieces, edit };
}

// `satisfies` makes a word that is added to params, ports or states fail to compile until files can say it too.
type Words<K extends PropertyKey> = Readonly<Record<K, z.ZodMiniType>>;
type KeysOf<T> = T extends unknown ? keyof T : never;

type Shapes = ReturnType<typeof makeShapes>;
export type DefinitionText = z.infer<Shapes['definition']>;
export type ParamText = z.infer<Shapes['param']>;
export type PortText = z.infer<Shapes['port']>;
export type StateText = z.infer<Shapes['state']>;

let made: Shapes | undefined;

/** The shapes, made when they are first asked for: a thread that is given a checked graph needs none. */
export const shapes = (): Shapes => (made ??= makeShapes());

/** The published JSON Schema (draft 2020-12) of a graph file. */
export function jsonSchema(): Readonly<Record<string, unknown>> {
  const { document, definition } = shapes();
  const { $schema, ...schema } = z.toJSONSchema(document(definition), {
    target: 'draft-2020-12',
    override: ({ jsonSchema: part }) => {
      if (part.pattern !== undefined) part.pattern = PORTABLE.get(part.pattern) ?? part.pattern;
    },
  });
  return { $schema, title: 'Neuroloom graph', ...schema };
}

// Validators differ in whether patterns know Unicode classes; these say a little less than the reader, everywhere alike.
const WORD = '[A-Za-z_\\u0080-\\uffff][0-9A-Za-z_\\u0080-\\uffff-]*';
const PORTABLE: ReadonlyMap<string, string> = new Map([
  [NAME.source, `^${WORD}$`],
  [END.source, `^${WORD}\\.${WORD}$`],
]);
