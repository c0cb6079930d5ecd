/**
 * Hostile files: 10 000 mutations of real graphs, half in their structure, half in their bytes. Nothing may crash,
 * hang or reach outside; every answer is a document or sentences.
 */
import { describe, expect, it } from 'vitest';
import { philox4x32 } from '../../src/random.ts';
import { connect, fits } from '../../src/graph/connect.ts';
import type { GraphDocument } from '../../src/graph/document.ts';
import type { Edit } from '../../src/graph/edit.ts';
import { apply, invert } from '../../src/graph/edit.ts';
import { readGraph, writeGraph } from '../../src/graph/json.ts';
import { arrange } from '../../src/graph/layout.ts';
import { resolveNode } from '../../src/graph/resolve.ts';
import { graph, node, testLibrary } from './library.ts';

const RUNS = 10_000;

const seedGraphs: readonly GraphDocument[] = [
  graph(
    {
      image: node('test/source'),
      coder: node('test/coder', { rate: '63.75 Hz' }),
      syn: node('test/synapses', { delay: '1 ms', w_init: '0.3 * rand()' }),
      exc: node('test/cell', { size: 400, tau_mem: '0.1 s', mode: 'hard', on: false }),
      rule: node('test/rule', { eta: 0.01 }),
      cut: node('test/cut'),
      read: node('test/reader'),
      view: node('test/view'),
    },
    'image.image > coder.x',
    'coder.spikes > syn.pre',
    'syn.out > exc.exc',
    'coder.spikes > rule.pre',
    'exc.spikes > rule.post',
    'rule.dw > syn.dw',
    'syn.weights > cut.w',
    'image.done > cut.when',
    'cut.mask > syn.mask',
    'exc.V > read.response',
    'syn.weights > view.weights',
  ),
  {
    ...graph(
      {
        own: {
          type: 'equations',
          version: 1,
          params: { tau: '10 ms' },
          definition: {
            params: {
              tau: '20 ms',
              size: { kind: 'count', default: 3, doc: '' },
              f: { kind: 'formula', default: 'V * 2', doc: '' },
            },
            axes: { neuron: 'size' },
            inputs: { I: 'nA', kick: 'increment' },
            outputs: { spikes: 'spikes' },
            state: { V: '0 mV', refr: { init: 0, kind: 'steps' } },
            flow: { V: '(I * 1 MΩ - f) / tau' },
            emit: { spikes: 'refr == 0 and V > 10 mV' },
            on: { spikes: { V: '0 mV', refr: 'ticks(2 ms)' }, kick: { V: 'V + kick * 1 mV' } },
          },
        },
        loop: node('test/two-ways'),
        far: { type: 'far/away', version: 3, params: { x: 1 } },
        old: { type: 'test/coder', version: 1, params: { peak: '5 Hz' } },
      },
      'loop.a2 > old.image',
      'far.out > own.kick',
    ),
    time: {
      dt: '0.5 ms',
      phases: [
        { name: 'on', for: '350 ms' },
        { name: 'off', for: '150 ms', blank: true },
      ],
    },
    profiles: { full: { 'own.size': 400 } },
    layout: { own: { x: 1, y: 2 } },
    description: 'Words',
    precision: 'f64' as const,
  },
];
const seeds = seedGraphs.map((doc) => writeGraph(doc));

/** Random numbers that are the same in every run: word `k` of the stream of one mutation. */
const dice = (run: number) => {
  let k = 0;
  return (below: number): number => philox4x32(k++, 0, 0, 0, run, 0xf022)[0]! % below;
};
type Dice = ReturnType<typeof dice>;

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -0,
  2 ** 53,
  '',
  'exc',
  'exc.V',
  '20 ms',
  '1e999 mV',
  '-5 furlongs',
  '__proto__',
  'constructor',
  'toString',
  '9'.repeat(5000),
  '('.repeat(3000),
  'a+'.repeat(1500),
  'x'.repeat(30_000),
  '\u0000',
  '\ud800',
  '𝓥',
  '<img onerror=alert(1)>',
  [],
  {},
  [[]],
  { x: {} },
  Array(300).fill(0),
  Object.fromEntries(Array.from({ length: 300 }, (_, j) => [`k${j}`, j])),
];
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
  'length',
  '0',
  '',
  'a.b',
  'params',
  'type',
  'exc',
];

