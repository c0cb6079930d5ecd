/** What the WebGPU target cannot do, each with its reason: one list, from which refusals are made and documents written. */
import { NeuroloomError } from '@neuroloom/core';

export interface Limit {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

export const WEBGPU_CANNOT = {
  exact: {
    what: 'give the bits of the reference: it agrees up to rounding',
    why: 'WGSL lets a device join a product and a sum, and take the smallest numbers for zero; integers, random words and the order of sums are the same',
    remedy: 'use wasm where digests must be equal',
  },
  f64: {
    what: 'compute in f64',
    why: 'WGSL has no 64-bit floats',
    remedy: "run it with the target wasm or reference, or set precision to 'f32'",
  },
  quantile: {
    what: 'take a quantile over the synapses of events',
    why: 'how many values there are is known only on the device; over an axis or all synapses it can',
    remedy: 'run it with the target wasm',
  },
  memory: {
    what: 'run a network that is larger than one storage buffer of the device',
    why: 'all of it lies in one buffer, laid out as for the other targets',
    remedy: 'make the populations smaller, connect them more sparsely, or run it with the target wasm',
  },
  buffers: {
    what: 'run on a device with so few storage buffers',
    why: 'memory, scratch, counters and the journal of what is followed are one each',
    remedy: 'use the target wasm',
  },
  reading: {
    what: 'bring so much memory from the device to the host at once',
    why: 'the device has no room for a copy of it',
    remedy: 'make the populations smaller, connect them more sparsely, or run it with the target wasm',
  },
  threads: {
    what: 'use helper threads for frozen trials',
    why: 'the device is one, and every helper would want it for itself',
    remedy: 'the number of threads changes nothing here',
  },
} as const satisfies Readonly<Record<string, Limit>>;

export const refuse = (limit: keyof typeof WEBGPU_CANNOT, where: string, more = ''): NeuroloomError => {
  const { what, why, remedy } = WEBGPU_CANNOT[limit];
  return new NeuroloomError({ where, what: `the webgpu target cannot ${what}${more}, for ${why}`, remedy });
};
