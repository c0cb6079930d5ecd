/** Puts an emitted module on a device and makes it a machine: commands are queued, ticks in long submissions. */
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Group, Program } from '../../program.ts';
import type { Apart, Followed, Machine, Range, Target } from '../target.ts';
import { type Device, Devices, type FindGpu, platformGpu, release } from './device.ts';
import type { Emitted, Step } from './emit.ts';
import { emitWgsl, GROUP_SIZE } from './emit.ts';
import { Journal } from './journal.ts';
import { refuse } from './limits.ts';
import { buildParts, type Parts } from './parts.ts';

/** Bytes between two readings of the clock: what every device can bind at. */
const CLOCK = 256;
/** Ticks of one submission whose stages are dispatched singly; readings of the clock. */
const TICKS = 128;
/** Workgroups that a dispatch may have. */
const MOST_GROUPS = 65535;
const INFINITY_BITS = 0x7f800000;

/** `resident`: runs small ticks whole stretches at a time; unless said, where the device is not a program itself. */
export const webgpuOn = (find: FindGpu, options: { readonly resident?: boolean } = {}): Target => {
  const devices = new Devices(find);
  return {
    name: 'webgpu',
    // Words are counted in 32 bits; what the device can bind is asked when there is one.
    reach: 2 ** 34,
    async instantiate(program: Program, layout: Layout): Promise<Machine> {
      const device = await devices.get();
      try {
        return await start(device, program, layout, options.resident ?? !device.software);
      } catch (error) {
        release(device);
        throw error;
      }
    },
  };
};

async function start(device: Device, program: Program, layout: Layout, resident: boolean): Promise<Machine> {
  const emitted = emitWgsl(program, layout, { resident });
  const { limits } = device.gpu;
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const needed = Math.max(layout.bytes, 4 * emitted.own.scratchWords);
  if (needed > most) throw refuse('memory', 'memory', ` (${mib(needed)} MiB, and it has ${mib(most)})`);
  return new GpuMachine(device, layout, emitted, await buildParts(device.gpu, layout, emitted));
}

export const webgpu: Target = webgpuOn(platformGpu);

const mib = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

class GpuMachine implements Machine, Apart {
  readonly memory: ArrayBuffer;
  readonly apart = this;
  readonly #on: Device;
  readonly #device: GPUDevice;
  readonly #emitted: Emitted;
  readonly #parts: Parts;
  readonly #journal: Journal;
  readonly #clock = new Int32Array((TICKS * CLOCK) / 4);
  #closed = false;
  /** The last stretch that was asked for. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(on: Device, layout: Layout, emitted: Emitted, parts: Parts) {
    this.memory = new ArrayBuffer(layout.bytes);
    this.#on = on;
    this.#device = on.gpu;
    this.#emitted = emitted;
    this.#parts = parts;
    this.#journal = new Journal(on.gpu, layout, this.memory, parts);
  }

  run(group: Group): void {
    const steps = this.#emitted.groups.get(group) ?? [];
    if (steps.length === 0) return;
    const tick = new Int32Array(this.memory, REGISTERS.tick, 1)[0]!;
    this.#readings([{ from: tick, to: tick + 1 }], false);
    this.#submit((pass) => {
      pass.setBindGroup(0, this.#parts.bindings, [0]);
      for (const s of steps) this.#dispatch(pass, s);
    });
  }

  ticks(from: number, to: number): void {
    this.#run(from, to, false);
  }

  push(at: number, bytes: number): void {
    const whole = (bytes + 3) & ~3;
    this.#device.queue.writeBuffer(this.#parts.memory, at, this.memory, at, whole);
  }

  async pull(ranges: readonly Range[]): Promise<void> {
    const wanted = ranges.filter((r) => r.bytes > 0).map((r) => ({ at: r.at, bytes: (r.bytes + 3) & ~3 }));
    if (wanted.length === 0) return;
    await this.#read(wanted, (r, found) => new Uint8Array(this.memory, r.at, r.bytes).set(found));
  }

  async copy(): Promise<ArrayBuffer> {
    const all = new ArrayBuffer(this.memory.byteLength);
    await this.#read([{ at: 0, bytes: all.byteLength }], (_, found) => new Uint8Array(all).set(found));
    return all;
  }

  /** One stretch may be under way while the next is asked for. */
  async ready(): Promise<void> {
    const before = this.#last;
    this.#last = this.#device.queue.onSubmittedWorkDone();
    await before;
    this.#check();
  }

