/** What is written down instead of being drawn again: spikes and signals of sources, and the values of all states at the start. */
import { NeuroloomError } from '@neuroloom/core';
import type { Compiled } from '../../compile/compile.ts';
import { BEFORE_TICKS, isDeadline, ticksLeft } from '../../compile/deadlines.ts';
import { realsAt } from '../../compile/memory.ts';
import type { Space } from '../../program.ts';
import type { Presentation } from '../../session/stream-plane.ts';
import { TickPlane } from '../../session/tick-plane.ts';
import type { Target } from '../../targets/target.ts';
import type { Start } from './script.ts';

export interface Train {
  readonly tick: Int32Array;
  readonly id: Int32Array;
}
export interface Recording {
  /** The values of states before the first tick, and after the last. */
  readonly start: Start;
  readonly end: Start;
  /** By `node.port`. */
  readonly spikes: ReadonlyMap<string, Train>;
  /** By `node.port` or `node.state`: a row for each tick. */
  readonly signals: ReadonlyMap<string, Float64Array>;
}

/** Numbers that a recording may hold: 256 MiB of doubles. */
const MOST = 2 ** 25;

export interface RecordOptions {
  /** How many elements of each signal are kept. */
  readonly elements?: number;
  /** First values of states in real numbers, instead of those that their formulas give. */
  readonly first?: Start;
  /** The trial that is recorded, of a graph that has some. */
  readonly trial?: Presentation | null;
  /** May change the values of a state: before the first tick, which is -1, and after each. */
  readonly disturb?: (state: string, values: Float32Array | Float64Array, tick: number) => void;
}

/** Runs a compiled graph for so many ticks and keeps who fires, and the first `elements` of some signals and states. */
export async function record(
  compiled: Compiled,
  target: Target,
  ticks: number,
  spikes: readonly string[],
  signals: readonly string[],
  { elements = Infinity, first, trial = null, disturb }: RecordOptions = {},
): Promise<Recording> {
  const plane = new TickPlane(compiled, await target.instantiate(compiled.program, compiled.layout));
  if (trial) plane.begin(trial.mark, trial.held, trial.events, trial.spikes);
  else plane.begin(null, new Map(), []);
  const parts = partsAt(compiled);
  if (first) give(compiled, plane.machine.memory, first);
  const shaken = disturb ? shakes(compiled, plane.machine.memory, disturb) : () => undefined;
  shaken(-1);
  const start = valuesIn(compiled, plane.machine.memory.slice(0), BEFORE_TICKS);
  const lengths = signals.map((s) => Math.min(elements, plane.readable(s).length));
  const most = lengths.reduce((a, b) => a + b, 0) * ticks;
  if (most > MOST)
    throw new NeuroloomError({
      where: signals.join(', '),
      what: `${most} values would have to be kept`,
      remedy: 'make the run shorter',
    });
  const trains = spikes.map(() => ({ tick: [] as number[], id: [] as number[] }));
  const tables = lengths.map((n) => new Float64Array(n * ticks));
  for (let tick = 0; tick < ticks; tick++) {
    const blank = parts.get(tick);
    if (blank !== undefined) plane.hold(blank);
    plane.ticks(tick, tick + 1);
    shaken(tick);
    spikes.forEach((list, k) => {
      for (const id of plane.fired(list, tick)) {
        trains[k]!.tick.push(tick);
        trains[k]!.id.push(id);
      }
    });
    signals.forEach((name, k) => {
      const values: number[] = [];
      plane.pick(
        plane.readable(name),
        Uint32Array.from({ length: lengths[k]! }, (_, i) => i),
        tick,
        values,
      );
      tables[k]!.set(values, tick * lengths[k]!);
    });
  }
  return {
    start,
    end: valuesIn(compiled, plane.machine.memory, ticks - 1),
    spikes: new Map(
      spikes.map((name, k) => [name, { tick: Int32Array.from(trains[k]!.tick), id: Int32Array.from(trains[k]!.id) }]),
    ),
    signals: new Map(signals.map((name, k) => [name, tables[k]!])),
  };
}

/** The first tick of each part of a trial, and whether nothing is shown in it. */
function partsAt({ resolved }: Compiled): Map<number, boolean> {
  let at = 0;
  return new Map(
    resolved.parts.map(({ ticks, blank }) => {
      at += ticks;
      return [at - ticks, blank];
    }),
  );
}

/** Writes first values as `valuesIn` reads them. */
function give({ program, layout, resolved }: Compiled, memory: ArrayBufferLike, first: Start): void {
  for (const b of program.buffers.values()) {
    const [node = '', name = ''] = b.name.split('.');
    const values = Object.hasOwn(resolved.nodes.get(node)?.def.state ?? {}, name) ? first(b.name) : undefined;
    if (b.type !== 'real' || !values) continue;
    const into = realsAt(layout, memory, layout.buffers.get(b.name)!, b.length);
    const space = b.space === undefined ? undefined : program.spaces.get(b.space)!;
    if (!space || space.sparse) into.set(values);
    else
      for (let row = 0; row < space.rows; row++)
        into.set(values.subarray(row * space.columns, (row + 1) * space.columns), row * space.stride);
  }
}

/** Gives all states in real numbers to `disturb`; nobody rests after that. */
function shakes(
  { program, layout, resolved }: Compiled,
  memory: ArrayBufferLike,
  disturb: NonNullable<RecordOptions['disturb']>,
): (tick: number) => void {
  const states = [...program.buffers.values()].flatMap((b) => {
    const [node = '', name = ''] = b.name.split('.');
    const isState = b.type === 'real' && Object.hasOwn(resolved.nodes.get(node)?.def.state ?? {}, name);
    return isState ? [{ name: b.name, values: realsAt(layout, memory, layout.buffers.get(b.name)!, b.length) }] : [];
  });
  return (tick) => {
    for (const { name, values } of states) disturb(name, values, tick);
    for (const at of layout.heads) new Int32Array(memory, at, 1)[0] = 0;
  };
}

/** Reads states out of memory as they are after a tick: of a matrix its synapses, row by row. */
function valuesIn({ program, layout }: Compiled, memory: ArrayBufferLike, tick: number): Start {
  return (name) => {
    const buffer = program.buffers.get(name);
    const at = layout.buffers.get(name);
    if (!buffer || at === undefined) return undefined;
    const all =
      buffer.type === 'int'
        ? new Int32Array(memory, at, buffer.length)
        : layout.bytesPerReal === 8
          ? new Float64Array(memory, at, buffer.length)
          : new Float32Array(memory, at, buffer.length);
    if (isDeadline(buffer)) return all.map((deadline) => ticksLeft(deadline, tick));
    const space = buffer.space === undefined ? undefined : program.spaces.get(buffer.space)!;
    return space && !space.sparse ? withoutPadding(all, space) : all;
  };
}

function withoutPadding<T extends Float64Array | Float32Array | Int32Array>(all: T, space: Space): T {
  const out = all.slice(0, space.rows * space.columns) as T;
  for (let row = 0; row < space.rows; row++)
    out.set(all.subarray(row * space.stride, row * space.stride + space.columns), row * space.columns);
  return out;
}
