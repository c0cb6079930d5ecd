/**
 * A session runs a graph in the thread it is made in: it takes trials from the stream plane, runs them tick by
 * tick in short slices, and hands results back, so that it can be paused, stepped, watched and stopped at any
 * tick. Pages and programs meet it through a worker (remote.ts).
 */
import type {
  Frame, GraphDocument, Host, Library, ParamValue, Phase, Probe, Problem, Progress, RunOptions, RunResult, Session, TrialMark,
} from '@neuroloom/core';
import { NeuroloomError, quantityOf, resolveParams } from '@neuroloom/core';
import { BehaviorSubject, Observable, ReplaySubject, Subject } from 'rxjs';
import { compile } from '../compile/compile.ts';
import { checkBudget } from '../compile/memory.ts';
import { resolve } from '../compile/resolve.ts';
import type { Target } from '../targets/target.ts';
import { Rate, sleep, Yielder } from './pace.ts';
import { makeReceipt, type EditLog } from './receipt.ts';
import type { Recorder } from './recorder.ts';
import { probeName, recorderFor } from './recorder.ts';
import type { Presentation } from './stream-plane.ts';
import { StreamPlane } from './stream-plane.ts';
import { TickPlane } from './tick-plane.ts';
import { Outputs } from './outputs.ts';

const MEMORY_LIMIT = 2 ** 31;
/** Wall time between looks at the thread's messages, and between progress reports (ms). */
const SLICE = 10;
const REPORT = 100;
/** Ticks of a run that has no end, taken as one trial. */
const ENDLESS = 2 ** 31 - 16;

export interface SessionOptions extends RunOptions {
  readonly targets: readonly Target[];
  readonly host: Host;
  readonly library: Library;
  readonly versions: Readonly<Record<string, string>>;
}

type Mode = 'paused' | 'playing' | 'tick' | 'trial' | 'spike';

export class LocalSession implements Session {
  readonly progress$: BehaviorSubject<Progress>;
  readonly frames$ = new Subject<Frame>();
  readonly problems$ = new ReplaySubject<Problem>(16);
  readonly #graph: GraphDocument;
  readonly #options: SessionOptions;
  readonly #target: Target;
  readonly #streams: StreamPlane;
  readonly #yielder = new Yielder();
  readonly #queue: Presentation[] = [];
  readonly #edits: EditLog = [];
  readonly #metrics: Record<string, number> = {};
  readonly #lastFrames = new Map<string, Frame>();
  readonly #probes = new Map<Recorder, Subject<Frame>>();
  readonly #trials = new Rate();
  readonly #biology = new Rate();
  readonly #finished: Promise<RunResult>;
  #settle!: { readonly done: (r: RunResult) => void; readonly failed: (e: unknown) => void };
  #plane: TickPlane | null = null;
  #outputs: Outputs | null = null;
  #mode: Mode = 'paused';
  #speed = Infinity;
  #phase: Phase = 'starting';
  #ended = false;
  #stopped = false;
  #wake: (() => void) | null = null;
  #tick = 0;
  #trial = 0;
  #time = 0;
  #stage = '';
  #stageOf = 0;
  #stageDone = 0;
  #reported = 0;
  #busy = 0;
  #trainTrials = 0;
  #trainTime = 0;
  #seed: number;

