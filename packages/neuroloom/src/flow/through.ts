/** A whole graph as an RxJS operator: a sample goes in, runs for one trial, and its answer comes out. */
import type { Engine, GraphDocument, Host, Library, Session, SpikesFrame, TrialMark } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { localEngine } from '@neuroloom/runtime';
import type { OperatorFunction } from 'rxjs';
import { makeInlet, type Places } from './inlet.ts';
import { stage, type StageOptions } from './pull.ts';

/** A sample alone, or with what is known about it. */
export type Message = Float32Array | LabelledSample;
export interface LabelledSample {
  readonly data: Float32Array;
  readonly label?: number;
  /** Name of the part of the experiment, such as `train` or `test`, for whoever reads the answers. */
  readonly stage?: string;
}

export interface TrialResult {
  readonly mark: TrialMark;
  /** Values of the output at the end of the trial. */
  readonly data: Float32Array;
  readonly label?: number;
  /** The spikes that were asked for, in stretches of many ticks, by reference. */
  readonly spikes: readonly SpikesFrame[];
}

export interface ThroughOptions extends Places, StageOptions {
  readonly seed?: number;
  readonly target?: string;
  /** The nodes that the graph is made of; the built-in ones unless said. */
  readonly library?: Library;
}

/** The program sends the data itself. */
const noHost: Host = {
  dataset: (name) =>
    Promise.reject(new NeuroloomError({ where: `data set ${name}`, what: 'a stream brings its own data' })),
};

/**
 * The operator. The graph's own schedule and data sets are left out, since the program sends the samples; signals
 * that they fed have their defaults. It runs in the calling thread, between its other events. The n-th message draws the same random numbers in every run with the same seed.
 */
export function through(
  graph: GraphDocument,
  { library = nodes, seed, target, buffer, ...places }: ThroughOptions,
): OperatorFunction<Message, TrialResult> {
  const options = { ...(seed === undefined ? {} : { seed }), ...(target === undefined ? {} : { target }) };
  return stage(
    async function* (messages: AsyncIterable<Message>, signal) {
      const inlet = makeInlet(graph, library, places);
      let session: Promise<Session> | null = null;
      const stop = (): void => {
        inlet.abort(new NeuroloomError({ where: 'stream', what: 'was unsubscribed' }));
        void session?.then((s) => s.cancel()).catch(() => undefined);
      };
      signal.addEventListener('abort', stop, { once: true });
      try {
        let id = 0;
        for await (const message of messages) {
          const { data, label, stage: name = 'stream' } = message instanceof Float32Array ? { data: message } : message;
          const mark: TrialMark = { id, sample: id, attempt: 0, stage: name, of: 0, frozen: false };
          id++;
          // The session waits for its first sample, which says how long samples are; so it is opened, then fed.
          session ??= open(localEngine(inlet.library, noHost), inlet.graph, options, (error) => inlet.abort(error));
          const opened = session;
          const answer = await Promise.race([
            inlet.present(mark, data),
            opened.then(() => new Promise<never>(() => undefined)),
          ]);
          yield { mark, data: answer.data, ...(label === undefined ? {} : { label }), spikes: answer.spikes };
        }
        inlet.end();
      } finally {
        stop();
      }
    },
    buffer === undefined ? {} : { buffer },
  );
}

/** Opens and starts a session whose failure is everyone's. */
async function open(
  engine: Engine,
  graph: GraphDocument,
  options: object,
  failed: (error: unknown) => void,
): Promise<Session> {
  const session = await engine.open(graph, options);
  session.result().catch(failed);
  session.play();
  return session;
}
