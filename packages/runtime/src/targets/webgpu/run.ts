/** Puts an emitted module on a device and makes it a machine: commands are queued, ticks in long submissions. */
import type { Layout } from '../../compile/memory.ts';
import type { Group, Program } from '../../program.ts';
import { bytesOf } from '../../compile/changing.ts';
import { lasting, type Pace } from '../lasting.ts';
import type { Kernels } from '../orders.ts';
import type { Followed, Machine, Range, Target, Tell } from '../target.ts';
import { type Device, Devices, type FindGpu, lossOf, platformGpu, release } from './device.ts';
import type { Emitted, Step } from './emit.ts';
import { emitWgsl, GROUP_SIZE, RESIDENT_SIZE } from './emit.ts';
import { Journal } from './journal.ts';
import { refuse } from './limits.ts';
import { buildParts, type Parts } from './parts.ts';

/** Bytes between two readings of the clock: what every device can bind at. */
const CLOCK = 256;
/** Ticks of one submission whose stages are dispatched singly; readings of the clock. */
const TICKS = 128;
/** Workgroups that a dispatch may have. */
const MOST_GROUPS = 65535;
/** Bytes that are written at once. */
const MOST_WRITTEN = 2 ** 26;
const INFINITY_BITS = 0x7f800000;

export interface WebgpuOptions {
  /** Runs small ticks whole stretches at a time; unless said, where the device is not a program itself. */
  readonly resident?: boolean;
  readonly pace?: Partial<Pace>;
  /** What might help where no device answers; null where nothing is known. */
  readonly advice?: () => string | null;
}

export const webgpuOn = (find: FindGpu, { resident, pace, advice }: WebgpuOptions = {}): Target => {
  const devices = new Devices(find, advice);
  return {
    name: 'webgpu',
    // Words are counted in 32 bits; what the device can bind is asked when there is one.
    reach: 2 ** 34,
    instantiate(program: Program, layout: Layout, tell?: Tell): Promise<Machine> {
      const emittedFor = new Map<boolean, Emitted>();
      const make = async (memory: ArrayBuffer): Promise<Kernels> => {
        const device = await devices.get();
        try {
          const how =
            (resident ?? !device.software) && device.gpu.limits.maxComputeInvocationsPerWorkgroup >= RESIDENT_SIZE;
          const emitted = emittedFor.get(how) ?? emitWgsl(program, layout, { resident: how });
          emittedFor.set(how, emitted);
          return await start(device, layout, emitted, memory);
        } catch (error) {
          await lossOf(device);
          release(device);
          throw device.gone ?? error;
        }
      };
      return lasting({ program, layout, make, ...(tell ? { tell } : {}), ...(pace ? { pace } : {}) });
    },
  };
};

async function start(device: Device, layout: Layout, emitted: Emitted, memory: ArrayBuffer): Promise<Kernels> {
  const { limits } = device.gpu;
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const needed = Math.max(layout.bytes, 4 * emitted.own.scratchWords);
  if (needed > most) throw refuse('memory', 'memory', ` (${mib(needed)} MiB, and it has ${mib(most)})`);
  return new GpuKernels(device, layout, emitted, await buildParts(device.gpu, layout, emitted), memory);
}

export const webgpu: Target = webgpuOn(platformGpu);

const mib = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

class GpuKernels implements Kernels {
  readonly #on: Device;
  readonly #device: GPUDevice;
  readonly #emitted: Emitted;
  readonly #parts: Parts;
  readonly #journal: Journal;
  readonly #clock = new Int32Array((TICKS * CLOCK) / 4);
  /** What is marked. */
  #copy: GPUBuffer | null = null;
  #closed = false;
  /** The last stretch that was asked for. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(on: Device, layout: Layout, emitted: Emitted, parts: Parts, memory: ArrayBuffer) {
    this.#on = on;
    this.#device = on.gpu;
    this.#emitted = emitted;
    this.#parts = parts;
    this.#journal = new Journal(on.gpu, layout, memory, parts);
  }

  run(group: Group, tick: number): void {
    this.#check();
    const steps = this.#emitted.groups.get(group) ?? [];
    if (steps.length === 0) return;
    this.#readings([{ from: tick, to: tick + 1 }], false);
    this.#submit((pass) => {
      pass.setBindGroup(0, this.#parts.bindings, [0]);
      for (const s of steps) this.#dispatch(pass, s);
    });
  }

  ticks(from: number, to: number): void {
    this.#run(from, to, false);
  }

  write(at: number, bytes: Uint8Array): void {
    this.#check();
    // Most devices take so much at once.
    for (let from = 0; from < bytes.length; from += MOST_WRITTEN)
      this.#device.queue.writeBuffer(
        this.#parts.memory,
        at + from,
        bytes.buffer,
        bytes.byteOffset + from,
        Math.min(MOST_WRITTEN, bytes.length - from),
      );
  }

  /** One stretch may be under way while the next is asked for. */
  async ready(): Promise<void> {
    const before = this.#last;
    this.#last = this.#device.queue.onSubmittedWorkDone();
    this.#last.catch(() => undefined);
    await this.#guarded(before);
  }

  async idle(): Promise<void> {
    await this.#guarded(this.#device.queue.onSubmittedWorkDone());
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

  mark(ranges: readonly Range[]): void {
    this.#check();
    this.#copy ??= this.#device.createBuffer({ size: bytesOf(ranges), usage: GPU_COPY_SRC | GPU_COPY_DST });
    this.#between(ranges, (encoder, r, at) =>
      encoder.copyBufferToBuffer(this.#parts.memory, r.at, this.#copy!, at, r.bytes),
    );
  }

  rewind(ranges: readonly Range[]): void {
    this.#check();
    this.#between(ranges, (encoder, r, at) =>
      encoder.copyBufferToBuffer(this.#copy!, at, this.#parts.memory, r.at, r.bytes),
    );
  }

  #between(ranges: readonly Range[], copy: (encoder: GPUCommandEncoder, r: Range, at: number) => void): void {
    const encoder = this.#device.createCommandEncoder();
    let at = 0;
    for (const r of ranges) {
      copy(encoder, r, at);
      at += r.bytes;
    }
    this.#device.queue.submit([encoder.finish()]);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parts.close();
    this.#journal.close();
    this.#copy?.destroy();
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

  async read(ranges: readonly Range[], found: (r: Range, bytes: Uint8Array) => void): Promise<void> {
    this.#check();
    const size = bytesOf(ranges);
    // Nothing waits between the scopes, so that nobody else's errors fall into them.
    this.#device.pushErrorScope('validation');
    this.#device.pushErrorScope('out-of-memory');
    const staging = this.#device.createBuffer({ size, usage: GPU_MAP_READ | GPU_COPY_DST });
    const full = this.#device.popErrorScope();
    this.#between(ranges, (encoder, r, at) =>
      encoder.copyBufferToBuffer(this.#parts.memory, r.at, staging, at, r.bytes),
    );
    const refused = this.#device.popErrorScope();
    refused.catch(() => undefined);
    const mapped = (async () => {
      if (await full) throw refuse('reading', 'memory', ` (${mib(size)} MiB)`);
      await staging.mapAsync(MAP_READ);
    })();
    await this.#guarded(mapped);
    const bytes = staging.getMappedRange();
    let at = 0;
    for (const r of ranges) {
      found(r, new Uint8Array(bytes, at, r.bytes));
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
      await lossOf(this.#on);
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
const GPU_COPY_SRC = 4;
const GPU_COPY_DST = 8;
const MAP_READ = 1;
