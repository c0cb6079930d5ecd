/** Spikes that come from outside the ticks: the frames of a trial, written into event lists tick by tick. */
import type { SpikesFrame } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Compiled } from '../compile/compile.ts';

/** The frames of a trial, by the output (`node.port`) of the operator that sent them. */
export type SpikesByOutput = ReadonlyMap<string, readonly SpikesFrame[]>;

/** What is left of the frames of one list. */
interface Train {
  readonly frames: readonly SpikesFrame[];
  frame: number;
  /** Next spike in that frame. */
  next: number;
}

export class Feed {
  readonly #trains = new Map<string, Train>();

  /** Takes the frames of a trial of `ticks` (null: without end) after looking at every spike in them. */
  begin(compiled: Compiled, ticks: number | null, spikes: SpikesByOutput): void {
    this.#trains.clear();
    for (const l of compiled.program.lists.values()) {
      if (!l.fed) continue;
      const frames = spikes.get(l.name) ?? [];
      check(l.name, frames, { size: l.length, dt: compiled.program.dt, ticks: ticks ?? Infinity });
      this.#trains.set(l.name, { frames, frame: 0, next: 0 });
    }
  }

  /** Are there lists to write before each tick? */
  get any(): boolean {
    return this.#trains.size > 0;
  }

  /** Writes who fires in a tick, or that nobody does; returns the lists it wrote. Ticks are asked for in order. */
  write({ layout }: Compiled, memory: ArrayBufferLike, tick: number): Iterable<string> {
    for (const [name, train] of this.#trains) {
      const l = layout.lists.get(name)!;
      const slot = new Int32Array(memory, l.at + (tick % l.slots) * l.slotBytes, 4 + l.length);
      let count = 0;
      for (let f = train.frames[train.frame]; f; f = train.frames[train.frame]) {
        while (train.next < f.tick.length && f.tick[train.next]! < tick) train.next++;
        while (train.next < f.tick.length && f.tick[train.next] === tick) slot[4 + count++] = f.id[train.next++]!;
        if (train.next < f.tick.length || tick < f.start + f.ticks - 1) break;
        train.frame++;
        train.next = 0;
      }
      slot[0] = count;
    }
    return this.#trains.keys();
  }
}

/** Everything that would go wrong later, or silently: another population, another clock, a spike out of place. */
function check(
  where: string,
  frames: readonly SpikesFrame[],
  has: { readonly size: number; readonly dt: number; readonly ticks: number },
): void {
  const fail = (what: string, remedy?: string): never => {
    throw new NeuroloomError({ where, what, ...(remedy === undefined ? {} : { remedy }) });
  };
  let end = 0;
  for (const { start, ticks, size, dt, tick, id } of frames) {
    if (size !== has.size) fail(`spikes of ${size} neurons for an input of ${has.size}`);
    // Times are read from decimal text, so equal ones differ by rounding at most.
    if (!(Math.abs(dt - has.dt) <= 1e-9 * has.dt))
      fail(`spikes in ticks of ${dt} ms for a network with ticks of ${has.dt} ms`, 'give both the same dt');
    if (!(start >= end)) fail(`a frame begins at tick ${start}, and the one before it ends at ${end}`);
    end = start + ticks;
    if (!(end <= has.ticks))
      fail(`spikes of ${end} ticks for a trial of ${has.ticks}`, 'make the trial as long as what is shown in it');
    if (tick.length !== id.length) fail(`a frame has ${tick.length} ticks and ${id.length} ids`);
    for (let k = 0; k < tick.length; k++) {
      const [t, i] = [tick[k]!, id[k]!];
      if (i >= size) fail(`neuron ${i} fires at tick ${t}, and there are ${size}`, `ids go from 0 to ${size - 1}`);
      if (t < start || t >= end) fail(`a spike at tick ${t} in a frame of ticks ${start} to ${end - 1}`);
      if (k > 0 && (t < tick[k - 1]! || (t === tick[k - 1] && i <= id[k - 1]!)))
        fail(
          `neuron ${i} at tick ${t} comes after neuron ${id[k - 1]} at tick ${tick[k - 1]}`,
          'put spikes in order of tick, then of neuron, each once',
        );
    }
  }
}