  constructor(graph: GraphDocument, options: SessionOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#seed = options.seed ?? graph.seed;
    const name = options.target ?? 'wasm';
    const target = options.targets.find((t) => t.name === name);
    if (!target) throw new NeuroloomError({ where: 'target', what: `no target '${name}'`, remedy: `there are ${options.targets.map((t) => t.name).join(', ')}` });
    this.#target = target;
    this.#streams = new StreamPlane(resolve(graph, options.library));
    this.progress$ = new BehaviorSubject(this.#progress());
    this.#finished = new Promise((done, failed) => { this.#settle = { done, failed }; });
    this.#finished.catch(() => undefined);
  }

  /** Starts the streams, compiles, and begins to run, paused. Settles once the first trial is ready or there is none to wait for. */
  async start(): Promise<this> {
    this.#streams.start(this.#options.host, this.#seed, {
      trial: (p) => { this.#queue.push(p); this.#wake?.(); },
      frame: (from, frame) => this.#show(from, frame),
      metric: (name, value) => { this.#metrics[name] = value; },
      done: () => { this.#ended = true; this.#wake?.(); },
      fail: (error, node) => this.#fail(error, node),
    });
    if (this.#streams.scheduled) while (this.#queue.length === 0 && !this.#ended && !this.#stopped) await this.#waiting();
    if (this.#stopped) return this;
    const lengths = new Map([...(this.#queue[0]?.held ?? [])].map(([port, data]) => [port, data.length]));
    const compiled = compile(this.#graph, this.#options.library, { seed: this.#seed, sampleLengths: lengths });
    checkBudget(compiled.layout.bytes, this.#options.memoryLimit ?? MEMORY_LIMIT);
    this.#plane = new TickPlane(compiled, await this.#target.instantiate(compiled.program, compiled.layout));
    this.#outputs = new Outputs(this.#plane, this.#streams, this.#options.watch ?? false);
    this.#setPhase('paused');
    void this.#run().catch((error: unknown) => this.#fail(error, ''));
    return this;
  }

  play(): void { this.#go('playing'); }
  pause(): void { this.#go('paused'); }
  step(what: 'tick' | 'trial' | 'spike'): void { this.#go(what); }
  setSpeed(factor: number): void { this.#speed = factor > 0 ? factor : Infinity; }

  set(node: string, param: string, value: ParamValue): Promise<void> {
    const known = this.#plane?.compiled.resolved.nodes.get(node);
    if (!known) {
      if (this.#streams.setParam(node, param, value)) return Promise.resolve();
      return Promise.reject(new NeuroloomError({ where: node, what: 'no such node in the running graph' }));
    }
    const def = known.def.params[param];
    if (def?.kind !== 'quantity') {
      return Promise.reject(new NeuroloomError({ where: `${node}.${param}`, node, what: 'cannot change while running', remedy: 'change it in the graph and run again' }));
    }
    const checked = resolveParams(known.def, { ...this.#graph.nodes[node]!.params, [param]: value });
    if (checked.problems.length > 0) return Promise.reject(new NeuroloomError(checked.problems));
    const number = quantityOf(value, known.dims[param]!);
    if (typeof number !== 'number') return Promise.reject(new NeuroloomError({ where: `${node}.${param}`, node, what: number.error }));
    this.#plane!.setParam(`${node}.${param}`, number);
    this.#edits.push({ trial: this.#trial, tick: this.#tick, node, param, value });
    return Promise.resolve();
  }

  probe(probe: Probe): Observable<Frame> {
    return new Observable((subscriber) => {
      if (!this.#plane) throw new NeuroloomError({ where: probeName(probe), what: 'the session has not started' });
      const recorder = recorderFor(this.#plane, probeName(probe), probe.picks);
      const subject = new Subject<Frame>();
      this.#probes.set(recorder, subject);
      const subscription = subject.subscribe(subscriber);
      return () => {
        subscription.unsubscribe();
        this.#probes.delete(recorder);
      };
    });
  }

  checkpoint(): Promise<Uint8Array> {
    return Promise.reject(new NeuroloomError({ where: 'checkpoint', what: 'not available' }));
  }

  result(): Promise<RunResult> {
    return this.#finished;
  }

  async cancel(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#setPhase('cancelled');
    this.#settle.failed(new NeuroloomError({ where: 'run', what: 'was cancelled' }));
    this.#wake?.();
    this.#close();
    await Promise.resolve();
  }

  #close(): void {
    this.#streams.close();
    this.#yielder.close();
    this.progress$.complete();
    this.frames$.complete();
    this.problems$.complete();
    for (const s of this.#probes.values()) s.complete();
    this.#probes.clear();
  }

  #go(mode: Mode): void {
    this.#mode = mode;
    if (this.#phase === 'running' || this.#phase === 'paused') this.#setPhase(mode === 'paused' ? 'paused' : 'running');
    this.#wake?.();
  }

  #fail(error: unknown, node: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const problems = error instanceof NeuroloomError ? error.problems : [{ where: node || 'run', what: String(error instanceof Error ? error.message : error) }];
    for (const p of problems) this.problems$.next(node && !p.node ? { ...p, node } : p);
    this.#setPhase('failed');
    this.#settle.failed(error);
    this.#wake?.();
    this.#close();
  }

  #waiting(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => { this.#wake = null; resolve(); };
    });
  }

  async #run(): Promise<void> {
    const plane = this.#plane!;
    if (!this.#streams.scheduled) await this.#present({ mark: null, held: new Map(), events: [] });
    while (this.#streams.scheduled && !this.#stopped) {
      const next = this.#queue.shift();
      if (next) await this.#present(next);
      else if (this.#ended) break;
      else await this.#waiting();
    }
    if (this.#stopped) return;
    this.#outputs!.finish();
    this.#probed(null, true);
    this.#setPhase('done');
    this.#settle.done(this.#result(plane));
    this.#close();
  }

  /** Runs one trial: parts in order, each part's ticks in slices. */
  async #present(p: Omit<Presentation, 'mark'> & { readonly mark: TrialMark | null }): Promise<void> {
    const plane = this.#plane!;
    const began = performance.now();
    const asleep = this.#busy;
    if (p.mark) {
      this.#stage = p.mark.stage;
      this.#stageOf = p.mark.of;
      this.#stageDone = p.mark.sample;
    }
    await this.#ready();
    if (this.#stopped) return;
    plane.begin(p.mark, p.held, p.events);
    this.#outputs!.begin(p.mark);
    this.#tick = 0;
    const { parts } = plane.compiled.resolved;
    const whole = this.#options.duration === undefined ? plane.trialTicks ?? ENDLESS : Math.round(this.#options.duration / plane.compiled.program.dt);
    let end = 0;
    for (const part of parts.length > 0 ? parts : [{ ticks: whole, blank: false }]) {
      plane.hold(part.blank);
      end += part.ticks;
      await this.#ticks(end, p.mark);
      if (this.#stopped) return;
    }
    this.#trial++;
    this.#stageDone = p.mark ? p.mark.sample + 1 : 1;
    const now = performance.now();
    if (p.mark && !p.mark.frozen) {
      this.#trainTrials++;
      this.#trainTime += now - began - (this.#busy - asleep);
    }
    this.#trials.add(now, this.#trial);
    this.#outputs!.end(p.mark);
    // Ticks of one trial never share a frame with those of the next.
    this.#probed(p.mark, false);
    if (this.#mode === 'trial') this.pause();
    this.#report(false);
  }

  /** Runs ticks up to `end`, looking up every few milliseconds. */
  async #ticks(end: number, mark: TrialMark | null): Promise<void> {
    const plane = this.#plane!;
    const { dt } = plane.compiled.program;
    let stretch = 64;
    while (this.#tick < end) {
      await this.#ready();
      if (this.#stopped) return;
      const began = performance.now();
      const spiked = this.#mode === 'spike';
      const to = this.#mode === 'tick' ? this.#tick + 1 : Math.min(end, this.#tick + (spiked ? 1 : this.#affordable(stretch, dt)));
      const from = this.#tick;
      if (!this.#outputs!.recording && this.#probes.size === 0) plane.ticks(from, to);
      else {
        for (let tick = from; tick < to; tick++) {
          plane.ticks(tick, tick + 1);
          this.#outputs!.tick(tick);
          for (const r of this.#probes.keys()) r.tick(tick);
        }
      }
      this.#tick = to;
      this.#time += (to - from) * dt;
      const took = performance.now() - began;
      stretch = Math.max(1, Math.min(ENDLESS, Math.ceil((stretch * 4) / Math.max(0.05, took)), 4 * stretch));
      if (this.#mode === 'tick' || (spiked && this.#anySpike(to - 1))) this.pause();
      await this.#pace(to - from, dt, took, mark);
    }
  }

  /** At a set speed, no more ticks at once than make about 30 pictures a second. */
  #affordable(stretch: number, dt: number): number {
    return this.#speed === Infinity ? stretch : Math.max(1, Math.min(stretch, Math.ceil((33 * this.#speed) / dt)));
  }

  #anySpike(tick: number): boolean {
    return [...this.#plane!.compiled.program.lists.keys()].some((l) => this.#plane!.fired(l, tick).length > 0);
  }

  #sliceBegan = performance.now();

  async #pace(ticks: number, dt: number, took: number, mark: TrialMark | null): Promise<void> {
    const now = performance.now();
    this.#biology.add(now, this.#time / 1000);
    const wanted = this.#speed === Infinity ? 0 : (ticks * dt) / this.#speed;
    if (this.#speed !== Infinity && wanted > took) {
      this.#flush(mark);
      this.#report(false);
      await sleep(wanted - took);
      this.#busy += performance.now() - now;
      this.#sliceBegan = performance.now();
    } else if (now - this.#sliceBegan > SLICE) {
      this.#flush(mark);
      this.#report(false);
      await this.#yielder.now();
      this.#sliceBegan = performance.now();
    }
  }

  /** Holds while paused. */
  async #ready(): Promise<void> {
    if (this.#mode !== 'paused' || this.#stopped) return;
    const began = performance.now();
    this.#flush(null);
    this.#report(true);
    while (this.#mode === 'paused' && !this.#stopped) await this.#waiting();
    this.#busy += performance.now() - began;
  }

  /** Hands out what has been recorded. */
  #flush(mark: TrialMark | null): void {
    this.#outputs?.flush(mark);
    this.#probed(mark, true);
  }

  #probed(mark: TrialMark | null, matrices: boolean): void {
    for (const [recorder, subject] of this.#probes) {
      const frame = recorder.matrix && !matrices ? null : recorder.take(mark);
      if (frame) subject.next(frame);
    }
  }

  #show(from: string, frame: Frame): void {
    this.#lastFrames.set(from, frame);
    this.frames$.next(frame);
  }

  #setPhase(phase: Phase): void {
    this.#phase = phase;
    this.#report(true);
  }

  #report(always: boolean): void {
    const now = performance.now();
    if (!always && now - this.#reported < REPORT) return;
    this.#reported = now;
    this.progress$.next(this.#progress());
  }

  #progress(): Progress {
    const rate = this.#trials.perSecond;
    const left = this.#stageOf > 0 && rate > 0 ? (this.#stageOf - this.#stageDone) / rate : null;
    return {
      phase: this.#phase, stage: this.#stage, done: this.#stageDone, of: this.#stageOf, rate,
      realtime: this.#biology.perSecond, left, time: this.#time, metrics: { ...this.#metrics },
    };
  }

  #result(plane: TickPlane): RunResult {
    const frames = Object.fromEntries(this.#lastFrames);
    const imagesPerSecond = this.#trainTime > 0 ? (1000 * this.#trainTrials) / this.#trainTime : null;
    const receipt = makeReceipt({
      graph: this.#graph, plane, metrics: this.#metrics, edits: this.#edits, seed: this.#seed, target: this.#target.name,
      threads: this.#options.threads ?? 1, versions: this.#options.versions, data: this.#streams.dataDigests,
      outputs: this.#outputs!.digest,
    });
    const weights = this.#options.weights ? { weights: plane.weights() } : {};
    return { metrics: { ...this.#metrics }, frames, ...weights, seconds: this.#time / 1000, imagesPerSecond, receipt };
  }
}
