/** Documents and edits as fast-check draws them: any valid document, and edits that mostly, not always, apply to it. */
import fc from 'fast-check';
import type { GraphDocument, GraphNode, TimeBase, Wire } from '../../src/graph/document.ts';
import type { Edit, Spot } from '../../src/graph/edit.ts';
import type { ParamValue } from '../../src/node/param.ts';

// Few names, so that edits meet; some are traps of JavaScript, none is forbidden.
export const ids = ['exc', 'inh', 'input_exc', 'toString', 'hasOwnProperty', 'Größe', 'a-b', '_', 'valueOf', 'n1'];
const ports = ['spikes', 'out', 'I', 'dw', 'toString', 'w'];
const paramNames = ['tau_mem', 'size', 'v_rest', 'toString', 'label', 'delay', 'p-1'];

export const idArb = fc.constantFrom(...ids);
const portArb = fc.constantFrom(...ports);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
export const valueArb: fc.Arbitrary<ParamValue> = fc.oneof(
  fc.constantFrom('20 ms', '-70 mV', '0.3 * rand()', '', '5 nS'),
  fc.string({ maxLength: 20, unit: 'grapheme' }),
  finite,
  fc.integer(),
  fc.boolean(),
);
const spotArb: fc.Arbitrary<Spot> = fc.record({
  x: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  y: fc.integer({ min: -1000, max: 1000 }),
});
/** A record whose keys stand in any order. */
const recordOf = <T>(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<T>,
  maxLength: number,
): fc.Arbitrary<Record<string, T>> =>
  fc
    .uniqueArray(fc.tuple(key, value), { maxLength, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries));

export const definitionArb: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.constant({ params: { tau: '20 ms' }, state: { x: 0 }, flow: { x: '-x / tau' } }),
  recordOf(
    fc.constantFrom('params', 'emit', 'on', 'nonsense'),
    fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }),
    3,
  ).filter(safe),
);
export const nodeArb: fc.Arbitrary<GraphNode> = fc.record(
  {
    type: fc.constantFrom('population/lif', 'equations', 'unknown/thing'),
    version: fc.integer({ min: 1, max: 3 }),
    title: fc.string({ maxLength: 10 }),
    params: recordOf(fc.constantFrom(...paramNames), valueArb, 4),
    definition: definitionArb,
  },
  { requiredKeys: ['type', 'version', 'params'] },
);
export const timeArb: fc.Arbitrary<TimeBase> = fc.record(
  {
    dt: fc.constantFrom('0.1 ms', 1, '5 mV' as never),
    phases: fc.array(
      fc.record(
        { name: fc.constantFrom('image', 'rest'), for: fc.constantFrom('350 ms', '150 ms'), blank: fc.boolean() },
        { requiredKeys: ['name', 'for'] },
      ),
      { maxLength: 3 },
    ),
    duration: fc.constantFrom('1 s', '10 ms'),
  },
  { requiredKeys: ['dt'] },
) as fc.Arbitrary<TimeBase>;
const seedArb = fc.integer({ min: 0, max: 0xffffffff });
const titleArb = fc.string({ maxLength: 20, unit: 'grapheme' });
const precisionArb = fc.constantFrom<('f32' | 'f64')[]>('f32', 'f64');

export const wireAmong = (nodes: readonly string[]): fc.Arbitrary<Wire> =>
  fc
    .tuple(fc.constantFrom(...nodes), portArb, fc.constantFrom(...nodes), portArb)
    .map(([a, p, b, q]) => ({ from: `${a}.${p}`, to: `${b}.${q}` }));

const profilesArb = recordOf(
  fc.constantFrom('full', 'small'),
  recordOf(
    fc.tuple(idArb, fc.constantFrom(...paramNames)).map(([node, param]) => `${node}.${param}`),
    valueArb,
    3,
  ),
  2,
);

export const documentArb: fc.Arbitrary<GraphDocument> = recordOf(idArb, nodeArb, 7).chain((nodes) => {
  const names = Object.keys(nodes);
  const wires =
    names.length === 0
      ? fc.constant([])
      : fc.uniqueArray(wireAmong(names), { maxLength: 10, selector: (w) => `${w.from} ${w.to}` });
  const layout = names.length === 0 ? fc.constant({}) : recordOf(fc.constantFrom(...names), spotArb, names.length);
  return fc
    .record(
      {
        format: fc.constant('neuroloom' as const),
        version: fc.constant(1 as const),
        title: titleArb,
        description: titleArb,
        cite: fc.array(titleArb, { maxLength: 2 }),
        time: timeArb,
        seed: seedArb,
        precision: precisionArb,
        nodes: fc.constant(nodes),
        wires,
        layout,
      },
      { requiredKeys: ['format', 'version', 'title', 'time', 'seed', 'nodes', 'wires', 'layout'] },
    )
    .map((doc) => structuredClone(doc)); // plain objects, also where fast-check draws some without a prototype
});

