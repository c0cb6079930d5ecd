/** Where a graphics device is missing or too small: each time one sentence that says what is missing and what to do. */
import type { GraphDocument } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { expect, it } from 'vitest';
import { TARGETS, targetsWith } from '../../src/engine.ts';
import { type WebgpuOptions, webgpuOn } from '../../src/targets/webgpu/run.ts';
import { barsGraph } from '../support/digits.ts';
import { open } from '../support/run.ts';

const GIB = 2 ** 30;
const limits = {
  maxStorageBufferBindingSize: GIB,
  maxBufferSize: GIB,
  maxStorageBuffersPerShaderStage: 8,
  maxComputeInvocationsPerWorkgroup: 256,
};

/** A device that opens and of which nothing but its limits is asked. */
const idle = (more: object): object => ({
  limits: { ...limits, ...more },
  lost: new Promise(() => undefined),
  addEventListener: () => undefined,
  destroy: () => undefined,
});
const offering = (adapter: object | null): (() => Promise<GPU>) => {
  const gpu: unknown = { requestAdapter: () => Promise.resolve(adapter) };
  return () => Promise.resolve(gpu as GPU);
};
const adapter = (more: object = {}, opens: () => Promise<object> = () => Promise.resolve(idle(more))): object => ({
  limits: { ...limits, ...more },
  info: { isFallbackAdapter: true },
  requestDevice: opens,
});

async function sentence(
  find: (() => Promise<GPU>) | null,
  graph = barsGraph(),
  options: WebgpuOptions = {},
): Promise<string> {
  const targets = find ? targetsWith(webgpuOn(find, options)) : TARGETS;
  const error: unknown = await open(graph, { target: 'webgpu', targets }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(NeuroloomError);
  expect((error as NeuroloomError).problems).toHaveLength(1);
  return (error as NeuroloomError).message;
}

it('a page or a program without WebGPU', async () => {
  expect(await sentence(null)).toBe(
    'target: webgpu cannot run here: this browser or program offers no WebGPU; use the target wasm, or a browser in which WebGPU is on',
  );
});

it('no device that answers, with what might help where that is known', async () => {
  expect(await sentence(offering(null))).toBe(
    'target: webgpu cannot run here: no graphics device answers; install its driver, or use the target wasm',
  );
  expect(await sentence(offering(null), barsGraph(), { advice: () => 'plug it in' })).toBe(
    'target: webgpu cannot run here: no graphics device answers; plug it in',
  );
});

it('a device that does not open', async () => {
  const busy = adapter({}, () => Promise.reject(new Error('it is in use')));
  expect(await sentence(offering(busy))).toMatch(
    /the graphics device cannot be opened \(it is in use\); .* target wasm$/,
  );
});

it('too few storage buffers', async () => {
  expect(await sentence(offering(adapter({ maxStorageBuffersPerShaderStage: 3 })))).toMatch(
    /^target: the webgpu target cannot run on a device with so few storage buffers \(it gives 3, and 4 are needed\)/,
  );
});

it('a network that is larger than what the device can bind, with both numbers', async () => {
  const graph: GraphDocument = {
    ...barsGraph(),
    nodes: { cells: { type: 'population/lif', version: 1, params: { size: 1_000_000 } } },
    wires: [],
  };
  const said = await sentence(offering(adapter({ maxStorageBufferBindingSize: 2 ** 20 })), graph);
  const [, needed] = /larger than one storage buffer of the device \((\d+) MiB, and it has 1\)/.exec(said) ?? [];
  // At least the potential and the refractory count of each neuron, and the list of who fired.
  expect(Number(needed)).toBeGreaterThanOrEqual((3 * 4 * 1e6) / 2 ** 20);
  expect(said).toMatch(/make the populations smaller/);
});

it('double precision', async () => {
  const said = await sentence(offering(adapter()), { ...barsGraph(), precision: 'f64' });
  expect(said).toBe(
    "precision: the webgpu target cannot compute in f64, for WGSL has no 64-bit floats; run it with the target wasm or reference, or set precision to 'f32'",
  );
});
