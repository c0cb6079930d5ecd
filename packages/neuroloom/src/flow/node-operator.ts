/** A single node of a library as an RxJS operator. */
import type { NodeDefinition, OperatorDefinition, ParamValue, Payload, Quantity } from '@neuroloom/core';
import { emptyGraph, library, NeuroloomError, resolveParams } from '@neuroloom/core';
import { EMPTY, Observable, of, type OperatorFunction, Subject } from 'rxjs';
import type { Message, TrialResult } from './message.ts';
import { through, type ThroughOptions } from './through.ts';

export interface TickNodeOptions extends Pick<ThroughOptions, 'seed' | 'target' | 'buffer'> {
  /** The input at which samples are held or spikes arrive; its only one unless said. Names are of the node's own ports. */
  readonly input?: string;
  /** What is read; with neither, its only output of spikes, or else its only signal. */
  readonly output?: string;
  readonly spikes?: string;
  readonly dt: Quantity;
  /** Length of a trial. */
  readonly for: Quantity;
}

export interface StreamNodeOptions<K extends keyof Payload> {
  readonly output: string;
  /** The kind of that output, which makes the messages typed. */
  readonly kind: K;
  readonly seed?: number;
}

type Params = Readonly<Record<string, ParamValue>>;

/** A node of the tick plane: every message is one trial of it. */
export function nodeOperator(
  definition: NodeDefinition,
  params: Params,
  options: TickNodeOptions,
): OperatorFunction<Message, TrialResult>;
/** A node of the stream plane: it hears the answers of a network and the labels that came with the samples. */
export function nodeOperator<K extends keyof Payload>(
  definition: OperatorDefinition,
  params: Params,
  options: StreamNodeOptions<K>,
): OperatorFunction<TrialResult, Payload[K]>;
export function nodeOperator<K extends keyof Payload>(
  definition: NodeDefinition | OperatorDefinition,
  params: Params,
  options: TickNodeOptions | StreamNodeOptions<K>,
): OperatorFunction<Message, TrialResult> | OperatorFunction<TrialResult, Payload[K]> {
  return definition.plane === 'tick'
    ? tickNode(definition, params, options as TickNodeOptions)
    : streamNode(definition, params, options as StreamNodeOptions<K>);
}

function tickNode(
  definition: NodeDefinition,
  params: Params,
  { dt, for: length, input, output, spikes, ...more }: TickNodeOptions,
) {
  const graph = {
    ...emptyGraph(definition.title),
    time: { dt, phases: [{ name: 'trial', for: length }] },
    nodes: { node: { type: definition.type, version: definition.version, params } },
  };
  const places = {
    input: `node.${input ?? inputUnsaid(definition)}`,
    ...(output ? { output: `node.${output}` } : {}),
    ...(spikes ? { spikes: `node.${spikes}` } : {}),
    ...(output || spikes ? {} : readUnsaid(definition)),
  };
  return through(graph, { ...more, ...places, library: library(definition) });
}

/** A node's only port of some kinds, if it has just one. */
function only(ports: NodeDefinition['inputs'], kinds: readonly string[]): string | undefined {
  const [name, ...more] = Object.keys(ports).filter((p) => kinds.includes(ports[p]!.kind));
  return more.length === 0 ? name : undefined;
}

function unclear(definition: NodeDefinition, side: 'inputs' | 'outputs', option: string): NeuroloomError {
  const fit = Object.entries(definition[side]).filter(([, p]) => p.kind === 'signal' || p.kind === 'spikes');
  const has = fit.map(([name, p]) => `${name} (${p.kind})`).join(', ');
  return new NeuroloomError(
    has
      ? { where: definition.type, what: `several ${side} could be meant`, remedy: `name one as ${option}: ${has}` }
      : { where: definition.type, what: `it has no ${side} of signals or spikes` },
  );
}

function inputUnsaid(definition: NodeDefinition): string {
  const input = only(definition.inputs, ['signal', 'spikes']);
  if (input === undefined) throw unclear(definition, 'inputs', 'input');
  return input;
}

function readUnsaid(definition: NodeDefinition): { readonly output: string } | { readonly spikes: string } {
  const spikes = only(definition.outputs, ['spikes']);
  if (spikes !== undefined) return { spikes: `node.${spikes}` };
  const output = only(definition.outputs, ['signal']);
  if (output === undefined) throw unclear(definition, 'outputs', 'output or spikes');
  return { output: `node.${output}` };
}

function streamNode<K extends keyof Payload>(
  definition: OperatorDefinition,
  params: Params,
  { output, kind, seed = 1 }: StreamNodeOptions<K>,
): OperatorFunction<TrialResult, Payload[K]> {
  const { values, problems } = resolveParams(definition, params);
  if (problems.length > 0) throw new NeuroloomError(problems);
  const port = Object.hasOwn(definition.outputs, output) ? definition.outputs[output] : undefined;
  if (port?.kind !== kind) {
    const has = Object.entries(definition.outputs)
      .map(([name, p]) => `${name} (${p.kind})`)
      .join(', ');
    throw new NeuroloomError({
      where: definition.type,
      what: `it has no ${kind} output '${output}'`,
      remedy: `it has ${has}`,
    });
  }
  return (source) =>
    new Observable((subscriber) => {
      const inputs = Object.fromEntries(Object.keys(definition.inputs).map((name) => [name, new Subject<never>()]));
      const context = {
        host: { dataset: () => Promise.reject(new Error('no data sets here')) },
        seed,
        node: definition.type,
        params$: of(values),
      };
      const produced = definition.run(inputs, values, context);
      const answer$ = (produced[output] ?? EMPTY) as Observable<Payload[K]>;
      const subscription = answer$.subscribe(subscriber);
      subscription.add(
        source.subscribe({
          next: ({ mark, data, label }) => {
            for (const [name, input] of Object.entries(definition.inputs)) {
              if (input.kind === 'sample') inputs[name]!.next({ mark, data } as never);
              if (input.kind === 'label' && label !== undefined) inputs[name]!.next({ mark, label } as never);
            }
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            for (const input of Object.values(inputs)) input.complete();
          },
        }),
      );
      return subscription;
    });
}
