/** `neuroloom docs <folder>`: writes the reference of all nodes, with the numbers of a run, and the guide. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readGraph, type References } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { claims } from '@neuroloom/nodes/claims';
import { VERSION } from '@neuroloom/runtime';
import { titleOf, type Guide } from '../docs/guide-page.ts';
import { type Example, makeSite } from '../docs/site.ts';
import { createEngine } from '../node/engine.ts';
import type { Exit } from './fail.ts';
import { EXIT, withFile } from './fail.ts';
import { judge, type VerdictRecord } from './judge.ts';

export async function docs(folder: string, { claims: wanted }: { readonly claims: boolean }): Promise<Exit> {
  withFile(folder, () => mkdirSync(folder, { recursive: true }));
  const verdicts: VerdictRecord[] = [];
  if (wanted) {
    const options = { target: 'wasm', full: false };
    for await (const verdict of judge(createEngine({ thread: 'calling' }), claims, options)) {
      verdicts.push(verdict);
      process.stderr.write(`${verdict.holds ? 'holds' : 'fails'}  ${verdict.about}: ${verdict.says}\n`);
    }
  }
  const files = makeSite({
    library: nodes,
    references: JSON.parse(
      readFileSync(besides('references.json') ?? missing('references.json'), 'utf8'),
    ) as References,
    verdicts,
    guides: guides(besides('docs')),
    examples: examples(besides('examples')),
    version: VERSION,
  });
  for (const [name, content] of files) {
    const path = join(folder, name);
    withFile(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    });
  }
  process.stdout.write(`Wrote ${files.size} files into ${folder}; open ${join(folder, 'index.html')}\n`);
  return EXIT.ok;
}

/** A file or folder at the root of the package or of the repository around it. */
function besides(name: string): string | undefined {
  const roots = ['../../', '../../../../'].map((up) => fileURLToPath(new URL(up, import.meta.url)));
  return roots.map((root) => join(root, name)).find((path) => existsSync(path));
}

const missing = (name: string): never => {
  throw new Error(`${name} is not part of this installation`);
};

function guides(folder: string | undefined): Guide[] {
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => {
      const markdown = readFileSync(join(folder, file), 'utf8');
      const name = file.slice(0, -3);
      return { name, title: titleOf(markdown, name), markdown };
    });
}

function examples(folder: string | undefined): Example[] {
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graph.json'))
    .sort()
    .flatMap((file) => {
      const { doc } = readGraph(readFileSync(join(folder, file), 'utf8'), nodes);
      return doc ? [{ file, graph: doc }] : [];
    });
}
