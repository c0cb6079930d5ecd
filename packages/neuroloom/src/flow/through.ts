/** A whole graph as an RxJS operator: a sample or spikes go in for one trial, and its answer comes out. */
import type { Engine, GraphDocument, Host, Library, Session, TrialMark } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { localEngine } from '@neuroloom/runtime';
import type { OperatorFunction } from 'rxjs';
import { makeInlet, type Places } from './inlet.ts';
import { aboutOf, givenIn, type Message, type TrialResult } from './message.ts';
import { stage, type StageOptions } from './pull.ts';

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
 * that they fed have their defaults. It runs in the calling thread, between its other events. The n-th message draws
 * the same random numbers in every run with the same seed. Spikes that do not fit the network (another dt, ids
 * beyond the population, ticks beyond the trial, out of order) end the stream with an error that says so.
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
          const given = givenIn(message, inlet.takes, inlet.input);
          const { label, stage: name = 'stream' } = aboutOf(message);
          const mark: TrialMark = { id, sample: id, attempt: 0, stage: name, of: 0, frozen: false };
          id++;
          // The session waits for its first message, which says how large samples are; so it is opened, then fed.
          session ??= open(localEngine(inlet.library, noHost), inlet.graph, options, (error) => inlet.abort(error));
          const opened = session;
          const answer = await Promise.race([
            inlet.present(mark, given),
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
