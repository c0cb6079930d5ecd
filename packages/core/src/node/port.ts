/**
 * Ports: where wires end. The kind says what passes, the axis how many of it. Tick-plane kinds live in typed
 * arrays inside the engine; stream-plane kinds are RxJS messages, one per trial or rarer.
 */
export const TICK_KINDS = ['spikes', 'signal', 'increment', 'event', 'weights', 'dw', 'mask'] as const;
export const STREAM_KINDS = ['dataset', 'trial', 'sample', 'label', 'metric', 'frame'] as const;
export type TickKind = (typeof TICK_KINDS)[number];
export type StreamKind = (typeof STREAM_KINDS)[number];
export type PortKind = TickKind | StreamKind;

/**
 * `neuron`, `pre`, `post`, `synapse` (= pre × post), `scalar`, or an axis that the node declares itself.
 * Wires make the axes at their ends equally long.
 */
export type AxisName = string;

export interface PortDef {
  readonly kind: PortKind;
  readonly doc: string;
  readonly axis: AxisName;
  /** Unit of what passes: a unit, or the name of a param or state whose dimension it takes. */
  readonly unit?: string;
  /** An input's value while nothing is wired; without one, a signal input must be wired. */
  readonly default?: number | string;
  /** A sample that is held here stays through blank phases: it says how to go on, not what is seen. */
  readonly steady?: boolean;
}

export type Port<K extends PortKind> = PortDef & { readonly kind: K };
const port = <K extends PortKind>(
  kind: K,
  doc: string,
  axis: AxisName,
  more: Omit<PortDef, 'kind' | 'doc' | 'axis'> = {},
): Port<K> => ({ kind, doc, axis, ...more });

/** Events of a population: which elements fired in this tick. */
export const spikes = (doc: string, axis: AxisName = 'neuron'): Port<'spikes'> => port('spikes', doc, axis);
/** A number per element, present at every tick. A `sample` wired into it is held for a trial. */
export const signal = (
  unit: string | 1,
  doc: string,
  axis: AxisName = 'neuron',
  more: { default?: number | string; steady?: boolean } = {},
): Port<'signal'> => port('signal', doc, axis, { unit: String(unit), ...more });
/** What synaptic events deliver: each one is a jump of its own (`on.<port>`), in the order of the wires, then of the sources. */
export const increment = (unit: string | 1, doc: string, axis: AxisName = 'neuron'): Port<'increment'> =>
  port('increment', doc, axis, { unit: String(unit) });
/** Something that happens between ticks, to the whole node: the start of a trial, the end of a stage. */
export const event = (doc: string): Port<'event'> => port('event', doc, 'scalar');
/** A projection's weights, to be read by rules and views. */
export const weights = (unit: string | 1, doc: string): Port<'weights'> =>
  port('weights', doc, 'synapse', { unit: String(unit) });
/** A change of weight that a learning rule sends; the projection applies it (its update stage). */
export const dw = (unit: string | 1, doc: string): Port<'dw'> => port('dw', doc, 'synapse', { unit: String(unit) });
/** Which synapses are alive: 1, or 0. */
export const mask = (doc: string): Port<'mask'> => port('mask', doc, 'synapse', { unit: '1' });

/** A data set: samples and labels by index. */
export const dataset = (doc: string): Port<'dataset'> => port('dataset', doc, 'scalar');
/** The start of a trial, with its place in the schedule. */
export const trial = (doc: string): Port<'trial'> => port('trial', doc, 'scalar');
/** Numbers per trial. Into a signal input it is held for the trial; out of a signal output it is the value at the trial's end. */
export const sample = (doc: string, axis: AxisName = 'channel'): Port<'sample'> =>
  port('sample', doc, axis, { unit: '1' });
export const label = (doc: string): Port<'label'> => port('label', doc, 'scalar');
export const metric = (doc: string): Port<'metric'> => port('metric', doc, 'scalar');
/** Something to look at; the editor draws it. */
export const frame = (doc: string): Port<'frame'> => port('frame', doc, 'scalar');