/** One mutation somewhere in a value: replaces, removes, doubles, renames, nests or swaps. */
function mutate(root: unknown, roll: Dice): string {
  const places: { readonly holder: Record<string, unknown> | unknown[]; readonly key: string }[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push({ holder: value as Record<string, unknown>, key });
      walk(inner);
    }
  };
  walk(root);
  const at = (): {
    get: unknown;
    set: (value: unknown) => void;
    holder: (typeof places)[number]['holder'];
    key: string;
  } => {
    const { holder, key } = places[roll(places.length)]!;
    const record = holder as Record<string, unknown>;
    return {
      get: record[key],
      set: (value) =>
        Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true }),
      holder,
      key,
    };
  };
  const spot = at();
  const other = at();
  switch (roll(8)) {
    case 0:
      spot.set(VALUES[roll(VALUES.length)]);
      break;
    case 1:
      spot.set(structuredClone(other.get));
      break;
    case 2:
      if (Array.isArray(spot.holder)) spot.holder.splice(Number(spot.key), 1);
      else delete spot.holder[spot.key];
      break;
    case 3:
      if (Array.isArray(spot.holder)) spot.holder.push(structuredClone(spot.get));
      else spot.set([spot.get]);
      break;
    case 4: {
      const key = KEYS[roll(KEYS.length)]!;
      if (!Array.isArray(spot.holder))
        Object.defineProperty(spot.holder, key, { value: spot.get, enumerable: true, configurable: true });
      break;
    }
    case 5: {
      let deep: unknown = spot.get;
      for (let k = roll(60); k >= 0; k--) deep = roll(2) ? [deep] : { x: deep };
      spot.set(deep);
      break;
    }
    case 6:
      if (typeof spot.get === 'string') {
        const k = roll(spot.get.length + 1);
        spot.set(spot.get.slice(0, k) + String(VALUES[roll(28)]).slice(0, 9) + spot.get.slice(k + roll(3)));
      }
      break;
    default: {
      const was = spot.get;
      spot.set(other.get);
      if (spot.holder !== other.get && other.holder !== was) other.set(was);
    }
  }
  try {
    return JSON.stringify(root);
  } catch {
    return '{'; // the mutation made a loop
  }
}

function mutateBytes(text: string, roll: Dice): string {
  let mutated = text;
  for (let k = roll(3); k >= 0; k--) {
    const from = roll(mutated.length + 1);
    const length = roll(12);
    const sign = [
      '',
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      '\\u0000',
      '0',
      'e',
      '-',
      '\n',
      '\u2028',
      'null',
      '"__proto__":',
      '9'.repeat(400),
    ][roll(18)]!;
    const slice = mutated.slice(from, from + length * 10);
    mutated = [
      mutated.slice(0, from) + sign + mutated.slice(from + length),
      mutated.slice(0, from) + slice + slice + mutated.slice(from),
      mutated.slice(0, from),
      mutated.slice(0, from) + String.fromCharCode(roll(256)) + mutated.slice(from + 1),
    ][roll(4)]!;
  }
  return mutated;
}

