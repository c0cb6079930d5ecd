/**
 * The WebGPU target: a program becomes one WGSL module. Each stage of a group is an entry of its own; where a tick is
 * so small that starting a stage costs more than doing it, `resident` runs whole stretches of ticks in one workgroup.
 */
import type { Layout } from '../../compile/memory.ts';
import type { Group, Program } from '../../program.ts';
import type { Context, Phase } from './context.ts';
import { block, indented, Own } from './context.ts';
import { phasesOf } from './kernel.ts';
import { refuse } from './limits.ts';
import { FOLLOW, PRELUDE } from './prelude.ts';
import { stagesOf } from './stages.ts';

/** Threads of a workgroup. */
export const GROUP_SIZE = 64;
export const RESIDENT_SIZE = 256;
/** Threads that one workgroup may stand for, each doing several shares. */
const SMALL = 1024;

export interface Step {
  /** Entry point. */
  readonly entry: string;
  readonly work: number;
}

export interface Emitted {
  readonly code: string;
  readonly groups: ReadonlyMap<Group, readonly Step[]>;
  /** The entry that runs ticks by itself. */
  readonly resident: boolean;
  readonly own: Own;
}

/** `resident`: whether small ticks are run whole stretches at a time. */
export function emitWgsl(program: Program, layout: Layout, options: { readonly resident?: boolean } = {}): Emitted {
  if (program.precision !== 'f32') throw refuse('f64', 'precision');
  const c: Context = { program, layout, own: new Own() };
  const functions: string[] = [];
  const entries: string[] = [];
  const groups = new Map<Group, Step[]>();
  let resident = false;
  for (const [group, kernels] of program.groups) {
    const prefix = group.replace(/\W/g, '_');
    const written = new Set<string>();
    const phases = kernels.flatMap((k, j) => {
      const found = phasesOf(c, k, `${prefix}_${j}`);
      functions.push(`// ${k.name}`);
      for (const p of found) {
        if (!written.has(p.name)) functions.push(...functionOf(p));
        written.add(p.name);
      }
      return found;
    });
    const stages = stagesOf(phases);
    const known = new Map<string, Step>();
    const steps = stages.map((s, j) => {
      const calls = s.phases.map((p) => `${p.name}(id, threads);`);
      const key = calls.join();
      const step = known.get(key) ?? { entry: `${prefix}_stage${j}`, work: s.work };
      if (!known.has(key)) entries.push(...entryOf(step.entry, calls));
      known.set(key, step);
      return step;
    });
    groups.set(group, steps);
    if (group !== 'tick') continue;
    resident = (options.resident ?? true) && stages.every((s) => s.work <= SMALL);
    if (resident) entries.push(...residentEntry(stages.map((s) => s.phases.map((p) => `${p.name}(id, threads);`))));
  }
  entries.push(...entryOf('follow_tick', FOLLOW));
  return { code: [PRELUDE, ...functions, '', ...entries, ''].join('\n'), groups, resident, own: c.own };
}

const functionOf = (p: Phase): string[] => block(`fn ${p.name}(id: u32, threads: u32)`, p.lines);

const entryOf = (name: string, lines: readonly string[]): string[] => [
  `@compute @workgroup_size(${GROUP_SIZE})`,
  ...block(`fn ${name}(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u)`, [
    'tick = clock.tick;',
    'let id = at.x;',
    `let threads = groups.x * ${GROUP_SIZE}u;`,
    ...lines,
  ]),
];

function residentEntry(stages: readonly (readonly string[])[]): string[] {
  const ticks = [
    'tick = t;',
    ...stages.flatMap((calls) => [...calls, 'storageBarrier();']),
    ...block('if (clock.follow == 1u)', [...FOLLOW, 'storageBarrier();']),
  ];
  return [
    `@compute @workgroup_size(${RESIDENT_SIZE})`,
    'fn resident(@builtin(local_invocation_index) id: u32) {',
    ...indented([
      `let threads = ${RESIDENT_SIZE}u;`,
      ...block('for (var t = clock.tick; t < clock.until; t++)', ticks),
    ]),
    '}',
  ];
}