const indexArb = fc.integer({ min: 0, max: 12 });
const wireArb = wireAmong(ids);
const optional = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arb, { nil: undefined, freq: 3 });
/** Leaves out members that were drawn as absent. */
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

const simpleEditArb: fc.Arbitrary<Edit> = fc
  .oneof(
    fc
      .record({
        kind: fc.constant('add-node'),
        node: idArb,
        value: nodeArb,
        index: optional(indexArb),
        at: optional(spotArb),
        place: optional(indexArb),
        wires: optional(fc.array(fc.record({ wire: wireArb }), { maxLength: 2 })),
      })
      .map(({ wires, ...edit }) => ({
        ...edit,
        wires: wires?.map(({ wire }, k) => ({
          wire: k === 0 ? { ...wire, to: `${edit.node}.in` } : { ...wire, from: `${edit.node}.out` },
        })),
      })),
    fc.record({ kind: fc.constant('remove-node'), node: idArb }),
    fc.record({ kind: fc.constant('rename-node'), node: idArb, to: fc.oneof(idArb, fc.constantFrom('new1', 'new2')) }),
    fc.record({ kind: fc.constant('add-wire'), wire: wireArb, index: optional(indexArb) }),
    fc.record({ kind: fc.constant('remove-wire'), wire: wireArb }),
    fc.record({
      kind: fc.constant('set-param'),
      node: idArb,
      param: fc.constantFrom(...paramNames),
      value: optional(valueArb),
      index: optional(indexArb),
    }),
    fc.record({ kind: fc.constant('set-title'), node: idArb, title: optional(titleArb) }),
    fc.record({ kind: fc.constant('set-definition'), node: idArb, definition: optional(definitionArb) }),
    fc.record({ kind: fc.constant('move'), node: idArb, to: optional(spotArb), index: optional(indexArb) }),
    fc.record({ kind: fc.constant('set-profiles'), profiles: optional(profilesArb) }),
    fc.record({ kind: fc.constant('set-time'), time: timeArb }),
    fc.record({ kind: fc.constant('set-seed'), seed: seedArb }),
    fc.record({
      kind: fc.constant('set-meta'),
      title: optional(titleArb),
      description: optional(fc.option(titleArb)),
      cite: optional(fc.option(fc.array(titleArb, { maxLength: 2 }))),
      precision: optional(fc.option(precisionArb)),
    }),
  )
  .map((edit) => compact(edit) as Edit);

/** Any edit; half of the wire edits speak of wires that the document has. */
export const editArb = (doc: GraphDocument): fc.Arbitrary<Edit> => {
  const known: fc.Arbitrary<Edit>[] =
    doc.wires.length > 0 ? [fc.constantFrom(...doc.wires).map((wire) => ({ kind: 'remove-wire', wire }))] : [];
  const names = Object.keys(doc.nodes);
  if (names.length > 0) {
    known.push(fc.constantFrom(...names).map((node) => ({ kind: 'remove-node', node })));
    known.push(fc.record({ wire: wireAmong(names), index: indexArb }).map((e) => ({ kind: 'add-wire', ...e })));
  }
  return fc.oneof({ weight: 3, arbitrary: simpleEditArb }, ...known);
};
/** Single edits and batches, also batches of batches. */
export const anyEditArb = (doc: GraphDocument): fc.Arbitrary<Edit> => {
  const one = editArb(doc);
  const batch = fc.array(one, { maxLength: 6 }).map((edits): Edit => ({ kind: 'batch', edits }));
  const nested = fc.array(fc.oneof(one, batch), { maxLength: 3 }).map((edits): Edit => ({ kind: 'batch', edits }));
  return fc.oneof({ weight: 4, arbitrary: one }, batch, nested);
};

function safe(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([key, inner]) => !['__proto__', 'constructor', 'prototype'].includes(key) && safe(inner),
  );
}

/** Makes a change by mistake throw. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
