/** The command on a graphics device: what it says where there is none, and that what it says helps. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GraphDocument } from '@neuroloom/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { softwareDriver } from '../../src/node/software-driver.ts';
import { build, lastJson } from '../cli/command.ts';
import { digits, folder, neurons } from '../cli/graphs.ts';

const here = folder();
const graph = here.file('neurons.graph.json', neurons);
beforeAll(build, 120_000);
afterAll(() => here.remove());

const bin = fileURLToPath(new URL('../../bin/neuroloom.js', import.meta.url));
const { VK_DRIVER_FILES: _, LD_LIBRARY_PATH: __, ...plain } = process.env;

function run(
  target: string,
  env: NodeJS.ProcessEnv,
  ...more: string[]
): { status: number | null; out: string; err: string } {
  const args = [bin, 'run', ...(more.length > 0 ? more : [graph, '--for', '60ms']), '--json', '--target', target];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env, timeout: 60_000 });
  return { status, out: stdout, err: stderr };
}

describe('what to set for a software driver', () => {
  const only = (...paths: string[]) => softwareDriver((p) => paths.includes(p));
  const [driver, loader] = ['/usr/lib/chromium/vk_swiftshader_icd.json', '/usr/lib/chromium/libvulkan.so.1'];

  it('is its file, and the folder of the loader where the system has none', () => {
    expect(only(driver, loader)).toBe(`VK_DRIVER_FILES=${driver} LD_LIBRARY_PATH=/usr/lib/chromium`);
    expect(only(driver, loader, '/usr/lib64/libvulkan.so.1')).toBe(`VK_DRIVER_FILES=${driver}`);
  });
  it('is nothing where there is no driver, or none that could be loaded', () => {
    expect(only()).toBeNull();
    expect(only(loader)).toBeNull();
    expect(only(driver)).toBeNull();
  });
});

const settings = softwareDriver();
const without = settings === null ? ' (left out: no software Vulkan driver in the usual folders)' : '';
/** What a person would write before the command. */
const told = Object.fromEntries((settings ?? '').split(' ').map((s) => s.split('=') as [string, string]));

describe('the command on a graphics device', { timeout: 60_000 }, () => {
  it.skipIf(settings === null)(`says what to set where none answers${without}`, ({ skip }) => {
    const first = run('webgpu', plain);
    skip(first.status === 0, 'left out: a graphics device answers here');
    expect(first.status).toBe(1);
    expect(first.out).toBe('');
    expect(first.err).toMatch(/^neuroloom: target: webgpu cannot run here: no graphics device answers; /m);
    expect(first.err).toContain(`run with ${settings}`);
  });

  it.skipIf(settings === null)(`and that helps: the spikes are those of wasm${without}`, () => {
    const { status, out, err } = run('webgpu', { ...plain, ...told });
    expect({ status, said: err.includes('neuroloom:') ? err : '' }).toEqual({ status: 0, said: '' });
    expect(lastJson(out)).toMatchObject({ target: 'webgpu' });
    expect(lastJson(out)['digests']).toEqual(lastJson(run('wasm', plain).out)['digests']);
  });

  it.skipIf(settings === null)(`encodes, counts and reads real digits as wasm does${without}`, () => {
    const schedule = { ...digits.nodes['schedule']!, params: { train: 10, assign: 0, test: 5, min_spikes: 0 } };
    const file = here.file('digits.graph.json', { ...digits, nodes: { ...digits.nodes, schedule } });
    const { status, out, err } = run('webgpu', { ...plain, ...told }, file);
    expect({ status, said: err.includes('neuroloom:') ? err : '' }).toEqual({ status: 0, said: '' });
    expect(lastJson(out)['digests']).toEqual(lastJson(run('wasm', plain, file).out)['digests']);
  });

  it.skipIf(settings === null)(`learns real digits as wasm does, up to rounding${without}`, () => {
    const example = new URL('../../../../examples/digits-stdp.graph.json', import.meta.url);
    const graph = JSON.parse(readFileSync(example, 'utf8')) as GraphDocument;
    const time: GraphDocument['time'] = {
      dt: '0.5 ms',
      phases: [
        { name: 'show', for: '100 ms' },
        { name: 'rest', for: '5 ms', blank: true },
      ],
    };
    const file = here.file('learns.graph.json', { ...graph, time });
    const small = { 'exc.size': 25, 'inh.size': 25, 'schedule.train': 3, 'schedule.assign': 1, 'schedule.test': 1 };
    const sets = Object.entries(small).flatMap(([param, value]) => ['--set', `${param}=${value}`]);
    const weights = (target: string, env: NodeJS.ProcessEnv): Float32Array => {
      const out = join(here.path, target);
      const { status, err } = run(target, env, file, ...sets, '--out', out);
      expect({ status, said: err.includes('neuroloom:') ? err : '' }).toEqual({ status: 0, said: '' });
      const bytes = readFileSync(join(out, 'input_exc.w.npy'));
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset + 10 + bytes.readUInt16LE(8)));
    };
    const [a, b] = [weights('webgpu', { ...plain, ...told }), weights('wasm', plain)];
    const largest = b.reduce((m, x) => Math.max(m, x), 0);
    expect(b).toHaveLength(784 * 25);
    expect(largest).toBeGreaterThan(0);
    expect(Math.max(...b.map((x, k) => Math.abs(x - a[k]!)))).toBeLessThanOrEqual(2 ** -12 * largest);
  });

  it('says how to install what Node needs for it', () => {
    const hide = `export async function resolve(name, context, next) {
      if (name === 'webgpu') throw new Error("Cannot find package 'webgpu'");
      return next(name, context);
    }`;
    const hook = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hide)}`)});`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(hook)}`;
    const { status, err } = run('webgpu', { ...plain, NODE_OPTIONS });
    expect(status).toBe(1);
    expect(err).toContain(
      "webgpu cannot run here: the package 'webgpu' could not be loaded (Cannot find package 'webgpu'); npm install webgpu, or use the target wasm",
    );
  });
});
