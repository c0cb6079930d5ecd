/** Devices that a test takes away from a run, at a moment that it counts. */
import type { FindGpu } from '../../src/targets/webgpu/device.ts';

const MAP_READ = 1;

export interface Moment {
  /** Which of the devices, in the order in which they were asked for. */
  readonly device: number;
  /** Before its so many-th submission, during so many-th reading, or so many-th making of a pipeline, all from 1. */
  readonly at: 'submission' | 'reading' | 'pipeline';
  readonly number: number;
}

/** `lost` says when; `devices` are all that were asked for. */
export function fragile(find: FindGpu, lost: (m: Moment) => boolean): { find: FindGpu; devices: GPUDevice[] } {
  const devices: GPUDevice[] = [];
  const give = (device: GPUDevice): GPUDevice => {
    const k = devices.push(device) - 1;
    const counts = { submission: 0, reading: 0, pipeline: 0 };
    const pass = (at: Moment['at']): void => {
      if (lost({ device: k, at, number: ++counts[at] })) device.destroy();
    };
    const own = {
      encoder: device.createCommandEncoder.bind(device),
      buffer: device.createBuffer.bind(device),
      pipeline: device.createComputePipelineAsync.bind(device),
    };
    device.createCommandEncoder = (d) => {
      pass('submission');
      return own.encoder(d);
    };
    device.createComputePipelineAsync = (d) => {
      pass('pipeline');
      return own.pipeline(d);
    };
    device.createBuffer = (d) => {
      const buffer = own.buffer(d);
      if ((d.usage & MAP_READ) === 0) return buffer;
      const map = buffer.mapAsync.bind(buffer);
      buffer.mapAsync = (...args) => {
        const mapped = map(...args);
        pass('reading');
        return mapped;
      };
      return buffer;
    };
    return device;
  };
  return {
    devices,
    find: async () => {
      const gpu = await find();
      return {
        requestAdapter: async (options?: GPURequestAdapterOptions) => {
          const adapter = await gpu.requestAdapter(options);
          return (
            adapter && {
              limits: adapter.limits,
              info: adapter.info,
              requestDevice: async (d?: GPUDeviceDescriptor) => give(await adapter.requestDevice(d)),
            }
          );
        },
      } as GPU;
    },
  };
}
