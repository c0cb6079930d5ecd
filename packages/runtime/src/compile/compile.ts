/**
 * From graph to program, in the order the passes run: resolve → axes → lower → order → constants → settle → powers →
 * tabulate → hoist → fuse → unswitch → expand → signs → rest → quiet → plan memory. Each pass is a function in a file of its own;
 * none knows a node's name.
 */
import type { GraphDocument, Library } from '@neuroloom/core';
import type { Buffer, Group, Kernel, Program, Quiet, Readable, Rest, Space } from '../program.ts';
import { Terms } from '../term.ts';
import type { Axes } from './axes.ts';
import { solveAxes } from './axes.ts';
import { constants } from './constants.ts';
import { deadlines } from './deadlines.ts';
import { expand } from './expand.ts';
import { fuse } from './fuse.ts';
import { checkGains } from './gains.ts';
import { hoistHeld, hoistParams, hoistTargets, markActive } from './hoist.ts';
import { lower } from './lower.ts';
import { type Budget, checkBudget, planMemory, type Layout } from './memory.ts';
import { orderUnits } from './order.ts';
import { powers } from './powers.ts';
import { promote } from './promote.ts';
import { effects, tidyKernels } from './rewrite.ts';
import type { Resolved } from './resolve.ts';
import { resolve } from './resolve.ts';
import { markQuiet } from './quiet.ts';
import { markRests } from './rest.ts';
import { Scope } from './scope.ts';
import { settle } from './settle.ts';
import { signs } from './signs.ts';
import {
  arrivalDelays,
  type Files,
  indexByTarget,
  type Made,
  makeSpaces,
  planSpaces,
  readLists,
  sized,
} from './spaces.ts';
import { checkMasks, type Survivors } from './survivors.ts';
import { tabulate } from './tabulate.ts';
import { unswitch } from './unswitch.ts';

export interface Compiled {
  readonly program: Program;
  readonly layout: Layout;
  readonly resolved: Resolved;
  /** What pruning has left of axes; empty as compiled. */
  readonly left: Survivors;
}

export interface CompileOptions {
  readonly seed?: number;
  /** Memory it may take; absent where it has been checked already. */
  readonly budget?: Budget;
  readonly sampleLengths?: ReadonlyMap<string, number>;
  /** Files that hold lists of synapses, by name. */
  readonly files?: Files;
  /** What the graph resolves to, where that is known. */
  readonly resolved?: Resolved;
}

/** Synapses from which on drawing them takes longer than the passes do. */
const MANY = 2 ** 22;

/**
 * `sampleLengths`: how long the samples are that arrive at held inputs, and how large the populations whose spikes
 * an operator sends; which only the data knows. By `node.port`: of the input, or of the operator's output.
 */
export function compile(graph: GraphDocument, library: Library, options: CompileOptions = {}): Compiled {
  const written = options.resolved ?? resolve(graph, library);
  const seed = options.seed ?? graph.seed;
  const axes = solveAxes(written, options.sampleLengths ?? new Map());
  const lists = readLists(written, axes, options.files ?? new Map());
  if (options.budget) {
    // Many synapses take seconds and memory to draw, so the whole is planned with their expected number first.
    const planned = planSpaces(written, axes, MANY, lists);
    if (planned)
      checkBudget(assemble(written, axes, { spaces: planned, given: new Map() }, seed).layout.bytes, options.budget);
  }
  const compiled = assemble(written, axes, makeSpaces(written, axes, seed, lists), seed);
  if (options.budget) checkBudget(compiled.layout.bytes, options.budget);
  return compiled;
}

