/**
 * Which ports may meet, and why others may not: kinds, planes, axes and units. What a wire means with other wires
 * around (one per input, no loop without delay) is for connect.ts.
 */
import type { Definition } from '../node/library.ts';
import type { ParamValue } from '../node/param.ts';
import type { PortDef, PortKind } from '../node/port.ts';
import { divDim, isOne, sameDim } from '../units/dimension.ts';
import { unitOf } from '../units/unit.ts';
import { freeParam, portDim } from './port-unit.ts';

/** A port in its place. */
export interface PortAt {
  /** `node.port`, as messages name it. */
  readonly end: string;
  readonly port: PortDef;
  readonly definition: Definition;
  readonly params: Readonly<Record<string, ParamValue>>;
}

/** What an input of each kind takes, in a node of ticks and in an operator of the stream plane. */
const TAKES: {
  readonly [K in PortKind]: { readonly tick: readonly PortKind[]; readonly stream: readonly PortKind[] };
} = {
  spikes: { tick: ['spikes'], stream: ['spikes'] },
  // A sample is held for its trial.
  signal: { tick: ['signal', 'sample'], stream: ['signal', 'sample'] },
  increment: { tick: ['increment'], stream: [] },
  event: { tick: ['event', 'trial'], stream: ['event', 'trial'] },
  weights: { tick: ['weights'], stream: ['weights'] },
  dw: { tick: ['dw'], stream: [] },
  mask: { tick: ['mask'], stream: ['mask'] },
  dataset: { tick: ['dataset'], stream: ['dataset'] },
  trial: { tick: ['trial'], stream: ['trial'] },
  // A signal is read at the end of its trial.
  sample: { tick: ['sample', 'signal'], stream: ['sample', 'signal'] },
  label: { tick: ['label'], stream: ['label'] },
  metric: { tick: ['metric'], stream: ['metric'] },
  frame: { tick: ['frame'], stream: ['frame', 'spikes', 'signal', 'weights', 'mask'] },
};

/** Made tick by tick, so no operator, which speaks once per trial, can send them into ticks. Spikes come with their ticks. */
const OF_TICKS: readonly PortKind[] = ['increment', 'weights', 'dw'];

/** Inputs that add up or gather what several wires bring; the others take one wire. */
const GATHERS: readonly PortKind[] = ['increment', 'event', 'dw', 'mask'];
export const takesMany = (kind: PortKind): boolean => GATHERS.includes(kind);

/** What passes, as a sentence says it. */
const PASSES: Readonly<Record<PortKind, string>> = {
  spikes: 'spikes',
  signal: 'a signal',
  increment: 'increments',
  event: 'events',
  weights: 'weights',
  dw: 'changes of weights',
  mask: 'a mask',
  dataset: 'a data set',
  trial: 'trials',
  sample: 'samples',
  label: 'labels',
  metric: 'a metric',
  frame: 'frames',
};

/** What stands between two kinds that are often meant to meet. */
const BETWEEN: Readonly<Record<string, string>> = {
  'spikes increment': 'put a projection between them: it turns spikes into increments',
  'spikes signal': 'put a projection or a trace between them',
  'spikes sample': 'put a readout between them, such as a spike count',
  'sample spikes': 'put an encoder between them',
  'signal spikes': 'put an encoder or a population between them',
  'sample increment': 'put an encoder and a projection between them',
  'increment signal': 'wire it to an input that takes increments',
  'signal increment': 'wire it to an input that takes a signal',
  'dataset sample': 'put a schedule between them: it draws samples from the data set',
  'dataset signal': 'put a schedule between them: it draws samples from the data set',
  'weights dw': 'put a learning rule between them',
  'spikes dw': 'put a learning rule between them',
  'weights mask': 'put a pruning rule between them',
  'label signal': 'labels stay outside the ticks; wire it to a readout',
  'metric frame': 'put a chart between them',
};

/** Why an output may not be wired to an input, with the remedy; nothing when it may. */
export function refusal(from: PortAt, to: PortAt): string | undefined {
  return refusedKind(from, to) ?? refusedAxis(from, to) ?? refusedUnit(from, to);
}

function refusedKind(from: PortAt, to: PortAt): string | undefined {
  const [sent, taken] = [from.port.kind, to.port.kind];
  if (!TAKES[taken][to.definition.plane].includes(sent)) {
    const why = sent === taken ? `, which stay inside the ticks` : `, and '${to.end}' takes ${PASSES[taken]}`;
    const remedy = BETWEEN[`${sent} ${taken}`];
    return `'${from.end}' sends ${PASSES[sent]}${why}${remedy && sent !== taken ? `; ${remedy}` : ''}`;
  }
  if (from.definition.plane === 'stream' && to.definition.plane === 'tick' && OF_TICKS.includes(sent)) {
    return `'${from.end}' sends ${PASSES[sent]} once per trial, and '${to.end}' takes them tick by tick; send a sample instead, which is held`;
  }
  return undefined;
}

/** Kinds that carry one value per element, so that the axes at both ends have to agree. */
const ELEMENTWISE: readonly PortKind[] = ['spikes', 'signal', 'increment'];

function refusedAxis(from: PortAt, to: PortAt): string | undefined {
  const [a, b] = [from.port, to.port];
  if (a.kind !== b.kind || !ELEMENTWISE.includes(a.kind) || a.axis === b.axis) return undefined;
  if (from.definition.plane === 'stream' || to.definition.plane === 'stream') return undefined;
  if (a.axis === 'scalar' && a.kind === 'signal') return undefined; // one number for all
  const each = (axis: string): string => (axis === 'scalar' ? 'one value for the whole node' : `a value per ${axis}`);
  const apart = a.axis === 'synapse' || b.axis === 'synapse' || b.axis === 'scalar';
  if (!apart) return undefined;
  const remedy = b.axis === 'scalar' ? '; reduce it first, such as mean(x, neuron)' : '';
  return `'${from.end}' has ${each(a.axis)}, and '${to.end}' takes ${each(b.axis)}${remedy}`;
}

function refusedUnit(from: PortAt, to: PortAt): string | undefined {
  const sent = portDim(from.definition, from.port, from.params);
  const taken = portDim(to.definition, to.port, to.params);
  if (!sent || !taken || sameDim(sent, taken)) return undefined;
  // An operator that says 1 reads the number in the coherent unit, whatever it measures.
  if (to.definition.plane === 'stream' && isOne(taken)) return undefined;
  const name = (dim: typeof sent): string => (isOne(dim) ? 'a plain number' : unitOf(dim));
  const free = freeParam(to.definition, to.port);
  const freeFrom = freeParam(from.definition, from.port);
  const remedy = free
    ? `give '${nodeOf(to.end)}.${free}' a value in ${unitOf(sent)}`
    : freeFrom
      ? `give '${nodeOf(from.end)}.${freeFrom}' a value in ${unitOf(taken)}`
      : `multiply by something in ${unitOf(divDim(taken, sent))} on the way`;
  return `'${from.end}' sends ${name(sent)}, and '${to.end}' takes ${name(taken)}; ${remedy}`;
}

const nodeOf = (end: string): string => end.slice(0, end.indexOf('.'));
