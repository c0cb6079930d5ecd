/** `neuroloom run <graph>`: runs a graph to its end and says what came out. */
import type { Engine, GraphDocument, Library, RunResult } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { describeShown, show } from '@neuroloom/core/figure';
import { nodes } from '@neuroloom/nodes';
import { wasmRelaxed } from '@neuroloom/runtime';
import { createEngine } from '../node/engine.ts';
import type { Exit } from './fail.ts';
import { EXIT } from './fail.ts';
import { openGraph } from './graph-file.ts';
import { duration, milliseconds, percent } from './numbers.ts';
import { prepareFolder, writeOut } from './out-dir.ts';
import { follow } from './progress.ts';
import { receiptFile } from './receipt-file.ts';
import { summarise } from './summary.ts';
import { confusionTable } from './table.ts';
import { trialLength, watch } from './watch.ts';

export interface RunChoices {
  readonly target?: string;
  readonly seed?: number;
  readonly set: readonly string[];
  /** In the order in which they were given. */
  readonly profiles: readonly string[];
  readonly for?: string;
  readonly threads?: number;
  readonly precision?: string;
  readonly relaxed?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

export async function run(path: string, choices: RunChoices): Promise<Exit> {
  // Its thread starts while the graph is read.
  const engine = createEngine({ ahead: 'first' });
  const graph = openGraph(path, nodes, {
    profiles: choices.profiles,
    set: choices.set,
    precision: choices.precision,
  });
  const cut = choices.for === undefined ? undefined : milliseconds(choices.for, '--for');
  checkLength(graph, cut, nodes);
  if (choices.out !== undefined) prepareFolder(choices.out);
  const options = {
    target: targetOf(choices),
    threads: choices.threads ?? 1,
    weights: choices.out !== undefined,
    ...(choices.seed === undefined ? {} : { seed: choices.seed }),
    ...(cut === undefined ? {} : { duration: cut }),
  };
  const began = performance.now();
  const result = await runToEnd(engine, graph, options, cut);
  if (!result) return EXIT.cancelled;
  const summary = summarise(graph, result, (performance.now() - began) / 1000);
  const written =
    choices.out === undefined
      ? []
      : writeOut(choices.out, { graph, result, summary, receipt: receiptFile(result, graph, cut) });
  if (choices.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  else print(result, summary.seconds);
  if (choices.out !== undefined && !choices.json)
    process.stdout.write(`Wrote ${written.length} files into ${choices.out}\n`);
  return EXIT.ok;
}

function targetOf({ target = 'wasm', relaxed }: RunChoices): string {
  if (!relaxed || target === wasmRelaxed.name) return target;
  if (target === 'wasm') return wasmRelaxed.name;
  throw new NeuroloomError({
    where: '--relaxed',
    what: `the target '${target}' has no relaxed arithmetic`,
    remedy: 'leave out --relaxed, or run on wasm',
  });
}

/** The result, or nothing when the person pressed Ctrl-C. */
async function runToEnd(
  engine: Engine,
  graph: GraphDocument,
  options: { readonly duration?: number },
  cut: number | undefined,
): Promise<RunResult | null> {
  let cancelled = false;
  let cancel: () => void = () => process.exit(EXIT.cancelled);
  const stop = (): void => {
    if (cancelled) process.exit(EXIT.cancelled);
    cancelled = true;
    cancel();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const session = await engine.open(graph, options);
    cancel = () => void session.cancel();
    const progress = follow(session, cut ?? trialLength(graph));
    const views = watch(session, graph, cut);
    session.play();
    try {
      const result = await session.result();
      return { ...result, frames: views.frames() };
    } finally {
      progress.stop();
      await session.cancel();
    }
  } catch (error) {
    if (!cancelled) throw error;
    process.stderr.write('neuroloom: cancelled; nothing was written\n');
    return null;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** A run ends with its schedule, after its duration, or after `--for`; one of them there must be, and not two. */
function checkLength(graph: GraphDocument, cut: number | undefined, library: Library): void {
  const schedule = Object.entries(graph.nodes).find(([, node]) => {
    const outputs = library.definitions.get(node.type)?.outputs ?? {};
    return Object.values(outputs).some((port) => port.kind === 'trial');
  });
  if (schedule && cut !== undefined) {
    const what = `the schedule '${schedule[0]}' says when this run ends`;
    throw new NeuroloomError({
      where: '--for',
      what,
      remedy: `set its params instead, with --set ${schedule[0]}.param=value`,
    });
  }
  if (!schedule && cut === undefined && !graph.time.phases && graph.time.duration === undefined) {
    throw new NeuroloomError({
      where: 'time.duration',
      what: 'this run has no end',
      remedy: 'say how long, such as --for 1s',
    });
  }
}

function print({ metrics, frames, receipt, imagesPerSecond, seconds }: RunResult, wall: number): void {
  const say = (line = ''): void => void process.stdout.write(`${line}\n`);
  for (const [name, value] of Object.entries(metrics))
    say(`${name}: ${/accuracy/.test(name) ? percent(value) : value}`);
  for (const [from, frame] of Object.entries(frames)) {
    const shown = show(undefined, frame, 0);
    if (shown.kind === 'confusion') say(`\n${from}, truth down and answers across:\n${confusionTable(shown)}\n`);
    else say(describeShown(shown, from));
  }
  const speed = imagesPerSecond === null ? '' : `, ${imagesPerSecond.toFixed(0)} images per second in training`;
  say(`\n${seconds.toFixed(1)} s of network time in ${duration(wall)}${speed}`);
  const { seed, target, precision, threads, digests } = receipt;
  say(`Receipt: seed ${seed}, target ${target}, ${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`);
  for (const [of, digest] of Object.entries(digests)) say(`  ${of.padEnd(6)} ${digest || 'none'}`);
}
