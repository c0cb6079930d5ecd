/** The compiled half of a running graph: trials go in, arrays come out. Knows memory and ticks, not streams. */
import type { Reals, TrialMark } from '@neuroloom/core';
import { hashName, NeuroloomError } from '@neuroloom/core';
import type { Compiled } from '../compile/compile.ts';
import { writeParams } from '../compile/params.ts';
import { BEFORE_TICKS, isDeadline, ticksLeft } from '../compile/deadlines.ts';
import { planMemory, realsAt, REGISTERS } from '../compile/memory.ts';
import { fitted, hasMasks, prunes } from '../compile/shrink.ts';
import { carry, REGISTER_BYTES } from './carry.ts';
import type { SpikesByOutput } from './feed.ts';
import { Feed } from './feed.ts';
import { bytesOfReals } from './one-nan.ts';
import type { Readable } from '../program.ts';
import type { Apart, Followed, Machine, Range, Target } from '../targets/target.ts';
import { readWhole } from './reading.ts';
import { silence, writeGiven, writeTables } from './beginnings.ts';
import { StillTrials } from './still-trials.ts';
import type { SpikeBuffer } from './spike-buffer.ts';
import { firedIn, gather } from './events.ts';
import { valuesOf } from './values.ts';

/** Where draws made between trials stand in the counter. */
const BETWEEN_TICKS = -2;

export class TickPlane {
  readonly params: Map<string, number>;
  /** As the graph says; `compiled` is what pruning has left of it. */
  readonly #whole: Compiled;
  readonly #held = new Map<string, Reals>();
  readonly #feed = new Feed();
  readonly #still = new StillTrials();
  #compiled: Compiled;
  #machine: Machine;
  /** All memory as words; the registers come first. */
  words: Int32Array;
  #view: DataView;
  /** The last tick that ran. */
  #now = BEFORE_TICKS;
  /** An event has written a mask since the program was last fitted to it. */
  #masked = false;

  constructor(compiled: Compiled, machine: Machine) {
    this.#whole = compiled;
    this.#compiled = compiled;
    this.#machine = machine;
    this.params = new Map(compiled.program.params);
    this.words = new Int32Array(machine.memory);
    this.#view = new DataView(machine.memory);
    writeTables(compiled, machine.memory);
    writeGiven(compiled, machine.memory);
    this.words[REGISTERS.seed / 4] = compiled.program.seed;
    this.#at(BEFORE_TICKS, null);
    writeParams(compiled.program, compiled.layout, machine.memory, this.params);
    this.#pushAll();
    machine.run('init-run');
  }

  get compiled(): Compiled {
    return this.#compiled;
  }
  get machine(): Machine {
    return this.#machine;
  }

