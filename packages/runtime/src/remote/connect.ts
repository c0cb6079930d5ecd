/** The holder's side: an engine whose sessions live in threads of their own. */
import type {
  Engine,
  Frame,
  GraphDocument,
  Library,
  ParamValue,
  Phase,
  Probe,
  Problem,
  Progress,
  RunOptions,
  RunResult,
  Session,
} from '@neuroloom/core';
import { checkGraph, NeuroloomError } from '@neuroloom/core';
import { BehaviorSubject, Observable, ReplaySubject, Subject } from 'rxjs';
import { cannotGoOn } from '../session/failure.ts';
import type { Port, Reply, Request } from './protocol.ts';

export interface RemoteOptions {
  /**
   * A thread is started before a session asks for one, which then begins sooner: for the first session, or whenever
   * there is none in waiting.
   */
  readonly ahead?: 'first' | 'always';
}

/**
 * `spawn` makes a thread in which `serve` has been called. `library`: that of the thread's engine; a graph is then
 * checked here, while the thread starts.
 */
export function remoteEngine(spawn: () => Port, { ahead }: RemoteOptions = {}, library?: Library): Engine {
  let spare = ahead ? startSpare(spawn) : null;
  return {
    async open(graph: GraphDocument, options: RunOptions = {}, checkpoint?: Uint8Array): Promise<Session> {
      const started = spare?.alive ? spare.port : spawn();
      spare = null;
      const session = new RemoteSession(started);
      const checked = library !== undefined;
      const opened = session.request({ do: 'open', graph, options, checked, ...(checkpoint ? { checkpoint } : {}) });
      if (checked) session.check(graph, library);
      await opened;
      // Not before, for it would take time from the session that is starting.
      if (ahead === 'always') spare ??= startSpare(spawn);
      return session;
    },
  };
}

/** A thread nobody has asked anything yet. One that dies meanwhile is nobody's session. */
function startSpare(spawn: () => Port): { readonly port: Port; readonly alive: boolean } {
  const spare = { port: spawn(), alive: true };
  spare.port.onFailure(() => {
    spare.alive = false;
  });
  return spare;
}

type Wanted = Request extends infer R ? (R extends { readonly id: number } ? Omit<R, 'id'> : never) : never;

const START: Progress = {
  phase: 'starting',
  stage: '',
  done: 0,
  of: 0,
  rate: 0,
  realtime: 0,
  left: null,
  time: 0,
  metrics: {},
};

class RemoteSession implements Session {
  readonly progress$ = new BehaviorSubject<Progress>(START);
  readonly frames$ = new Subject<Frame>();
  readonly problems$ = new ReplaySubject<Problem>(16);
  readonly #port: Port;
  readonly #waiting = new Map<
    number,
    { readonly done: (value: unknown) => void; readonly failed: (e: unknown) => void }
  >();
  readonly #probes = new Map<number, Subject<Frame>>();
  readonly #result: Promise<RunResult>;
  #settle!: { readonly done: (r: RunResult) => void; readonly failed: (e: unknown) => void };
  #ids = 0;
  #closed = false;