/** The passes, once it is known which synapses there are. */
function assemble(written: Resolved, axes: Axes, { spaces, given }: Made, seed: number): Compiled {
  const precision = written.graph.precision ?? 'f32';
  const terms = new Terms();
  const resolved = promote(written, axes, spaces);
  const scope = new Scope(resolved, axes, terms);
  const delays = arrivalDelays(resolved, axes, spaces);
  checkGains(resolved, axes, spaces, delays);
  const lowered = lower(resolved, axes, scope, delays, new Set(given.keys()));

  const groups: Map<Group, Kernel[]> = lowered.groups;
  groups.set('tick', orderUnits(lowered.units));
  const buffers = new Map([...scope.buffers].map(([name, b]) => [name, sized(b, spaces)]));
  const waits = deadlines(terms, groups, buffers);
  const same = constants(terms, groups, buffers);
  groups.get('tick')!.unshift(...settle(terms, groups, buffers, lowered.dying, precision));
  powers(terms, groups);
  const tables = tabulate(terms, groups);
  const uniforms = hoistParams(terms, groups);
  hoistTargets(terms, groups, spaces, buffers);
  const heldInputs = new Set(lowered.held.map((h) => h.buffer));
  const heldBuffers = hoistHeld(terms, groups, heldInputs, buffers);
  for (const [group, kernels] of groups) {
    const marked = group === 'tick' ? markActive(kernels, new Set([...heldInputs, ...heldBuffers])) : kernels;
    groups.set(group, tidyKernels(unswitch(terms, fuse(terms, tidyKernels(marked)))));
  }
  expand(terms, groups, precision);
  signs(terms, groups);
  indexByTarget(spaces, groups);
  const rests = precision === 'f32' ? markRests(groups, buffers, waits) : new Map<string, Rest>();

  const quiets = precision === 'f32' ? markQuiet(groups, buffers, spaces) : new Map<string, Quiet>();

  const program: Program = {
    precision,
    dt: resolved.dt,
    seed,
    buffers: used(
      buffers,
      groups,
      lowered.held.map((h) => h.buffer),
    ),
    constants: same,
    given,
    lists: lowered.lists,
    spaces,
    groups,
    rests,
    quiets,
    uniforms,
    tables,
    coefficients: lowered.coefficients.byName,
    params: liveParams(resolved),
    held: lowered.held,
    readable: readables(resolved, axes, spaces),
  };
  checkMasks(program);
  return { program, layout: planMemory(program), resolved, left: new Map() };
}

function liveParams(graph: Resolved): Map<string, number> {
  const params = new Map<string, number>();
  for (const n of graph.nodes.values()) {
    for (const [name, p] of Object.entries(n.def.params))
      if (p.kind === 'quantity') params.set(`${n.id}.${name}`, Number(n.values[name]));
  }
  return params;
}

/** Memory that no kernel touches is not taken, unless a person may want to look at it. */
function used(
  buffers: ReadonlyMap<string, Buffer>,
  groups: ReadonlyMap<Group, readonly Kernel[]>,
  held: readonly string[],
): Map<string, Buffer> {
  const names = new Set<string>(held);
  for (const kernels of groups.values()) {
    for (const k of kernels) {
      const e = effects(k);
      for (const n of e.reads.keys()) names.add(n);
      for (const n of e.writes.keys()) names.add(n);
    }
  }
  return new Map([...buffers].filter(([n]) => names.has(n)));
}

function readables(graph: Resolved, axes: Axes, spaces: ReadonlyMap<string, Space>): Map<string, Readable> {
  const map = new Map<string, Readable>();
  const shape = (node: string, axis: string): number[] => {
    const a = axes.of(node, axis);
    return a.space
      ? [spaces.get(a.space)!.rows, spaces.get(a.space)!.columns]
      : a.of
        ? [a.rows!, a.columns!]
        : [a.length];
  };
  for (const n of graph.nodes.values()) {
    const at = (name: string): string => `${n.id}.${name}`;
    for (const [port, def] of Object.entries(n.def.outputs)) {
      const dims = shape(n.id, def.axis);
      const length = dims.reduce((a, b) => a * b, 1);
      const text = n.def.emit[port] ?? '';
      if (def.kind === 'spikes') map.set(at(port), { kind: 'list', name: at(port), length, unit: '', shape: dims });
      else if (def.kind === 'signal' || def.kind === 'weights') {
        const bare = Object.hasOwn(n.def.state, text);
        map.set(at(port), { kind: 'buffer', name: at(bare ? text : port), length, unit: def.unit ?? '1', shape: dims });
      }
    }
    for (const [s, def] of Object.entries(n.def.state)) {
      const dims = shape(n.id, def.axis);
      map.set(at(s), { kind: 'buffer', name: at(s), length: dims.reduce((a, b) => a * b, 1), unit: '', shape: dims });
    }
  }
  return map;
}