/** Edits of every kind, about names that the document has and has not. */
function editsFor(doc: GraphDocument, roll: Dice): readonly unknown[] {
  const ids = [...Object.keys(doc.nodes), 'nobody', '__proto__', 'constructor'];
  const id = (): string => ids[roll(ids.length)]!;
  const value = (): unknown => VALUES[roll(VALUES.length)];
  const wire = doc.wires[roll(doc.wires.length + 1)] ?? { from: `${id()}.out`, to: `${id()}.in` };
  return [
    {
      kind: 'add-node',
      node: `new${roll(3)}`,
      value: doc.nodes[id()] ?? value(),
      index: roll(5),
      at: roll(2) ? { x: 1, y: 2 } : value(),
    },
    { kind: 'remove-node', node: id() },
    { kind: 'rename-node', node: id(), to: roll(2) ? 'renamed' : value() },
    { kind: 'add-wire', wire: { from: `${id()}.spikes`, to: `${id()}.pre` }, index: roll(9) },
    { kind: 'remove-wire', wire },
    { kind: 'set-param', node: id(), param: KEYS[roll(KEYS.length)], value: value() },
    { kind: 'set-title', node: id(), title: value() },
    { kind: 'set-definition', node: id(), definition: value() },
    { kind: 'set-profiles', profiles: value() },
    { kind: 'move', node: id(), to: value() },
    { kind: 'set-time', time: roll(2) ? { dt: value() } : value() },
    { kind: 'set-seed', seed: value() },
    { kind: 'set-meta', title: value(), description: value() },
    { kind: value() },
    { kind: 'batch', edits: [{ kind: 'remove-node', node: id() }, value()] },
  ];
}

describe('10 000 hostile files', () => {
  it('neither crash nor hang nor reach outside, and keep what they hold', () => {
    const own = Object.getOwnPropertyNames(Object.prototype).sort().join();
    let opened = 0;
    let slowest = 0;
    for (let run = 0; run < RUNS; run++) {
      const roll = dice(run);
      const seed = seeds[run % 2]!;
      const mutations = roll(4) === 0 ? 1 + roll(4) : 1;
      let text = seed;
      if (run % 4 < 2) for (let k = 0; k < mutations && text !== '{'; k++) text = mutate(JSON.parse(text), roll);
      else text = mutateBytes(seed, roll);
      const start = performance.now();
      const { doc, problems } = readGraph(text, testLibrary);
      for (const p of problems) {
        if (typeof p.where !== 'string' || typeof p.what !== 'string' || p.what === '' || p.what.length > 2000)
          throw new Error(`run ${run}: ${JSON.stringify(p)}`);
      }
      if (!doc && problems.length === 0) throw new Error(`run ${run}: refused without a sentence`);
      if (doc) {
        opened++;
        const written = writeGraph(doc);
        const edits = editsFor(doc, roll) as readonly Edit[];
        for (const edit of edits) {
          const applied = apply(doc, edit);
          if (!applied.ok) continue;
          const back = apply(applied.doc, invert(doc, edit));
          if (!back.ok || writeGraph(back.doc) !== written)
            throw new Error(`run ${run}: ${JSON.stringify(edit)} has no inverse`);
          const again = readGraph(writeGraph(applied.doc));
          if (!again.doc) throw new Error(`run ${run}: ${JSON.stringify(edit)} made a document that does not open`);
        }
        for (const { from, to } of doc.wires.slice(0, 3)) {
          connect(testLibrary, doc, from, to);
          connect(testLibrary, doc, to, from);
          fits(testLibrary, doc, from);
        }
        for (const id of Object.keys(doc.nodes).slice(0, 3)) resolveNode(testLibrary, doc, id);
        if (run % 10 === 0) arrange(doc, () => ({ width: 10, height: 10 }));
        if (readGraph(written).doc === null) throw new Error(`run ${run}: what was written does not open`);
      }
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(own);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    // Enough of them open for the edits to mean something, and enough do not.
    expect(opened).toBeGreaterThan(RUNS / 20);
    expect(opened).toBeLessThan(RUNS * 0.9);
    // A file and some thirty edits take a few milliseconds; only a hang comes near this.
    expect(slowest).toBeLessThan(2000);
  }, 120_000);
});
