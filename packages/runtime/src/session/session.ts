/**
 * A session runs a graph in the thread it is made in: it takes trials from the stream plane, runs them tick by
 * tick in short slices, and hands results back, so that it can be paused, stepped, watched and stopped at any
 * tick. Pages and programs meet it through a worker (remote.ts).
 */
import type {
  Frame,
  GraphDocument,
  ParamValue,
  Phase,
  Probe,
  Problem,
  Progress,
  Reals,
  Receipt,
  RunResult,
  Session,
  TrialMark,
} from '@neuroloom/core';
import { digestGraph, NeuroloomError } from '@neuroloom/core';
import type { Observable } from 'rxjs';
import { BehaviorSubject, ReplaySubject, Subject } from 'rxjs';
import { compile } from '../compile/compile.ts';
import type { Resolved } from '../compile/resolve.ts';
import { resolve } from '../compile/resolve.ts';
import type { Files } from '../compile/spaces.ts';
import type { Target } from '../targets/target.ts';
import { telling } from '../targets/target.ts';
import { Answers } from './answers.ts';
import { checkSame, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { Control } from './control.ts';
import { cannotGoOn, problemsOf } from './failure.ts';
import { digestsOfFiles, readFiles } from './files.ts';
import { FrozenTrials } from './frozen.ts';
import { liveValue } from './live-edit.ts';
import { Meter } from './meter.ts';
import { began } from './phases.ts';
import { type SessionOptions, targetOf } from './options.ts';
import { weightsOf } from './reading.ts';
import { makeReceipt, type EditLog } from './receipt.ts';
import { type RanAway, Soundness } from './soundness.ts';
import { lengthsOf, type Presentation, StreamPlane } from './stream-plane.ts';
import { TickPlane } from './tick-plane.ts';
import { type Run, TrialRunner } from './trial-runner.ts';
import { Outputs } from './outputs.ts';

const MEMORY_LIMIT = 2 ** 31;
/** Wall time between progress reports (ms). */
const REPORT = 100;

export class LocalSession implements Session {
  readonly progress$: BehaviorSubject<Progress>;
  readonly frames$ = new Subject<Frame>();
  readonly problems$ = new ReplaySubject<Problem>(16);
  readonly #graph: GraphDocument;
  readonly #options: SessionOptions;
  readonly #target: Target;
  readonly #resolved: Resolved;
  readonly #streams: StreamPlane;
  readonly #queue: Presentation[] = [];
  readonly #edits: EditLog = [];
  readonly #meter = new Meter();
  readonly #control = new Control();
  readonly #lastFrames = new Map<string, Frame>();
  readonly #finished: Promise<RunResult>;
  #settle!: { readonly done: (r: RunResult) => void; readonly failed: (e: unknown) => void };
  #plane: TickPlane | null = null;
  #outputs: Outputs | null = null;
  #ended = false;
  #answers = new Answers();
  #runner: TrialRunner | null = null;
  #soundness: Soundness | null = null;
  #away: RanAway | null = null;
  /** Answers given, and ticks done, before a trial began. */
  readonly #begun = new WeakMap<Run, { readonly answers: number; readonly ticks: number }>();
  #frozen: FrozenTrials | null = null;
  /** Counts changes of what is kept between trials. */
  #version = 0;
  #lengths: ReadonlyMap<string, number> = new Map();
  #files: Files = new Map();
  #reported = 0;
  readonly #seed: number;

  constructor(graph: GraphDocument, options: SessionOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#seed = options.seed ?? graph.seed;
    this.#target = telling(targetOf(options), (p) => this.problems$.next(p));
    const resolved = began('resolve');
    this.#resolved = resolve(graph, options.library, options.checked);
    this.#streams = new StreamPlane(this.#resolved);
    resolved();
    this.progress$ = new BehaviorSubject(this.#meter.progress);
    this.#finished = new Promise((done, failed) => void (this.#settle = { done, failed }));
    this.#finished.catch(() => undefined);
  }

  /** Starts the streams, compiles, and begins to run, paused. Settles once the first trial is ready or there is none to wait for. */
  async start(checkpoint?: Uint8Array): Promise<this> {
    try {
      return await this.#start(checkpoint);
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  async #start(checkpoint?: Uint8Array): Promise<this> {
    const read = began('data');
    this.#streams.start(this.#options.host, this.#seed, {
      trial: (p) => {
        this.#queue.push(p);
        this.#control.wake();
      },
      frame: (from, frame) => this.#show(from, frame),
      metric: (name, value) => void (this.#meter.metrics[name] = value),
      done: () => {
        this.#ended = true;
        this.#control.wake();
      },
      fail: (error, node) => this.#fail(error, node),
    });
    if (this.#streams.scheduled)
      while (this.#queue.length === 0 && !this.#ended && !this.#control.stopped) await this.#control.waiting();
    if (this.#control.stopped) return this;
    read();
    this.#lengths = lengthsOf(this.#queue[0]);
    this.#files = await readFiles(this.#resolved, this.#options.host);
    if (this.#control.stopped) return this;
    const made = began('compile');
    const compiled = compile(this.#graph, this.#options.library, {
      seed: this.#seed,
      sampleLengths: this.#lengths,
      files: this.#files,
      resolved: this.#resolved,
      budget: { limit: this.#options.memoryLimit ?? MEMORY_LIMIT, reach: this.#target.reach },
    });
    made();
    const machine = await this.#target.instantiate(compiled.program, compiled.layout);
    const laid = began('begin');
    this.#plane = new TickPlane(compiled, machine);
    laid();
    this.#outputs = new Outputs(this.#plane, this.#streams, this.#options);
    this.#prepare(this.#plane, this.#outputs);
    const from = checkpoint ? await this.#resume(checkpoint) : 0;
    this.#setPhase('paused');
    void this.#run(from).catch((error: unknown) => this.#fail(error, ''));
    return this;
  }

  #prepare(plane: TickPlane, outputs: Outputs): void {
    const { threads = 1, spawnHelper, watch, duration } = this.#options;
    this.#meter.start(plane.compiled.program.dt, this.#streams.scheduled ? null : (duration ?? plane.runTime));
    const shared = { plane, outputs, control: this.#control, meter: this.#meter };
    const network = { graph: this.#graph, seed: this.#seed, lengths: this.#lengths, files: this.#files };
    this.#soundness = new Soundness(plane);
    this.#runner = new TrialRunner({
      ...shared,
      soundness: this.#soundness,
      halt: (away) => this.#halt(away),
      target: this.#target,
      duration,
      report: (always) => this.#report(always),
      pause: () => this.pause(),
      tell: (problem) => this.problems$.next(problem),
    });
    this.#frozen = new FrozenTrials({
      ...shared,
      runner: this.#runner,
      answered: (mark, values) => this.#answered(mark, values, 0),
      pool:
        threads > 1 && spawnHelper && !watch && !plane.machine.apart
          ? { ...network, target: this.#target.name, spawn: spawnHelper, helpers: threads - 1, read: outputs.read }
          : null,
    });
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

  async set(node: string, param: string, value: ParamValue): Promise<void> {
    const known = this.#plane?.compiled.resolved.nodes.get(node);
    if (known) {
      const given = liveValue(known, this.#graph.nodes[node]!.params, param, value);
      const change = (): void => {
        this.#plane!.setParam(`${node}.${param}`, given);
        this.#version++;
        this.#log(node, param, value);
      };
      // What comes before an edit cannot be repeated after it.
      const away = this.#away ? null : this.#soundness!.settle(change);
      this.#halt(away instanceof Promise ? await away : away);
      if (this.#away) throw cannotGoOn(this.#away.problem);
    } else if (this.#streams.setParam(node, param, value)) this.#log(node, param, value);
    else throw new NeuroloomError({ where: node, what: 'no such node in the running graph' });
  }

  #log(node: string, param: string, value: ParamValue): void {
    this.#edits.push({ trial: this.#meter.trials, tick: this.#runner?.tick ?? 0, node, param, value });
  }

  probe(probe: Probe): Observable<Frame> {
    if (this.#runner) return this.#runner.probe(probe);
    throw new NeuroloomError({ where: `${probe.node}.${probe.of}`, what: 'the session has not started' });
  }

  async checkpoint(): Promise<Uint8Array> {
    const plane = this.#plane;
    if (!plane) throw new NeuroloomError({ where: 'checkpoint', what: 'the session has not started' });
    if (this.#away?.sound === false)
      throw new NeuroloomError({ where: 'checkpoint', what: 'the moment before the numbers ran away is not known' });
    const answers = this.#answers.copy(this.#away ? this.#begun.get(this.#away.run)?.answers : undefined);
    // All of it of one moment: the run may go on while a machine's memory is on its way.
    const moment = {
      graph: digestGraph(this.#graph),
      seed: this.#seed,
      target: this.#target.name,
      // Trials side by side have no common tick; those without an answer begin anew, and nothing of them is kept.
      tick: this.#frozen!.busy ? 0 : this.#runner!.tick,
      ticks: this.#meter.ticks + this.#runner!.underway,
      params: Object.fromEntries(plane.params),
      edits: this.#edits.filter((e) => e.trial <= answers.count),
      answers,
    };
    const memory = plane.snapshot();
    return writeCheckpoint({ ...moment, memory: await memory });
  }

  result(): Promise<RunResult> {
    return this.#finished;
  }

  async cancel(): Promise<void> {
    if (this.#control.stopped) return;
    this.#control.close();
    this.#setPhase('cancelled');
    this.#settle.failed(new NeuroloomError({ where: 'run', what: 'was cancelled' }));
    this.#close();
    await Promise.resolve();
  }

  #close(): void {
    this.#control.close();
    this.#streams.close();
    this.#frozen?.close();
    this.#runner?.close();
    this.#plane?.close();
    this.#target.close?.();
    this.progress$.complete();
    this.frames$.complete();
    this.problems$.complete();
  }

  #go(mode: Control['mode']): void {
    if (this.#away && mode !== 'paused') throw cannotGoOn(this.#away.problem);
    this.#control.mode = mode;
    if (this.#meter.phase === 'running' || this.#meter.phase === 'paused')
      this.#setPhase(mode === 'paused' ? 'paused' : 'running');
    this.#control.wake();
  }

  #fail(error: unknown, node: string): void {
    if (this.#control.stopped) return;
    this.#control.close();
    for (const p of problemsOf(error, node)) this.problems$.next(p);
    this.#setPhase('failed');
    this.#settle.failed(error);
    this.#close();
  }

  /** A run whose numbers ran away is paused for good where memory stands, and can be looked at. */
  #halt(away: RanAway | null): void {
    if (!away || this.#away || this.#control.stopped) return;
    this.#away = away;
    this.#control.mode = 'paused';
    this.#runner!.rewind(away);
    void this.#plane!.leave();
    this.#meter.ticks = (this.#begun.get(away.run)?.ticks ?? 0) + away.tick;
    this.#meter.fault = away.problem;
    this.problems$.next(away.problem);
    this.#setPhase('paused');
    this.#settle.failed(new NeuroloomError(away.problem));
  }

  /** Gives the logged answers to the operators again, then puts memory back. Returns the tick to go on from. */
  async #resume(bytes: Uint8Array): Promise<number> {
    const c = readCheckpoint(bytes);
    checkSame(c, { graph: digestGraph(this.#graph), seed: this.#seed, target: this.#target.name });
    for (let k = 0; k < c.answers.count; k++) {
      while (this.#queue.length === 0 && !this.#ended && !this.#control.stopped) await this.#control.waiting();
      const p = this.#queue.shift();
      if (!p)
        throw new NeuroloomError({
          where: 'checkpoint',
          what: `it has ${c.answers.count} trials and this schedule only ${k}`,
        });
      this.#redo(c.edits, k);
      this.#answered(p.mark, c.answers.get(k), 0);
    }
    this.#redo(c.edits, c.answers.count);
    this.#plane!.restore(c.memory, new Map(Object.entries(c.params)));
    await this.#plane!.fit(this.#target);
    this.#edits.push(...c.edits);
    this.#meter.ticks = c.ticks;
    return c.tick;
  }

  /** Edits of operators' params that were made in a trial, for their streams are run anew; those of nodes lie in memory. */
  #redo(edits: Receipt['edits'], trial: number): void {
    for (const e of edits) if (e.trial === trial) this.#streams.setParam(e.node, e.param, e.value);
  }

  async #run(from: number): Promise<void> {
    const plane = this.#plane!;
    if (!this.#streams.scheduled)
      await this.#present({ mark: null, held: new Map(), events: [], spikes: new Map() }, from);
    let first = from;
    while (this.#streams.scheduled && !this.#control.stopped) {
      const next = this.#queue.shift();
      if (!next && this.#ended) break;
      if (!next) await this.#control.waiting();
      else if (first === 0 && this.#frozen!.takes(next)) {
        this.#queue.unshift(next);
        await this.#frozen!.run(this.#queue, this.#version);
      } else await this.#present(next, first);
      first = 0;
    }
    if (this.#control.stopped) return;
    this.#halt(await this.#soundness!.settle());
    if (this.#away) return;
    await this.#outputs!.finish();
    // A matrix that is probed is seen as the run leaves it.
    await this.#runner!.probed(null, true);
    await plane.fetchKept();
    if (this.#control.stopped) return;
    this.#setPhase('done');
    this.#settle.done(this.#result(plane));
    this.#close();
  }

  /** Runs one trial and gives its answer. */
  async #present(p: Run, from: number): Promise<void> {
    const began = performance.now() - this.#control.idle;
    this.#begun.set(p, { answers: this.#answers.count, ticks: this.#meter.ticks - from });
    await this.#runner!.run(p, from);
    if (this.#control.stopped) return;
    if (!p.mark?.frozen || p.events.length > 0) this.#version++;
    this.#answered(p.mark, p.mark ? this.#outputs!.values() : [], performance.now() - this.#control.idle - began);
    if (this.#control.mode === 'trial') this.pause();
  }

  #answered(mark: TrialMark | null, values: readonly Reals[], took: number): void {
    this.#meter.end(mark, took);
    if (mark) {
      this.#answers.add(values);
      this.#outputs!.answer(mark, values);
    }
    this.#report(false);
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
    const { versions, weights } = this.#options;
    const asked = { graph: this.#graph, seed: this.#seed, target: this.#target.name, versions };
    const [outputs, frozen, meter, edits] = [this.#outputs!, this.#frozen!, this.#meter, this.#edits];
    const read = [...this.#streams.dataDigests, ...digestsOfFiles(this.#files)];
    return {
      ...meter.result,
      frames: Object.fromEntries(this.#lastFrames),
      ...(weights ? { weights: weightsOf(plane) } : {}),
      receipt: makeReceipt(asked, { plane, outputs, frozen, meter, edits, read }),
    };
  }
}
