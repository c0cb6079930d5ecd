/** A graph as a Brian2 script on disk, with its arrays in a folder of the same name. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { GraphDocument, Library } from '@neuroloom/core';
import type { Brian2Export, Brian2Options } from '@neuroloom/runtime';
import { exportBrian2, wasm } from '@neuroloom/runtime';
import { npy } from '../cli/npy.ts';
import { nodeHost } from './host.ts';

/** Writes `file` and the folder beside it; overwrites what is there. Nothing is written when the graph is refused. */
export async function writeBrian2(
  graph: GraphDocument,
  library: Library,
  file: string,
  options: Omit<Brian2Options, 'folder'> = {},
): Promise<Brian2Export> {
  const folder = `${basename(file).replace(/\.py$/, '')}-arrays`;
  const exported = await exportBrian2(graph, library, { target: wasm, host: nodeHost(), ...options, folder });
  mkdirSync(dirname(file), { recursive: true });
  if (exported.arrays.size > 0) mkdirSync(join(dirname(file), folder), { recursive: true });
  for (const [name, { data, shape }] of exported.arrays)
    writeFileSync(join(dirname(file), folder, `${name}.npy`), npy(data, shape));
  writeFileSync(file, exported.script);
  return exported;
}
