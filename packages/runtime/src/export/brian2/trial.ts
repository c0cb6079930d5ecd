/** What a graph with a schedule is shown first: a script holds one trial, as Brian2 has nothing that begins anew. */
import type { Host, Reals } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Resolved } from '../../compile/resolve.ts';
import { type Presentation, StreamPlane } from '../../session/stream-plane.ts';

/** A sample on an input of a node in a trial. */
export interface Sample {
  readonly data: Reals;
  /** Whether it is gone in the blank parts of the trial. */
  readonly fades: boolean;
}

/** The first presentation of the schedule, as a session would be given it; null where nothing is scheduled. */
export async function firstTrial(resolved: Resolved, host: Host, seed: number): Promise<Presentation | null> {
  const streams = new StreamPlane(resolved);
  if (!streams.scheduled) return null;
  try {
    return await new Promise((shown, failed) => {
      streams.start(host, seed, {
        trial: shown,
        frame: () => undefined,
        metric: () => undefined,
        done: () => {
          const remedy = 'give the schedule at least one sample';
          failed(new NeuroloomError({ where: 'schedule', what: 'there is no trial to write', remedy }));
        },
        fail: failed,
      });
    });
  } finally {
    streams.close();
  }
}

/** The samples of a trial by input, with what becomes of them in its blank parts. */
export function samplesOf(resolved: Resolved, trial: Presentation | null): Map<string, Sample> {
  const blank = resolved.parts.some((p) => p.blank);
  return new Map(
    [...(trial?.held ?? [])].map(([port, data]) => {
      const [node = '', input = ''] = port.split('.');
      const steady = resolved.nodes.get(node)?.def.inputs[input]?.steady ?? false;
      return [port, { data, fades: blank && !steady }];
    }),
  );
}

/** For each tick of a trial, whether its sample is there. */
export const presence = ({ parts }: Resolved): Int32Array =>
  Int32Array.from(parts.flatMap(({ ticks, blank }) => new Array<number>(ticks).fill(Number(!blank))));