  constructor(port: Port) {
    this.#port = port;
    this.#result = new Promise((done, failed) => {
      this.#settle = { done, failed };
    });
    this.#result.catch(() => undefined);
    port.listen((m) => this.#receive(m as Reply));
    port.onFailure((why) =>
      this.#end(new NeuroloomError({ where: 'run', what: `the session's thread stopped: ${why}` }), 'failed'),
    );
  }

  /** Ends the session, which fails, where there is something wrong with its graph. */
  check(graph: GraphDocument, library: Library): void {
    try {
      const problems = checkGraph(graph, library);
      if (problems.length > 0) throw new NeuroloomError(problems);
    } catch (error) {
      this.#end(error, 'failed');
    }
  }

  request(wanted: Wanted): Promise<unknown> {
    if (this.#closed) return Promise.reject(new NeuroloomError({ where: 'session', what: 'has ended' }));
    const id = ++this.#ids;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#port.post({ ...wanted, id });
    }).catch((error: unknown) => {
      if (wanted.do === 'open') this.#end(error, 'failed');
      throw error;
    });
  }

  play(): void {
    this.#refuse();
    this.#tell({ do: 'play' });
  }
  pause(): void {
    this.#tell({ do: 'pause' });
  }
  step(what: 'tick' | 'trial' | 'spike'): void {
    this.#refuse();
    this.#tell({ do: 'step', what });
  }
  setSpeed(factor: number): void {
    this.#tell({ do: 'speed', factor });
  }
  async set(node: string, param: string, value: ParamValue): Promise<void> {
    await this.request({ do: 'set', node, param, value });
  }
  async checkpoint(): Promise<Uint8Array> {
    return (await this.request({ do: 'checkpoint' })) as Uint8Array;
  }
  result(): Promise<RunResult> {
    return this.#result;
  }

  probe(probe: Probe): Observable<Frame> {
    return new Observable((subscriber) => {
      const subject = new Subject<Frame>();
      const subscription = subject.subscribe(subscriber);
      const id = this.#ids + 1;
      this.#probes.set(id, subject);
      this.request({ do: 'probe', probe }).catch((e: unknown) => subscriber.error(e));
      return () => {
        subscription.unsubscribe();
        this.#probes.delete(id);
        this.#tell({ do: 'unprobe', of: id });
      };
    });
  }

  /** A thread that does not answer within the promised 100 ms is ended from outside. */
  async cancel(): Promise<void> {
    if (this.#closed) return;
    const late = new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.race([this.request({ do: 'cancel' }).catch(() => undefined), late]);
    this.#end(new NeuroloomError({ where: 'run', what: 'was cancelled' }), 'cancelled');
  }

  /** Where the run has run away; what is asked before that is known here is refused there, and needs no answer. */
  #refuse(): void {
    const { fault } = this.progress$.value;
    if (fault) throw cannotGoOn(fault);
  }

  /** A thread that holds a run which cannot go on, and that nobody is asking anything, keeps no program alive. */
  #leave(): void {
    if (this.progress$.value.fault && this.#waiting.size === 0) this.#port.leave?.();
  }

  #tell(wanted: Wanted): void {
    if (this.#closed) return;
    this.request(wanted).catch((e: unknown) => {
      if (!this.#closed && !this.progress$.value.fault) this.problems$.next({ where: 'session', what: String(e) });
    });
  }

  #receive(m: Reply): void {
    if ('to' in m) {
      const asked = this.#waiting.get(m.to);
      this.#waiting.delete(m.to);
      this.#leave();
      if (m.ok) asked?.done(m.value);
      else if (asked) asked.failed(new NeuroloomError(m.problems));
      else this.#probes.get(m.to)?.error(new NeuroloomError(m.problems));
      return;
    }
    switch (m.on) {
      case 'progress':
        this.progress$.next(m.progress);
        return;
      case 'frame':
        this.frames$.next(m.frame);
        return;
      case 'problem':
        this.problems$.next(m.problem);
        return;
      case 'probe':
        this.#probes.get(m.of)?.next(m.frame);
        return;
      case 'result':
        this.#settle.done(m.result);
        this.#end(null, 'done');
        return;
      case 'ran-away':
        this.#settle.failed(new NeuroloomError(m.problems));
        this.#leave();
        return;
      case 'failed':
        this.#end(new NeuroloomError(m.problems), 'failed');
        return;
    }
  }

  #end(error: unknown, phase: Phase): void {
    if (this.#closed) return;
    this.#closed = true;
    if (error) this.#settle.failed(error);
    for (const w of this.#waiting.values())
      w.failed(error ?? new NeuroloomError({ where: 'session', what: 'has ended' }));
    this.#waiting.clear();
    if (this.progress$.value.phase !== phase) this.progress$.next({ ...this.progress$.value, phase });
    this.progress$.complete();
    this.frames$.complete();
    this.problems$.complete();
    for (const p of this.#probes.values()) p.complete();
    this.#port.close();
  }
}
