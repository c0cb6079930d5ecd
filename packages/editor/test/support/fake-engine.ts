/** An engine for tests of the editor: it computes nothing, and sends progress and frames that look like a run's. */
import {
  endOf,
  type Engine,
  type Frame,
  type GraphDocument,
  NeuroloomError,
  type ParamValue,
  type Phase,
  type Probe,
  type Problem,
  type Progress,
  type RunOptions,
  type RunResult,
  type Session,
} from '@neuroloom/core';
import type { Observable } from 'rxjs';
import { BehaviorSubject, interval, map, Subject, takeUntil } from 'rxjs';

export interface FakeLog {
  readonly opened: { readonly graph: GraphDocument; readonly options: RunOptions | undefined }[];
  readonly set: { readonly node: string; readonly param: string; readonly value: ParamValue }[];
  readonly calls: string[];
}

export class FakeEngine implements Engine {
  readonly log: FakeLog = { opened: [], set: [], calls: [] };
  /** Problems that the next opening fails with. */
  refuse: readonly Problem[] = [];
  sessions: FakeSession[] = [];
  readonly #pictures: boolean;

  constructor(pictures = true) {
    this.#pictures = pictures;
  }

  async open(graph: GraphDocument, options?: RunOptions): Promise<Session> {
    this.log.opened.push({ graph, options });
    await Promise.resolve();
    if (this.refuse.length > 0) throw new NeuroloomError(this.refuse);
    const session = new FakeSession(graph, this.log, this.#pictures);
    this.sessions.push(session);
    return session;
  }
}

const SIZE = 100;

export class FakeSession implements Session {
  readonly progress$: BehaviorSubject<Progress>;
  readonly frames$ = new Subject<Frame>();
  readonly problems$ = new Subject<Problem>();
  readonly #graph: GraphDocument;
  readonly #log: FakeLog;
  readonly #end = new Subject<void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #settle: { readonly done: (r: RunResult) => void; readonly fail: (e: Error) => void } | undefined;
  readonly #result: Promise<RunResult>;
  #trial = 0;
  #fault: Problem | undefined;
  readonly #pictures: boolean;

  constructor(graph: GraphDocument, log: FakeLog, pictures: boolean) {
    this.#pictures = pictures;
    this.#graph = graph;
    this.#log = log;
    this.progress$ = new BehaviorSubject(this.#progress('paused'));
    this.#result = new Promise((done, fail) => (this.#settle = { done, fail }));
    this.#result.catch(() => undefined);
  }

  play(): void {
    this.#log.calls.push('play');
    this.#timer ??= setInterval(() => this.#advance(), 40);
    this.progress$.next(this.#progress('running'));
  }
  pause(): void {
    this.#log.calls.push('pause');
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.progress$.next(this.#progress('paused'));
  }
  step(what: 'tick' | 'trial' | 'spike'): void {
    this.#log.calls.push(`step ${what}`);
    this.#advance();
    this.pause();
  }
  setSpeed(factor: number): void {
    this.#log.calls.push(`speed ${factor}`);
  }
  async set(node: string, param: string, value: ParamValue): Promise<void> {
    this.#log.set.push({ node, param, value });
    await Promise.resolve();
  }
  /** As where a number is none. */
  runAway(problem: Problem): void {
    this.#fault = problem;
    this.problems$.next(problem);
    this.pause();
    this.#settle?.fail(new NeuroloomError(problem));
  }
  probe(probe: Probe): Observable<Frame> {
    return interval(60).pipe(
      takeUntil(this.#end),
      map((k) => wave(`${probe.node}.${probe.of}`, k)),
    );
  }
  checkpoint(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array());
  }
  result(): Promise<RunResult> {
    return this.#result;
  }
  async cancel(): Promise<void> {
    clearInterval(this.#timer);
    this.#end.next();
    this.progress$.next(this.#progress('cancelled'));
    this.progress$.complete();
    this.frames$.complete();
    this.#settle?.fail(new Error('cancelled'));
    await Promise.resolve();
  }

  #progress(phase: Phase): Progress {
    const of = 5000;
    return {
      phase,
      stage: 'train',
      done: this.#trial,
      of,
      rate: phase === 'running' ? 412.6 : 0,
      realtime: phase === 'running' ? 206.3 : 0,
      left: (of - this.#trial) / 412.6,
      time: this.#trial * 500,
      ...(this.#fault ? { fault: this.#fault } : {}),
      metrics: this.#trial > 0 ? { accuracy: 0.86 * (1 - Math.exp(-this.#trial / 900)) } : {},
    };
  }

  #advance(): void {
    this.#trial += 17;
    this.progress$.next(this.#progress('running'));
    for (const w of this.#pictures ? this.#graph.wires : []) {
      const kind = endOf(w.from).port;
      if (kind === 'spikes') this.frames$.next(spikesOf(w.from, this.#trial));
      if (kind === 'w') this.frames$.next(fields(w.from, this.#trial));
      if (kind === 'accuracy') this.frames$.next(accuracy(w.from, this.#trial));
    }
  }
}

/** A repeatable number in [0, 1) for a place and a moment. */
function noise(a: number, b: number): number {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return x - Math.floor(x);
}

function spikesOf(from: string, trial: number): Frame {
  const tick: number[] = [];
  const id: number[] = [];
  for (let t = 0; t < 80; t++)
    for (let n = 0; n < SIZE; n++)
      if (noise(trial * 80 + t, n) < (n % 10 === Math.floor(trial / 17) % 10 ? 0.08 : 0.004)) {
        tick.push(t + (trial / 17) * 80);
        id.push(n);
      }
  return {
    kind: 'spikes',
    from,
    start: (trial / 17) * 80,
    ticks: 80,
    size: SIZE,
    dt: 0.5,
    tick: Uint32Array.from(tick),
    id: Uint32Array.from(id),
  };
}

function fields(from: string, trial: number): Frame {
  const side = 28;
  const data = new Float32Array(side * side * SIZE);
  const learnt = 1 - Math.exp(-trial / 1500);
  for (let n = 0; n < SIZE; n++)
    for (let p = 0; p < side * side; p++) {
      const [x, y] = [(p % side) - 14, Math.floor(p / side) - 14];
      const ring = Math.exp(-((Math.hypot(x - ((n * 3) % 7) + 3, y * (0.6 + (n % 5) / 5)) - 4 - (n % 6)) ** 2) / 6);
      data[p * SIZE + n] = learnt * ring + (1 - learnt) * 0.3 * noise(p, n);
    }
  return { kind: 'matrix', from, rows: side * side, columns: SIZE, data, tile: [side, side] };
}

function accuracy(from: string, trial: number): Frame {
  const n = Math.max(2, Math.floor(trial / 17));
  const x = Float64Array.from({ length: n }, (_, i) => i * 17);
  return {
    kind: 'series',
    from,
    name: 'accuracy',
    unit: '1',
    x,
    y: x.map((v) => 0.86 * (1 - Math.exp(-v / 900)) + 0.02 * noise(v, 1)),
  };
}

function wave(from: string, k: number): Frame {
  const ticks = 120;
  const data = Float32Array.from(
    { length: ticks * 3 },
    (_, i) => -65 + 6 * Math.sin((Math.floor(i / 3) + k * ticks) / 20 + (i % 3)) + noise(i, k),
  );
  return {
    kind: 'signal',
    from,
    start: k * ticks,
    ticks,
    stride: 1,
    dt: 0.5,
    unit: 'mV',
    picks: Uint32Array.of(0, 1, 2),
    data,
  };
}
