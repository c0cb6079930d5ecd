/**
 * A session runs a graph in the thread it is made in: it takes trials from the stream plane, runs them tick by
 * tick in short slices, and hands results back, so that it can be paused, stepped, watched and stopped at any
 * tick. Pages and programs meet it through a worker (remote.ts).
 */
import type {
  Frame,
  GraphDocument,
  Host,
  Library,
  ParamValue,
  Phase,
  Probe,
  Problem,
  Progress,
  RunOptions,
  RunResult,
  Session,
  TrialMark,
} from '@neuroloom/core';
import { digestGraph, NeuroloomError, quantityOf, resolveParams } from '@neuroloom/core';
import { BehaviorSubject, Observable, ReplaySubject, Subject } from 'rxjs';
import { compile } from '../compile/compile.ts';
import { checkBudget } from '../compile/memory.ts';
import { resolve } from '../compile/resolve.ts';
import type { Port } from '../remote/protocol.ts';
import type { Target } from '../targets/target.ts';
import { Answers } from './answers.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { Meter } from './meter.ts';
import { Control } from './control.ts';
import { Pool } from './pool.ts';
import { makeReceipt, type EditLog } from './receipt.ts';
import type { Recorder } from './recorder.ts';
import { probeName, recorderFor } from './recorder.ts';
import type { Presentation } from './stream-plane.ts';
import { StreamPlane } from './stream-plane.ts';
import { TickPlane } from './tick-plane.ts';
import { Outputs } from './outputs.ts';

const MEMORY_LIMIT = 2 ** 31;
/** Wall time between progress reports (ms). */
const REPORT = 100;
/** Ticks of a run that has no end, taken as one trial. */
const ENDLESS = 2 ** 31 - 16;

export interface SessionOptions extends RunOptions {
  readonly targets: readonly Target[];
  readonly host: Host;
  readonly library: Library;
  readonly versions: Readonly<Record<string, string>>;
  /** Makes a thread in which `serveTrials` has been called; without it one thread does everything. */
  readonly spawnHelper?: () => Port;
}

export class LocalSession implements Session {
  readonly progress$: BehaviorSubject<Progress>;
  readonly frames$ = new Subject<Frame>();
  readonly problems$ = new ReplaySubject<Problem>(16);
  readonly #graph: GraphDocument;
  readonly #options: SessionOptions;
  readonly #target: Target;
  readonly #streams: StreamPlane;
  readonly #queue: Presentation[] = [];
  readonly #edits: EditLog = [];
  readonly #meter = new Meter();
  readonly #control = new Control();
  readonly #lastFrames = new Map<string, Frame>();
  readonly #probes = new Map<Recorder, Subject<Frame>>();
  readonly #finished: Promise<RunResult>;
  #settle!: { readonly done: (r: RunResult) => void; readonly failed: (e: unknown) => void };
  #plane: TickPlane | null = null;
  #outputs: Outputs | null = null;
  #ended = false;
  #answers = new Answers();
  #pool: Pool | null = null;
  #poolSetup: Promise<Pool | null> | null = null;
  /** Counts changes of what is kept between trials. */
  #version = 0;
  #lengths: ReadonlyMap<string, number> = new Map();
  #tick = 0;
  #reported = 0;
  readonly #seed: number;
  readonly #targetName: string;

