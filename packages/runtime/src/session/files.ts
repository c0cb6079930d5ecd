/** Files that a graph names beside itself, such as lists of synapses: read through the host before compiling. */
import type { Host } from '@neuroloom/core';
import { NeuroloomError, sha256 } from '@neuroloom/core';
import type { Resolved } from '../compile/resolve.ts';
import type { Files } from '../compile/spaces.ts';
import { filesOf } from '../compile/spaces.ts';

export async function readFiles(graph: Resolved, host: Host): Promise<Files> {
  const wanted = [...filesOf(graph)];
  return new Map(
    await Promise.all(wanted.map(async ([name, where]) => [name, await fileOf(name, where, host)] as const)),
  );
}

function fileOf(name: string, where: string, host: Host): Promise<Uint8Array> {
  if (host.file) return host.file(name);
  const what = `there are no files here, and this param names '${name.slice(0, 80)}'`;
  throw new NeuroloomError({ where, what, remedy: 'write the list into the graph, or run it with the command' });
}

/** For the receipt: what was read is part of what was run. */
export const digestsOfFiles = (files: Files): string[] => [...files.values()].map((bytes) => sha256(bytes));
