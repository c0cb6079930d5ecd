/** The device a program runs on: asked for once, with as much memory as it can give; asked for anew when it is lost. */
import { NeuroloomError } from '@neuroloom/core';
import { MachineLost } from '../target.ts';
import { refuse } from './limits.ts';

/** Memory, scratch, counters, journal. */
const STORAGE_BUFFERS = 4;

/** Finds the platform's WebGPU: a page has one, a program in Node brings it. Fails with a sentence where there is none. */
export type FindGpu = () => Promise<GPU>;

/** Why there is no device, and what to do. */
export const gpuMissing = (why: string, remedy: string): NeuroloomError =>
  new NeuroloomError({ where: 'target', what: `webgpu cannot run here: ${why}`, remedy });

/** What a page or a worker of it offers. */
export const platformGpu: FindGpu = () => {
  const gpu = (globalThis as { readonly navigator?: { readonly gpu?: GPU } }).navigator?.gpu;
  return gpu
    ? Promise.resolve(gpu)
    : Promise.reject(
        gpuMissing(
          'this browser or program offers no WebGPU',
          'use the target wasm, or a browser in which WebGPU is on',
        ),
      );
};

export interface Device {
  readonly gpu: GPUDevice;
  /** It is a program on the processor: starting work is cheap, and waiting for one another is not. */
  readonly software: boolean;
  /** Why it can go on no more, once that is so. */
  gone: Error | null;
  /** Machines that run on it. With the last of them it is given back: in Node an open device keeps the program alive. */
  users: number;
  /** Some machine has run on it. */
  used: boolean;
}

/** One machine fewer runs on the device. */
export function release(device: Device): void {
  if (--device.users === 0) device.gpu.destroy();
}

/** A device that is lost rejects first and says so a moment later: waits for that moment. */
export async function lossOf(device: Device): Promise<void> {
  if (!device.gone) await Promise.race([device.gpu.lost, new Promise((later) => setTimeout(later, 100))]);
}

export class Devices {
  readonly #find: FindGpu;
  #open: Promise<Device> | null = null;
  /** In Node, everything asked of it ends when nobody holds it any more. */
  #gpu: GPU | null = null;

  readonly #advice: () => string | null;

  /** `advice` says what might help where no device answers. */
  constructor(find: FindGpu, advice: () => string | null = () => null) {
    this.#find = find;
    this.#advice = advice;
  }

  /** The device, for one machine more. */
  async get(): Promise<Device> {
    const asked = (this.#open ??= this.#ask());
    const device = await asked;
    if (device.gone || (device.users === 0 && device.used)) {
      // Another machine may have asked for a new one meanwhile.
      if (this.#open === asked) this.#open = null;
      return this.get();
    }
    device.used = true;
    device.users++;
    return device;
  }

  async #ask(): Promise<Device> {
    try {
      this.#gpu ??= await this.#find();
      const adapter = await this.#gpu.requestAdapter({ powerPreference: 'high-performance' });
      if (!adapter)
        throw gpuMissing('no graphics device answers', this.#advice() ?? 'install its driver, or use the target wasm');
      const { maxStorageBufferBindingSize, maxBufferSize, maxStorageBuffersPerShaderStage } = adapter.limits;
      if (maxStorageBuffersPerShaderStage < STORAGE_BUFFERS)
        throw refuse(
          'buffers',
          'target',
          ` (it gives ${maxStorageBuffersPerShaderStage}, and ${STORAGE_BUFFERS} are needed)`,
        );
      const device = await adapter
        .requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } })
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          throw gpuMissing(
            `the graphics device cannot be opened (${why})`,
            'close other programs that use it, or use the target wasm',
          );
        });
      const opened: Device = {
        gpu: device,
        software: adapter.info.isFallbackAdapter,
        gone: null,
        users: 0,
        used: false,
      };
      const end = (error: Error): void => {
        opened.gone ??= error;
      };
      void device.lost.then(({ message, reason }) =>
        end(new MachineLost(`the graphics device was lost (${message || reason})`)),
      );
      device.addEventListener('uncapturederror', ({ error }) =>
        end(
          new NeuroloomError({
            where: 'webgpu',
            what: `the device refused a command: ${error.message}`,
            remedy: 'use the target wasm, and report this',
          }),
        ),
      );
      return opened;
    } catch (error) {
      this.#open = null;
      throw error;
    }
  }
}