  constructor(graph: GraphDocument, options: SessionOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#seed = options.seed ?? graph.seed;
    const name = options.target ?? 'wasm';
    const target = options.targets.find((t) => t.name === name);
    if (!target)
      throw new NeuroloomError({
        where: 'target',
        what: `no target '${name}'`,
        remedy: `there are ${options.targets.map((t) => t.name).join(', ')}`,
      });
    this.#target = target;
    this.#targetName = name;
    this.#streams = new StreamPlane(resolve(graph, options.library));
    this.progress$ = new BehaviorSubject(this.#meter.progress);
    this.#finished = new Promise((done, failed) => {
      this.#settle = { done, failed };
    });
    this.#finished.catch(() => undefined);
  }

  /** Starts the streams, compiles, and begins to run, paused. Settles once the first trial is ready or there is none to wait for. */
  async start(checkpoint?: Uint8Array): Promise<this> {
    this.#streams.start(this.#options.host, this.#seed, {
      trial: (p) => {
        this.#queue.push(p);
        this.#control.wake();
      },
      frame: (from, frame) => this.#show(from, frame),
      metric: (name, value) => {
        this.#meter.metrics[name] = value;
      },
      done: () => {
        this.#ended = true;
        this.#control.wake();
      },
      fail: (error, node) => this.#fail(error, node),
    });
    if (this.#streams.scheduled)
      while (this.#queue.length === 0 && !this.#ended && !this.#control.stopped) await this.#control.waiting();
    if (this.#control.stopped) return this;
    this.#lengths = new Map([...(this.#queue[0]?.held ?? [])].map(([port, data]) => [port, data.length]));
    const compiled = compile(this.#graph, this.#options.library, { seed: this.#seed, sampleLengths: this.#lengths });
    checkBudget(compiled.layout.bytes, this.#options.memoryLimit ?? MEMORY_LIMIT);
    this.#plane = new TickPlane(compiled, await this.#target.instantiate(compiled.program, compiled.layout));
    this.#outputs = new Outputs(this.#plane, this.#streams, this.#options.watch ?? false);
    const from = checkpoint ? await this.#resume(checkpoint) : 0;
    this.#setPhase('paused');
    void this.#run(from).catch((error: unknown) => this.#fail(error, ''));
    return this;
  }

  play(): void {
    this.#go('playing');
  }
  pause(): void {
    this.#go('paused');
  }
  step(what: 'tick' | 'trial' | 'spike'): void {
    this.#go(what);
  }
  setSpeed(factor: number): void {
    this.#control.setSpeed(factor);
  }

  set(node: string, param: string, value: ParamValue): Promise<void> {
    const known = this.#plane?.compiled.resolved.nodes.get(node);
    if (!known) {
      if (this.#streams.setParam(node, param, value)) return Promise.resolve();
      return Promise.reject(new NeuroloomError({ where: node, what: 'no such node in the running graph' }));
    }
    const def = known.def.params[param];
    if (def?.kind !== 'quantity') {
      return Promise.reject(
        new NeuroloomError({
          where: `${node}.${param}`,
          node,
          what: 'cannot change while running',
          remedy: 'change it in the graph and run again',
        }),
      );
    }
    const checked = resolveParams(known.def, { ...this.#graph.nodes[node]!.params, [param]: value });
    if (checked.problems.length > 0) return Promise.reject(new NeuroloomError(checked.problems));
    const number = quantityOf(value, known.dims[param]!);
    if (typeof number !== 'number')
      return Promise.reject(new NeuroloomError({ where: `${node}.${param}`, node, what: number.error }));
    this.#plane!.setParam(`${node}.${param}`, number);
    this.#version++;
    this.#edits.push({ trial: this.#meter.trials, tick: this.#tick, node, param, value });
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
    const plane = this.#plane;
    if (!plane) return Promise.reject(new NeuroloomError({ where: 'checkpoint', what: 'the session has not started' }));
    return Promise.resolve(
      writeCheckpoint({
        graph: digestGraph(this.#graph),
        seed: this.#seed,
        target: this.#targetName,
        tick: this.#tick,
        time: this.#meter.time,
        params: Object.fromEntries(plane.params),
        edits: this.#edits,
        answers: this.#answers,
        memory: plane.snapshot(),
      }),
    );
  }

  result(): Promise<RunResult> {
    return this.#finished;
  }

  async cancel(): Promise<void> {
    if (this.#control.stopped) return;
    this.#control.close();
    this.#setPhase('cancelled');
    this.#settle.failed(new NeuroloomError({ where: 'run', what: 'was cancelled' }));
    this.#control.wake();
    this.#close();
    await Promise.resolve();
  }

  #close(): void {
    this.#streams.close();
    this.#pool?.close();
    this.progress$.complete();
    this.frames$.complete();
    this.problems$.complete();
    for (const s of this.#probes.values()) s.complete();
    this.#probes.clear();
  }

  #go(mode: Control['mode']): void {
    this.#control.mode = mode;
    if (this.#meter.phase === 'running' || this.#meter.phase === 'paused')
      this.#setPhase(mode === 'paused' ? 'paused' : 'running');
    this.#control.wake();
  }

  #fail(error: unknown, node: string): void {
    if (this.#control.stopped) return;
    this.#control.close();
    const problems =
      error instanceof NeuroloomError
        ? error.problems
        : [{ where: node || 'run', what: String(error instanceof Error ? error.message : error) }];
    for (const p of problems) this.problems$.next(node && !p.node ? { ...p, node } : p);
    this.#setPhase('failed');
    this.#settle.failed(error);
    this.#control.wake();
    this.#close();
  }

  /** Gives the logged answers to the operators again, then puts memory back. Returns the tick to go on from. */
  async #resume(bytes: Uint8Array): Promise<number> {
    const c = readCheckpoint(bytes);
    const mine = { graph: digestGraph(this.#graph), seed: this.#seed, target: this.#targetName };
    for (const key of ['graph', 'seed', 'target'] as const) {
      if (c[key] !== mine[key])
        throw new NeuroloomError({
          where: 'checkpoint',
          what: `it is of another ${key}: ${c[key]}, not ${mine[key]}`,
          remedy: 'resume it as it was started',
        });
    }
    for (let k = 0; k < c.answers.count; k++) {
      while (this.#queue.length === 0 && !this.#ended && !this.#control.stopped) await this.#control.waiting();
      const p = this.#queue.shift();
      if (!p)
        throw new NeuroloomError({
          where: 'checkpoint',
          what: `it has ${c.answers.count} trials and this schedule only ${k}`,
        });
      this.#answered(p.mark, c.answers.get(k), 0);
    }
    this.#plane!.restore(c.memory, new Map(Object.entries(c.params)));
    await this.#plane!.fit(this.#target);
    this.#edits.push(...c.edits);
    this.#meter.time = c.time;
    return c.tick;
  }

  async #run(from: number): Promise<void> {
    const plane = this.#plane!;
    if (!this.#streams.scheduled) await this.#present({ mark: null, held: new Map(), events: [] }, from);
    let first = from;
    while (this.#streams.scheduled && !this.#control.stopped) {
      const next = this.#queue.shift();
      if (!next && this.#ended) break;
      if (!next) await this.#control.waiting();
      else if (next.mark.frozen && next.events.length === 0 && first === 0 && (await this.#helpers())) {
        this.#queue.unshift(next);
        await this.#sideBySide();
      } else await this.#present(next, first);
      first = 0;
    }
    if (this.#control.stopped) return;
    this.#outputs!.finish();
    // A matrix that is probed is seen as the run leaves it.
    this.#probed(null, true);
    this.#setPhase('done');
    this.#settle.done(this.#result(plane));
    this.#close();
  }

  /** The pool, when more threads than this one were asked for and nobody watches the ticks. */
  async #helpers(): Promise<Pool | null> {
    const { threads = 1, spawnHelper, watch } = this.#options;
    if (threads < 2 || !spawnHelper || watch || this.#control.mode !== 'playing' || this.#control.unhurried)
      return null;
    this.#poolSetup ??= Pool.open({
      spawn: spawnHelper,
      helpers: threads - 1,
      graph: this.#graph,
      seed: this.#seed,
      target: this.#targetName,
      lengths: this.#lengths,
      read: this.#outputs!.read,
    }).then((pool) => (this.#pool = pool));
    return this.#poolSetup;
  }

  /** Frozen trials: helpers take what they can, this thread does the rest, and answers are given in order. */
  async #sideBySide(): Promise<void> {
    const pool = this.#pool!;
    const plane = this.#plane!;
    const waiting: { readonly p: Presentation; readonly values: Promise<readonly Float32Array[]> }[] = [];
    pool.share(this.#version, () => plane.snapshot(), plane.params);
    for (let p = this.#queue[0]; p && p.mark.frozen && p.events.length === 0; p = this.#queue[0]) {
      const values = pool.run(p);
      this.#queue.shift();
      if (values) waiting.push({ p, values });
      else {
        waiting.push({ p, values: this.#here(p) });
        await waiting.at(-1)!.values;
        if (this.#control.stopped) return;
      }
    }
    const { dt } = plane.compiled.program;
    for (const { p, values } of waiting) {
      const answer = await values;
      if (this.#control.stopped) return;
      this.#meter.begin(p.mark);
      this.#meter.advance(plane.trialTicks! * dt);
      this.#answered(p.mark, answer, 0);
    }
  }

  async #here(p: Presentation): Promise<readonly Float32Array[]> {
    await this.#trial(p, 0);
    this.#meter.time -= this.#plane!.trialTicks! * this.#plane!.compiled.program.dt;
    return this.#control.stopped ? [] : this.#outputs!.values();
  }

  /** Runs one trial and gives its answer. */
  async #present(p: Omit<Presentation, 'mark'> & { readonly mark: TrialMark | null }, from: number): Promise<void> {
    const began = performance.now() - this.#control.idle;
    await this.#trial(p, from);
    if (this.#control.stopped) return;
    if (!p.mark?.frozen || p.events.length > 0) this.#version++;
    this.#answered(p.mark, p.mark ? this.#outputs!.values() : [], performance.now() - this.#control.idle - began);
    if (this.#control.mode === 'trial') this.pause();
  }

  /** Parts in order, each part's ticks in slices; `from` is above 0 where a checkpoint goes on. */
  async #trial(p: Omit<Presentation, 'mark'> & { readonly mark: TrialMark | null }, from: number): Promise<void> {
    const plane = this.#plane!;
    this.#meter.begin(p.mark);
    this.#outputs!.begin(p.mark);
    await this.#control.ready(() => this.#refresh(null, true));
    if (this.#control.stopped) return;
    if (from === 0) plane.begin(p.mark, p.held, p.events);
    else plane.resume(p.mark, p.held);
    await plane.fit(this.#target);
    this.#tick = from;
    const { parts } = plane.compiled.resolved;
    const whole =
      this.#options.duration === undefined
        ? (plane.trialTicks ?? ENDLESS)
        : Math.round(this.#options.duration / plane.compiled.program.dt);
    let end = 0;
    for (const part of parts.length > 0 ? parts : [{ ticks: whole, blank: false }]) {
      end += part.ticks;
      if (end <= this.#tick) continue;
      if (this.#tick === end - part.ticks) plane.hold(part.blank);
      await this.#ticks(end, p.mark);
      if (this.#control.stopped) return;
    }
    this.#outputs!.end(p.mark);
    this.#probed(p.mark, false);
    this.#tick = 0;
  }

  #answered(mark: TrialMark | null, values: readonly Float32Array[], took: number): void {
    this.#meter.end(mark, took);
    if (mark) {
      this.#answers.add(values);
      this.#outputs!.answer(mark, values);
    }
    this.#report(false);
  }

  /** Runs ticks up to `end`, looking up every few milliseconds. */
  async #ticks(end: number, mark: TrialMark | null): Promise<void> {
    const plane = this.#plane!;
    const { dt } = plane.compiled.program;
    let stretch = 64;
    while (this.#tick < end) {
      await this.#control.ready(() => this.#refresh(null, true));
      if (this.#control.stopped) return;
      const began = performance.now();
      const spiked = this.#control.mode === 'spike';
      const to =
        this.#control.mode === 'tick'
          ? this.#tick + 1
          : Math.min(end, this.#tick + (spiked ? 1 : this.#control.affordable(stretch, dt)));
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
      this.#meter.advance((to - from) * dt);
      const took = performance.now() - began;
      stretch = Math.max(1, Math.min(ENDLESS, Math.ceil((stretch * 4) / Math.max(0.05, took)), 4 * stretch));
      if (this.#control.mode === 'tick' || (spiked && plane.anyFired(to - 1))) this.pause();
      await this.#control.pace((to - from) * dt, took, () => this.#refresh(mark, false));
    }
  }

  /** Brings what is seen up to date. */
  #refresh(mark: TrialMark | null, always: boolean): void {
    this.#flush(mark);
    this.#report(always);
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
    this.#meter.phase = phase;
    this.#report(true);
  }

  #report(always: boolean): void {
    const now = performance.now();
    if (!always && now - this.#reported < REPORT) return;
    this.#reported = now;
    this.progress$.next(this.#meter.progress);
  }

  #result(plane: TickPlane): RunResult {
    const frames = Object.fromEntries(this.#lastFrames);
    const receipt = makeReceipt({
      graph: this.#graph,
      plane,
      metrics: this.#meter.metrics,
      edits: this.#edits,
      seed: this.#seed,
      target: this.#target.name,
      threads: this.#options.threads ?? 1,
      versions: this.#options.versions,
      data: this.#streams.dataDigests,
      outputs: this.#outputs!.digest,
    });
    const weights = this.#options.weights ? { weights: plane.weights() } : {};
    return {
      metrics: { ...this.#meter.metrics },
      frames,
      ...weights,
      seconds: this.#meter.time / 1000,
      imagesPerSecond: this.#meter.imagesPerSecond,
      receipt,
    };
  }
}
