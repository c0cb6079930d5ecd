/** The commands, their arguments and their help. Scripts call them, so names and meanings stay as they are. */
import { Command, Option } from 'commander';
import { VERSION } from '@neuroloom/runtime';
import { check } from './check.ts';
import { claims, type ClaimChoices } from './claims.ts';
import { docs } from './docs.ts';
import { exportGraph, type ExportChoices } from './export.ts';
import { EXIT, guarded } from './fail.ts';
import { nodes } from './nodes.ts';
import { whole } from './numbers.ts';
import { run, type RunChoices } from './run.ts';
import { verify } from './verify.ts';

const SEED_MAX = 0xffff_ffff;
const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

export function program(): Command {
  const neuroloom = new Command('neuroloom')
    .description('Runs brain-inspired networks that are written as graphs.')
    .version(VERSION)
    .showHelpAfterError('Run neuroloom --help for the commands and their options.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage));
  const command = (words: string, description: string): Command =>
    neuroloom.command(words).description(description).copyInheritedSettings(neuroloom);

  // Of options that may be given many times only the order among themselves is told; profiles have two spellings.
  const profiles: string[] = [];
  command('run <graph>', 'runs a graph to its end and says what came out')
    .on('option:full', () => void profiles.push('full'))
    .on('option:profile', (name: string) => void profiles.push(name))
    .option(
      '--target <target>',
      'what runs it: wasm; webgpu, on a graphics device; or reference, which defines the meaning and is slow',
    )
    .option('--relaxed', 'faster multiply-add whose rounding is the machine’s choice; the receipt says so')
    .option('--precision <f32|f64>', 'numbers of single or double precision, instead of the graph’s own')
    .option('--seed <n>', 'seed of all random numbers, instead of the graph’s own', whole(0, SEED_MAX))
    .option('--set <node.param=value>', 'another value for a param; may be given many times', collect, [])
    .option('--full', 'the size of the paper: the graph’s profile "full"')
    .option('--profile <name>', 'another profile of the graph; may be given many times, later ones win')
    .option('--for <time>', 'how long, such as 1s, in a graph without a schedule')
    .option('--threads <n>', 'threads; they change the time, not the result', whole(1, 256))
    .option('--out <folder>', 'writes weights, figures, result and receipt there')
    .option('--json', 'prints one JSON object and nothing else')
    .action((graph: string, choices: Omit<RunChoices, 'profiles'>) =>
      guarded(() => run(graph, { ...choices, profiles })),
    );

  command('nodes', 'lists every node with its params, ports, units and citations')
    .option('--json', 'prints one JSON object and nothing else')
    .action((choices: { json?: boolean }) => guarded(() => nodes(choices)));

  command('check <graph>', 'says everything that is wrong with a graph file').action((graph: string) =>
    guarded(() => check(graph)),
  );

  command('verify <receipt>', 'runs what a receipt holds again and compares the digests').action((receipt: string) =>
    guarded(() => verify(receipt)),
  );

  command('claims [filter]', 'runs the claims of the nodes whose type or statement contains the filter')
    .option('--target <target>', 'what runs them', 'wasm')
    .option('--full', 'at the size of the paper')
    .option('--out <file>', 'writes the verdicts there, as JSON')
    .option('--json', 'prints one JSON object and nothing else')
    .action((filter: string | undefined, choices: ClaimChoices) => guarded(() => claims(filter, choices)));

  command('export <graph>', 'writes a graph as a script for another simulator')
    .addOption(new Option('--to <simulator>', 'which one').choices(['brian2']).makeOptionMandatory())
    .option('--out <file>', 'where to; arrays lie in a folder beside it')
    .option('--seed <n>', 'seed of all random numbers, instead of the graph’s own', whole(0, SEED_MAX))
    .option('--set <node.param=value>', 'another value for a param; may be given many times', collect, [])
    .option('--profile <name>', 'another profile of the graph; may be given many times, later ones win', collect, [])
    .option('--for <time>', 'how long, such as 1s')
    .action((graph: string, choices: ExportChoices) => guarded(() => exportGraph(graph, choices)));

  command('docs <folder>', 'writes the reference of all nodes and the guide as web pages')
    .option('--no-claims', 'without running the claims')
    .action((folder: string, choices: { claims: boolean }) => guarded(() => docs(folder, choices)));

  return neuroloom;
}
