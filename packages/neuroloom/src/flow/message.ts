/** What goes through a network and what comes out: samples, which are held for a trial, or spikes with their ticks. */
import type { Reals, SpikesFrame, TrialMark } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';

/** What is known about a message besides, and comes out again with its answer. */
interface About {
  readonly label?: number;
  /** Name of the part of the experiment, such as `train` or `test`, for whoever reads the answers. */
  readonly stage?: string;
}
export interface LabelledSample extends About {
  readonly data: Reals;
}
/** Spikes of one trial, in one frame or several that follow one another; they are read where they are, not copied. */
export interface SpikeTrains extends About {
  readonly spikes: readonly SpikesFrame[];
}

export interface TrialResult {
  readonly mark: TrialMark;
  /** Values of the output at the end of the trial; empty when none was named. */
  readonly data: Reals;
  readonly label?: number;
  /** The spikes that were asked for, in stretches of at least 100 ticks or a whole trial, by reference. */
  readonly spikes: readonly SpikesFrame[];
}

/** One trial: a sample or spikes, alone or with what is known about them, or what another network answered. */
export type Message = Reals | LabelledSample | SpikesFrame | SpikeTrains | TrialResult;

/** What an input takes: a sample, or spikes. */
export type Given =
  | { readonly kind: 'signal'; readonly data: Reals }
  | { readonly kind: 'spikes'; readonly spikes: readonly SpikesFrame[] };

/** What of a message is for an input of this kind; the rest of it stays behind. */
export function givenIn(message: Message, kind: Given['kind'], input: string): Given {
  const data = isReals(message) ? message : 'data' in message ? message.data : undefined;
  const spikes = isReals(message) ? undefined : 'spikes' in message ? message.spikes : 'id' in message ? [message] : [];
  if (kind === 'signal' && data && data.length > 0) return { kind, data };
  if (kind === 'spikes' && spikes && spikes.length > 0) return { kind, spikes };
  throw new NeuroloomError({
    where: `through › ${input}`,
    what:
      kind === 'signal'
        ? 'a message without values has come to an input that takes a signal'
        : 'a message without spikes has come to an input that takes spikes',
    remedy:
      kind === 'signal'
        ? 'send samples, or name an output of the network before'
        : 'put an encoder before it, and name its spikes',
  });
}

const isReals = (message: Message): message is Reals =>
  message instanceof Float32Array || message instanceof Float64Array;

/** Label and stage, wherever a message has them. */
export function aboutOf(message: Message): About {
  if (isReals(message)) return {};
  const label = 'label' in message ? message.label : undefined;
  const stage = 'stage' in message ? message.stage : 'mark' in message ? message.mark?.stage : undefined;
  return { ...(label === undefined ? {} : { label }), ...(stage === undefined ? {} : { stage }) };
}

/** Ticks in a frame that is handed on: one message never stands for fewer. */
const STRETCH = 100;

/** The same spikes in stretches of at least 100 ticks; frames that are long enough are handed on as they are. */
export function inStretches(frames: readonly SpikesFrame[]): readonly SpikesFrame[] {
  const groups: SpikesFrame[][] = [];
  const long = (group: readonly SpikesFrame[]): boolean => group.reduce((n, f) => n + f.ticks, 0) >= STRETCH;
  for (const frame of frames) {
    const last = groups.at(-1);
    if (last && !long(last)) last.push(frame);
    else groups.push([frame]);
  }
  // What is left at the end of a trial goes with what came before.
  if (groups.length > 1 && !long(groups.at(-1)!)) groups.at(-2)!.push(...groups.pop()!);
  return groups.map(joined);
}

function joined(frames: readonly SpikesFrame[]): SpikesFrame {
  const [first] = frames;
  if (frames.length === 1) return first!;
  const all = (of: 'tick' | 'id'): Uint32Array => {
    const out = new Uint32Array(frames.reduce((n, f) => n + f[of].length, 0));
    let at = 0;
    for (const f of frames) {
      out.set(f[of], at);
      at += f[of].length;
    }
    return out;
  };
  return { ...first!, ticks: frames.reduce((n, f) => n + f.ticks, 0), tick: all('tick'), id: all('id') };
}