  /** After masks have changed: compiles what is left, and carries memory over. Says whether it did. */
  async fit(target: Target): Promise<boolean> {
    if (!this.#masked) return false;
    this.#masked = false;
    const masks = [...this.#compiled.program.buffers.values()].filter((b) => b.role === 'mask');
    await this.#pull(masks.map((b) => this.#rangeOf(b.name)));
    const { program, left } = fitted(this.#whole.program, (mask) => this.#values(mask));
    await this.#replace({ ...this.#whole, program, left, layout: planMemory(program) }, target);
    return true;
  }

  async #replace(compiled: Compiled, target: Target): Promise<void> {
    const machine = await target.instantiate(compiled.program, compiled.layout);
    await this.#pull([{ at: 0, bytes: this.#compiled.layout.bytes }]);
    carry(this.#compiled, this.#machine.memory, compiled, machine.memory);
    this.#compiled = compiled;
    this.take(machine);
    writeTables(compiled, machine.memory);
    // A param may have been set while memory was on its way.
    writeParams(compiled.program, compiled.layout, machine.memory, this.params);
    this.#pushAll();
  }

  /** Ticks of one trial, or of the whole run when it has no parts. */
  get trialTicks(): number | null {
    const { parts, duration } = this.compiled.resolved;
    return parts.length > 0 ? parts.reduce((n, p) => n + p.ticks, 0) : duration;
  }

  /** Biological time (ms) of a run without a schedule; null where it has no end. */
  get runTime(): number | null {
    const ticks = this.trialTicks;
    return ticks === null ? null : ticks * this.compiled.program.dt;
  }

  /** Goes on with another machine that holds the same program. */
  take(machine: Machine): void {
    this.#machine.close?.();
    this.#machine = machine;
    this.words = new Int32Array(machine.memory);
    this.#view = new DataView(machine.memory);
  }

  /** Starts a trial: draws are its own, events of before are forgotten, states that are not kept begin anew. */
  begin(
    mark: TrialMark | null,
    held: ReadonlyMap<string, Reals>,
    events: readonly string[],
    spikes: SpikesByOutput = new Map(),
  ): void {
    this.#feed.begin(this.compiled, this.trialTicks, spikes);
    this.#at(BEFORE_TICKS, mark);
    this.#now = BEFORE_TICKS;
    for (const l of this.compiled.layout.lists.values()) {
      for (let s = 0; s < l.slots; s++) {
        this.words[(l.at + s * l.slotBytes) / 4] = 0;
        this.machine.apart?.push(l.at + s * l.slotBytes, 4);
      }
    }
    for (const r of silence(this.compiled, this.machine.memory)) this.machine.apart?.push(r.at, r.bytes);
    this.machine.run('init-trial');
    for (const [port, data] of held) this.#held.set(port, data);
    // Held inputs are there already when the events of a trial's start happen.
    this.hold(false);
    this.#at(BETWEEN_TICKS, mark);
    for (const e of events) {
      this.machine.run(`event:${e}`);
      this.#masked ||= prunes(this.compiled.program, e);
    }
  }

  /** Would a trial with these samples leave what is kept between trials as it is, whatever happens in it? */
  leavesKept(held: ReadonlyMap<string, Reals>): boolean {
    return this.#still.leavesKept(this.compiled.program, (port) => held.get(port) ?? this.#held.get(port));
  }

  /** Goes on after `from` ticks of a trial whose memory has been restored. */
  resume(
    mark: TrialMark | null,
    from: number,
    held: ReadonlyMap<string, Reals>,
    spikes: SpikesByOutput = new Map(),
  ): void {
    this.#disturb();
    this.#now = from - 1;
    this.#feed.begin(this.compiled, this.trialTicks, spikes);
    this.#at(BEFORE_TICKS, mark);
    for (const [port, data] of held) this.#held.set(port, data);
  }

  /** Holds the samples for what follows, or zeros in a blank phase. */
  hold(blank: boolean): void {
    const { program, layout } = this.compiled;
    for (const h of program.held) {
      const { length, axis } = program.buffers.get(h.buffer)!;
      const view = realsAt(layout, this.machine.memory, layout.buffers.get(h.buffer)!, length);
      const left = this.compiled.left.get(axis ?? '');
      const data = this.#held.get(h.port);
      if (blank && !h.steady) view.fill(0);
      else if (!data) view.fill(0);
      else if (data.length !== h.length) {
        throw new NeuroloomError({
          where: h.port,
          what: `a sample of ${data.length} numbers for an input of ${h.length}`,
        });
      } else view.set(left ? Array.from(left, (k) => data[k]!) : data);
      this.machine.apart?.push(view.byteOffset, view.byteLength);
    }
    this.machine.run('hold');
  }

  ticks(from: number, to: number): void {
    this.#now = to - 1;
    if (!this.#feed.any) return this.machine.ticks(from, to);
    for (let tick = from; tick < to; tick++) {
      this.#write(tick);
      this.machine.ticks(tick, tick + 1);
    }
  }

  /** Runs ticks and calls `each` with stretches of them, while what is followed can be read as it was after each. */
  follow(
    from: number,
    to: number,
    what: Followed,
    each: (from: number, to: number) => void,
  ): Promise<void> | undefined {
    const { apart } = this.machine;
    if (apart) return this.#followApart(apart, from, to, what, (tick) => each(tick, tick + 1));
    // Single numbers are overwritten by the next tick; events stay for as long as their list has slots.
    const slots = what.lists.map((l) => this.compiled.layout.lists.get(l)!.slots);
    const stretch = what.words.length > 0 ? 1 : Math.min(to - from, ...slots);
    for (let tick = from; tick < to; tick += stretch) {
      const end = Math.min(to, tick + stretch);
      this.ticks(tick, end);
      each(tick, end);
    }
    return undefined;
  }

  async #followApart(
    apart: Apart,
    from: number,
    to: number,
    what: Followed,
    each: (tick: number) => void,
  ): Promise<void> {
    this.#now = to - 1;
    if (!this.#feed.any) return apart.follow(from, to, what, each);
    for (let tick = from; tick < to; tick++) {
      this.#write(tick);
      await apart.follow(tick, tick + 1, what, each);
    }
  }

  /** Writes what is fed to a tick. */
  #write(tick: number): void {
    const { layout } = this.compiled;
    for (const name of this.#feed.write(this.compiled, this.machine.memory, tick)) {
      const l = layout.lists.get(name)!;
      this.machine.apart?.push(l.at + (tick % l.slots) * l.slotBytes, l.slotBytes);
    }
  }

  /** Settles when more may be asked for; at once, without a wait, where the machine runs as it is asked. */
  ready(): Promise<void> | undefined {
    return this.machine.apart?.ready();
  }

  /** Brings what is to be read up to date, where the machine has a memory of its own. */
  async fetch(names: Iterable<string>): Promise<void> {
    if (!this.machine.apart) return;
    const readable = [...names].map((name) => this.readable(name));
    await this.#pull(
      readable.filter((r) => this.compiled.layout.buffers.has(r.name)).map((r) => this.#rangeOf(r.name)),
    );
  }

  /** Brings everything that is kept up to date. */
  async fetchKept(): Promise<void> {
    const kept = [...this.compiled.program.buffers.values()].filter((b) => b.keep || b.role !== undefined);
    await this.#pull(kept.map((b) => this.#rangeOf(b.name)));
  }

  async #pull(ranges: readonly Range[]): Promise<void> {
    await this.machine.apart?.pull(ranges);
  }

  #rangeOf(buffer: string): Range {
    const { program, layout } = this.compiled;
    const b = program.buffers.get(buffer)!;
    return { at: layout.buffers.get(buffer)!, bytes: b.length * (b.type === 'int' ? 4 : layout.bytesPerReal) };
  }

  #pushAll(): void {
    this.machine.apart?.push(0, this.compiled.layout.bytes);
  }