  async follow(from: number, to: number, what: Followed, each: (tick: number) => void): Promise<void> {
    this.#journal.open(what);
    for (let at = from; at < to; ) {
      const end = Math.min(to, at + this.#journal.ticks);
      this.#journal.begin();
      this.#run(at, end, true);
      await this.#guarded(this.#journal.read(at, end, each));
      at = end;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parts.close();
    this.#journal.close();
    release(this.#on);
  }

  #run(from: number, to: number, follow: boolean): void {
    this.#check();
    if (this.#emitted.resident) {
      this.#readings([{ from, to }], follow);
      this.#submit((pass) => {
        pass.setBindGroup(0, this.#parts.bindings, [0]);
        pass.setPipeline(this.#parts.pipelines.get('resident')!);
        pass.dispatchWorkgroups(1);
      });
      return;
    }
    const steps = this.#emitted.groups.get('tick') ?? [];
    for (let at = from; at < to; at += TICKS) {
      const n = Math.min(TICKS, to - at);
      this.#readings(
        Array.from({ length: n }, (_, k) => ({ from: at + k, to: at + k + 1 })),
        follow,
      );
      this.#submit((pass) => {
        for (let k = 0; k < n; k++) {
          pass.setBindGroup(0, this.#parts.bindings, [k * CLOCK]);
          for (const s of steps) this.#dispatch(pass, s);
          if (follow) this.#dispatch(pass, { entry: 'follow_tick', work: 1 });
        }
      });
    }
  }

  #dispatch(pass: GPUComputePassEncoder, s: Step): void {
    pass.setPipeline(this.#parts.pipelines.get(s.entry)!);
    pass.dispatchWorkgroups(Math.max(1, Math.min(MOST_GROUPS, Math.ceil(s.work / GROUP_SIZE))));
  }

  #readings(stretches: readonly { readonly from: number; readonly to: number }[], follow: boolean): void {
    stretches.forEach(({ from, to }, k) => this.#clock.set([from, to, follow ? 1 : 0, INFINITY_BITS], (k * CLOCK) / 4));
    this.#device.queue.writeBuffer(this.#parts.clock, 0, this.#clock, 0, (stretches.length * CLOCK) / 4);
  }

  #submit(record: (pass: GPUComputePassEncoder) => void): void {
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    record(pass);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Copies parts of memory as the queue so far leaves them. */
  async #read(ranges: readonly Range[], found: (r: Range, bytes: Uint8Array) => void): Promise<void> {
    const { memory } = this.#parts;
    const size = ranges.reduce((n, r) => n + r.bytes, 0);
    const staging = this.#device.createBuffer({ size, usage: GPU_MAP_READ | GPU_COPY_DST });
    const encoder = this.#device.createCommandEncoder();
    let at = 0;
    for (const r of ranges) {
      encoder.copyBufferToBuffer(memory, r.at, staging, at, r.bytes);
      at += r.bytes;
    }
    this.#device.queue.submit([encoder.finish()]);
    await this.#guarded(staging.mapAsync(MAP_READ));
    at = 0;
    const mapped = staging.getMappedRange();
    for (const r of ranges) {
      found(r, new Uint8Array(mapped, at, r.bytes));
      at += r.bytes;
    }
    staging.destroy();
  }

  async #guarded<T>(work: Promise<T>): Promise<T> {
    try {
      const done = await work;
      this.#check();
      return done;
    } catch (error) {
      // A device that is lost rejects first and says so a moment later.
      await Promise.race([this.#device.lost, new Promise((later) => setTimeout(later, 100))]);
      this.#check();
      throw error;
    }
  }

  #check(): void {
    if (this.#on.gone) throw this.#on.gone;
  }
}

// The numbers of WebGPU's flags, which are fixed; their names are global in a page only.
const GPU_MAP_READ = 1;
const GPU_COPY_DST = 8;
const MAP_READ = 1;
