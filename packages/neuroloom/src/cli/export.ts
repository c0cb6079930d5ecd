/** `neuroloom export <graph> --to brian2`: the same network as a script for another simulator. */
import { nodes } from '@neuroloom/nodes';
import { writeBrian2 } from '../node/brian2-files.ts';
import type { Exit } from './fail.ts';
import { EXIT, withFile } from './fail.ts';
import { openGraph } from './graph-file.ts';
import { milliseconds } from './numbers.ts';

export interface ExportChoices {
  readonly to: 'brian2';
  readonly out?: string;
  readonly seed?: number;
  readonly set: readonly string[];
  readonly profile: readonly string[];
  readonly for?: string;
}

export async function exportGraph(path: string, choices: ExportChoices): Promise<Exit> {
  const graph = openGraph(path, nodes, { profiles: choices.profile, set: choices.set });
  const file = choices.out ?? `${path.replace(/^.*[\\/]/, '').replace(/(\.graph)?\.json$/, '')}.py`;
  const written = await withFile(file, () =>
    writeBrian2(graph, nodes, file, {
      ...(choices.seed === undefined ? {} : { seed: choices.seed }),
      ...(choices.for === undefined ? {} : { duration: milliseconds(choices.for, '--for') }),
    }),
  );
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`Wrote ${file}${written.arrays.size > 0 ? ` and ${written.arrays.size} arrays beside it` : ''}`);
  if (written.replayed.length > 0) say(`Replayed as drawn here: ${written.replayed.join(', ')}`);
  if (written.statistical.length > 0)
    say(`Drawn anew, so only statistics can agree: ${written.statistical.join(', ')}`);
  if (written.trial) say('One trial, the first: what it shows is written down, and nothing begins anew');
  else if (written.left.length > 0) say(`Left out, because they only watch: ${written.left.join(', ')}`);
  return EXIT.ok;
}
