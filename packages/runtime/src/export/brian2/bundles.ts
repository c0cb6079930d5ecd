/** Which nodes stand on the same synapses, and which synapses those are. */
import type { Space } from '../../program.ts';
import type { Instance } from '../../compile/resolve.ts';
import type { Model } from './model.ts';
import type { Plan } from './plan.ts';
import type { Script } from './script.ts';

/** Nodes that stand on the same synapses; without a space each neuron has one, to its partner. */
export interface Bundle {
  readonly members: readonly Instance[];
  readonly space: Space | null;
  /** The one population that is meant, where they end in several and nothing changes them. */
  readonly target?: string;
}

export function bundlesOf(model: Model, plan: Plan, spaces: ReadonlyMap<string, Space>): Bundle[] {
  const left = new Set(plan.synaptic);
  const bundles: Bundle[] = [];
  for (const s of model.axes.spaces.values()) {
    const members = plan.synaptic.filter((n) => s.members.includes(n.id));
    if (members.length === 0) continue;
    for (const n of members) left.delete(n);
    const attached = [...left].filter((n) => model.isAttached(n) && feeds(model, n, members));
    bundles.push(...byTarget(model, [...members, ...attached], spaces.get(s.name)!));
  }
  for (const n of left) {
    if (model.isAttached(n)) continue;
    const attached = [...left].filter((m) => model.isAttached(m) && feeds(model, m, [n]));
    bundles.push(...byTarget(model, [n, ...attached], null));
  }
  return bundles;
}

/** Synapses that nothing changes may end in several populations: each gets its own. */
function byTarget(model: Model, members: readonly Instance[], space: Space | null): Bundle[] {
  const targets = new Set<string>();
  for (const n of members)
    for (const [port, def] of Object.entries(n.def.outputs))
      if (def.kind === 'increment') for (const w of model.from(n, port)) targets.add(w.to.node);
  const learns = members.some((n) =>
    Object.entries(n.def.inputs).some(
      ([port, def]) => (def.kind === 'dw' || def.axis === 'post') && model.into(n, port).length > 0,
    ),
  );
  if (targets.size < 2 || learns) return [{ members, space }];
  return [...targets].map((target) => ({ members, space, target }));
}

const feeds = (model: Model, n: Instance, members: readonly Instance[]): boolean =>
  Object.keys(n.def.outputs).some((port) => model.from(n, port).some((w) => members.some((m) => m.id === w.to.node)));

/** The delay of each synapse in ticks, in the order in which they are stored: rows, and within a row by delay. */
export function spreadTicks({ rows, sparse }: Space): Int32Array {
  const { delays, at } = sparse!.stretches!;
  const ticks = new Int32Array(sparse!.target.length);
  for (let row = 0; row < rows; row++)
    for (let d = 0; d < delays.length; d++)
      ticks.fill(delays[d]!, at[row * (delays.length + 1) + d], at[row * (delays.length + 1) + d + 1]);
  return ticks;
}

/** Which pairs there are. */
export function connectText({ space }: Bundle, python: string, script: Script): string {
  if (!space) return `${python}.connect(j='i')`;
  if (!space.sparse) return `${python}.connect()`;
  const { start, target } = space.sparse;
  const source = new Int32Array(target.length);
  for (let row = 0; row < space.rows; row++) source.fill(row, start[row], start[row + 1]);
  return `${python}.connect(i=${script.array(`${python}.i`, source)}, j=${script.array(`${python}.j`, target)})`;
}
