/** `neuroloom check <graph>`: everything that is wrong with a graph file, at once. */
import { nodes } from '@neuroloom/nodes';
import type { Exit } from './fail.ts';
import { EXIT, tell } from './fail.ts';
import { readGraphFile } from './graph-file.ts';

export function check(path: string): Exit {
  const { doc, problems, notes } = readGraphFile(path, nodes);
  for (const note of notes) process.stderr.write(`neuroloom: ${note}\n`);
  tell(problems);
  if (!doc || problems.length > 0) {
    process.stderr.write(
      `neuroloom: ${path} has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`,
    );
    return EXIT.failed;
  }
  const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  const parts = `${count(Object.keys(doc.nodes).length, 'node')} and ${count(doc.wires.length, 'wire')}`;
  process.stdout.write(`${path}: ${doc.title}, ${parts}, nothing wrong\n`);
  return EXIT.ok;
}