  /** Where an element of a plain buffer lies, if the program has it. */
  wordsOf(r: Readable, elements: Uint32Array): number[] {
    const at = this.compiled.layout.buffers.get(r.name);
    if (at === undefined) return [];
    const left = this.compiled.left.get(this.compiled.program.buffers.get(r.name)!.axis ?? '');
    return Array.from(elements, (id) => (left ? left.indexOf(id) : id)).flatMap((k) => (k < 0 ? [] : at + 4 * k));
  }

  setParam(name: string, value: number): void {
    this.params.set(name, value);
    const { program, layout } = this.compiled;
    writeParams(program, layout, this.machine.memory, this.params);
    this.machine.apart?.push(layout.uniforms, program.uniforms.length * layout.bytesPerReal);
    this.machine.run('hold');
  }

  readable(name: string): Readable {
    const r = this.compiled.program.readable.get(name);
    if (r) return r;
    throw new NeuroloomError({
      where: name,
      what: 'nothing of this name can be read',
      remedy: `there are ${[...this.compiled.program.readable.keys()].join(', ')}`,
    });
  }

  /** A copy of a buffer's values, row-major without padding. Pairs that do not exist in a sparse matrix read as 0. */
  read(r: Readable): Reals {
    const { program } = this.compiled;
    return readWhole(program, this.#whole.program, this.params, r, () => this.#values(r.name));
  }

  /** Appends the values of some elements of a plain buffer, as they are after a tick that has just run. */
  pick(r: Readable, elements: Uint32Array, tick: number, into: number[]): void {
    const { program, layout } = this.compiled;
    const buffer = program.buffers.get(r.name);
    const at = layout.buffers.get(r.name) ?? 0;
    const wide = layout.bytesPerReal === 8 && buffer?.type === 'real';
    const view = this.#view;
    const left = buffer && this.compiled.left.get(buffer.axis ?? '');
    for (const id of elements) {
      const k = left ? left.indexOf(id) : id;
      if (!buffer || k < 0) into.push(0);
      else if (isDeadline(buffer)) into.push(ticksLeft(view.getInt32(at + 4 * k, true), tick));
      else if (buffer.type === 'int') into.push(view.getInt32(at + 4 * k, true));
      else into.push(wide ? view.getFloat64(at + 8 * k, true) : view.getFloat32(at + 4 * k, true));
    }
  }

  /** One number of a buffer of reals, as it lies in memory. */
  element(buffer: string, k: number): number {
    const { layout } = this.compiled;
    const at = layout.buffers.get(buffer)! + k * layout.bytesPerReal;
    return layout.bytesPerReal === 8 ? this.#view.getFloat64(at, true) : this.#view.getFloat32(at, true);
  }

  /** Ids that fired in a tick that has just run; it may be a view into memory, valid until the next tick. */
  fired(list: string, tick: number): Int32Array {
    return firedIn(this.#compiled, this.words, list, tick);
  }

  /** Adds what fired in ticks that have just run, no more of them than the list has slots. */
  gather(list: string, from: number, to: number, into: SpikeBuffer): void {
    gather(this.#compiled, this.words, list, from, to, into);
  }

  async anyFired(tick: number): Promise<boolean> {
    const lists = [...this.compiled.layout.lists];
    await this.#pull(lists.map(([, l]) => ({ at: l.at + (tick % l.slots) * l.slotBytes, bytes: 4 })));
    return lists.some(([name]) => this.fired(name, tick).length > 0);
  }

  /** All memory as it is between two ticks, laid out as before any pruning. */
  snapshot(): Uint8Array | Promise<Uint8Array> {
    const compiled = this.#compiled;
    const whole = (memory: ArrayBufferLike): Uint8Array => {
      const bytes = new Uint8Array(this.#whole.layout.bytes);
      carry(compiled, memory, this.#whole, bytes.buffer);
      return bytes;
    };
    return this.machine.apart?.copy().then(whole) ?? whole(this.machine.memory);
  }

  /** Puts a snapshot back; follow with `fit`, for it may be of a pruned network. */
  restore(memory: Uint8Array, params: ReadonlyMap<string, number>): void {
    if (memory.length !== this.#whole.layout.bytes) {
      throw new NeuroloomError({
        where: 'checkpoint',
        what: `holds ${memory.length} bytes of memory where the network has ${this.#whole.layout.bytes}`,
        remedy: 'resume it with the graph and the version it was made with',
      });
    }
    carry(this.#whole, memory.slice().buffer, this.#compiled, this.machine.memory);
    this.#disturb();
    for (const [name, value] of params) this.params.set(name, value);
    for (const h of this.compiled.program.held) this.#held.set(h.port, Float64Array.from(this.#values(h.buffer)));
    this.#masked = hasMasks(this.#whole.program);
    this.#pushAll();
  }

  /** Nothing more will be run: a device is given back, and what is read is as it is now. */
  async leave(): Promise<void> {
    // Should it be lost just now, reading it will say so.
    await this.machine.apart?.leave().catch(() => undefined);
  }

  close(): void {
    this.machine.close?.();
  }

  kept(): { readonly name: string; readonly bytes: Uint8Array }[] {
    return [...this.compiled.program.buffers.values()]
      .filter((b) => b.keep)
      .map(({ name }) => {
        const values = this.#values(name);
        return { name, bytes: values instanceof Int32Array ? new Uint8Array(values.buffer) : bytesOfReals(values) };
      });
  }

  #values(name: string): ReturnType<typeof valuesOf> {
    const values = valuesOf(this.#compiled, this.#whole, this.#machine.memory, name);
    return isDeadline(this.#compiled.program.buffers.get(name)!) ? values.map((x) => ticksLeft(x, this.#now)) : values;
  }

  /** Memory was written from outside: nothing known of what rests holds. */
  #disturb(): void {
    for (const at of this.compiled.layout.heads) new Int32Array(this.machine.memory, at, 1)[0] = 0;
  }

  #at(tick: number, mark: TrialMark | null): void {
    const r = this.words;
    r[REGISTERS.tick / 4] = tick;
    r[REGISTERS.sample / 4] = mark ? mark.sample : 0;
    r[REGISTERS.salt / 4] = mark ? ((hashName(mark.stage) & 0xff) << 24) | ((mark.attempt & 0xff) << 16) : 0;
    this.machine.apart?.push(0, REGISTER_BYTES);
  }
}
