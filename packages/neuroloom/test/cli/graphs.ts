/** Graphs for tests, in a folder of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphDocument } from '@neuroloom/core';

/** Three neurons at a constant current, watched. */
export const neurons: GraphDocument = {
  format: 'neuroloom',
  version: 1,
  title: 'Three neurons',
  time: { dt: '0.1 ms', duration: '500 ms' },
  seed: 1,
  nodes: {
    electrode: { type: 'source/current', version: 1, params: { amplitude: '0.3 nA' } },
    cells: { type: 'population/lif', version: 1, params: { size: 3 } },
    raster: { type: 'view/raster', version: 1, params: {} },
  },
  wires: [
    { from: 'electrode.I', to: 'cells.I' },
    { from: 'cells.spikes', to: 'raster.spikes' },
  ],
  layout: {},
  profiles: { full: { 'cells.size': 30 } },
};

/** Real digits, a handful: encode, learn, name, test. */
export const digits: GraphDocument = {
  format: 'neuroloom',
  version: 1,
  title: 'A few digits',
  time: { dt: '0.5 ms', phases: [{ name: 'show', for: '100 ms' }] },
  seed: 3,
  nodes: {
    train: { type: 'source/dataset', version: 1, params: { name: 'mnist', part: 'train' } },
    test: { type: 'source/dataset', version: 1, params: { name: 'mnist', part: 'test' } },
    schedule: { type: 'schedule/trials', version: 1, params: { train: 30, assign: 0, test: 20, min_spikes: 0 } },
    input: { type: 'encoder/poisson', version: 1, params: { rate: '63.75 Hz' } },
    count: { type: 'readout/spike-count', version: 1, params: {} },
    ridge: { type: 'readout/ridge', version: 1, params: { lambda: 100 } },
    confusion: { type: 'view/confusion', version: 1, params: {} },
  },
  wires: [
    { from: 'train.data', to: 'schedule.train' },
    { from: 'test.data', to: 'schedule.test' },
    { from: 'schedule.image', to: 'input.x' },
    { from: 'input.spikes', to: 'count.spikes' },
    { from: 'count.count', to: 'schedule.response' },
    { from: 'count.count', to: 'ridge.features' },
    { from: 'schedule.label', to: 'ridge.label' },
    { from: 'ridge.prediction', to: 'confusion.prediction' },
    { from: 'schedule.label', to: 'confusion.label' },
  ],
  layout: {},
};

export interface Folder {
  readonly path: string;
  file(name: string, content: string | GraphDocument | Uint8Array): string;
  remove(): void;
}

export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'neuroloom-'));
  return {
    path,
    file(name, content) {
      const at = join(path, name);
      writeFileSync(
        at,
        typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
      );
      return at;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
