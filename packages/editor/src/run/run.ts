/**
 * One run of the open graph. It opens a session with the engine, passes on what a person does, follows edits
 * (a param changes while it runs; a new structure starts it again) and gathers frames for the views. All
 * work happens in the engine's worker; here are only messages.
 */
import {
  type Definition,
  type Engine,
  formatProblem,
  type Frame,
  type GraphDocument,
  type GraphNode,
  NeuroloomError,
  type Phase,
  type Probe,
  type Problem,
  type Progress,
  type RunOptions,
  type Session,
} from '@neuroloom/core';
import { BehaviorSubject, type Observable, Subject, Subscription } from 'rxjs';
import { STRINGS } from '../strings.ts';
import { runChange } from './changes.ts';

export interface RunView {
  readonly phase: Phase | 'idle';
  /** With a `fault` the run is paused for good where its numbers ran away, and can be looked at. */
  readonly progress: Progress | undefined;
  readonly problems: readonly Problem[];
  /** The run shows an older graph: it has gone on too long to be thrown away by an edit. */
  readonly stale: boolean;
}
export type Step = 'tick' | 'trial' | 'spike';
export interface Watch {
  readonly key: string;
  readonly probe: Probe;
}

/** A structural edit restarts a run that is younger than this; an older one is kept until the person says so (s). */
const PRECIOUS = 60;
/** Pause in editing after which a new structure is started (ms). */
const SETTLE = 350;

const IDLE: RunView = { phase: 'idle', progress: undefined, problems: [], stale: false };
export const watchKey = (p: Probe): string => `${p.node}.${p.of}`;

/** The problems of a run, each once: a failure tells its own as it happens and again as its result. */
function joined(before: readonly Problem[], more: readonly Problem[]): readonly Problem[] {
  const known = (p: Problem): boolean => before.some((b) => b.where === p.where && b.what === p.what);
  return [...before, ...more.filter((p) => !known(p))].slice(-50);
}

export interface RunContext {
  readonly resolve: (node: GraphNode) => Definition | undefined;
  readonly notify: (sentence: string) => void;
  /** Wall time in seconds; given by tests. */
  readonly now?: () => number;
}

export class Run {
  readonly view$ = new BehaviorSubject<RunView>(IDLE);
  readonly watches$ = new BehaviorSubject<readonly Watch[]>([]);
  readonly #frames$ = new Subject<Frame>();
  readonly #context: RunContext;
  #engine: Engine | undefined;
  #session: Session | undefined;
  #links = new Subscription();
  readonly #probes = new Map<string, Subscription>();
  #document: GraphDocument | undefined;
  /** The document as the session has it. */
  #running: GraphDocument | undefined;
  #speed = Infinity;
  #target: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  /** Counts openings, so that a session that comes too late is thrown away. */
  #turn = 0;

  constructor(context: RunContext) {
    this.#context = context;
  }

  get frames$(): Observable<Frame> {
    return this.#frames$;
  }
  get engine(): Engine | undefined {
    return this.#engine;
  }
  set engine(engine: Engine | undefined) {
    if (engine === this.#engine) return;
    this.#engine = engine;
    void this.reset();
  }
  get speed(): number {
    return this.#speed;
  }
  get target(): string | undefined {
    return this.#target;
  }

  /** Another document is open: the run of the old one ends. */
  async load(document: GraphDocument): Promise<void> {
    this.#document = document;
    await this.reset();
    this.watches$.next([]);
  }

  /** The document was edited. */
  edited(document: GraphDocument): void {
    this.#document = document;
    if (!this.#session || !this.#running) return;
    const change = runChange(this.#running, document, this.#context.resolve);
    // What ran away is kept for looking at, until the person runs the graph as it is now.
    if (this.#away) {
      this.#patch({ stale: change.structural || change.live.length > 0 });
      return;
    }
    if (change.structural) {
      this.#restructure();
      return;
    }
    clearTimeout(this.#timer);
    if (this.view$.value.stale) this.#patch({ stale: false });
    this.#running = document;
    for (const { node, param, value } of change.live) {
      this.#session.set(node, param, value).catch((error: unknown) => {
        this.#context.notify(
          error instanceof NeuroloomError ? error.message : STRINGS.run.setRefused(`${node}.${param}`),
        );
        this.#restructure();
      });
    }
  }

  async play(): Promise<void> {
    if (this.#away || this.view$.value.phase === 'done' || this.view$.value.phase === 'failed') await this.reset();
    const session = await this.#open();
    session?.play();
  }
  pause(): void {
    this.#session?.pause();
  }
  toggle(): void {
    if (this.view$.value.phase === 'running') this.pause();
    else void this.play();
  }
  async step(what: Step): Promise<void> {
    if (this.#away) {
      this.#context.notify(STRINGS.run.away);
      return;
    }
    const session = await this.#open();
    session?.step(what);
  }

  /** Stops, frees everything and goes back to the start. */
  async reset(): Promise<void> {
    this.#turn++;
    clearTimeout(this.#timer);
    const session = this.#session;
    this.#session = undefined;
    this.#running = undefined;
    this.#links.unsubscribe();
    for (const p of this.#probes.values()) p.unsubscribe();
    this.#probes.clear();
    this.view$.next(IDLE);
    await session?.cancel().catch(() => undefined);
  }

  async restart(): Promise<void> {
    const { phase } = this.view$.value;
    const going = this.#away || phase === 'running' || phase === 'starting';
    await this.reset();
    if (going) await this.play();
    else await this.#open();
  }

  setSpeed(factor: number): void {
    this.#speed = factor;
    this.#session?.setSpeed(factor);
  }
  async setTarget(target: string): Promise<void> {
    if (target === this.#target) return;
    this.#target = target;
    if (this.#session) await this.restart();
  }

  watch(probe: Probe): void {
    const key = watchKey(probe);
    if (this.watches$.value.some((w) => w.key === key)) return;
    this.watches$.next([...this.watches$.value, { key, probe }]);
    this.#probe({ key, probe });
  }
  unwatch(key: string): void {
    this.watches$.next(this.watches$.value.filter((w) => w.key !== key));
    this.#probes.get(key)?.unsubscribe();
    this.#probes.delete(key);
  }

  /** A number of the run is none, so it cannot go on. */
  get #away(): boolean {
    return this.view$.value.progress?.fault !== undefined;
  }

  #restructure(): void {
    const { progress, phase } = this.view$.value;
    const fresh =
      phase !== 'running' ||
      (this.#context.now?.() ?? performance.now() / 1000) - this.#since < PRECIOUS ||
      progress?.of === 0;
    if (!fresh) {
      this.#patch({ stale: true });
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#context.notify(STRINGS.run.restarted);
      void this.restart();
    }, SETTLE);
  }

  async #open(): Promise<Session | undefined> {
    if (this.#session) return this.#session;
    const document = this.#document;
    if (!this.#engine || !document) {
      if (!this.#engine) this.#context.notify(STRINGS.run.noEngine);
      return undefined;
    }
    const turn = ++this.#turn;
    this.view$.next({ ...IDLE, phase: 'starting' });
    const options: RunOptions = {
      watch: true,
      seed: document.seed,
      ...(this.#target === undefined ? {} : { target: this.#target }),
    };
    try {
      const session = await this.#engine.open(document, options);
      if (turn !== this.#turn) {
        await session.cancel();
        return undefined;
      }
      this.#adopt(session, document);
      return session;
    } catch (error) {
      if (turn !== this.#turn) return undefined;
      const problems =
        error instanceof NeuroloomError
          ? error.problems
          : [{ where: '', what: error instanceof Error ? error.message : String(error) }];
      this.view$.next({ ...IDLE, phase: 'failed', problems });
      return undefined;
    }
  }

  #adopt(session: Session, document: GraphDocument): void {
    this.#session = session;
    this.#running = document;
    this.#since = this.#context.now?.() ?? performance.now() / 1000;
    this.#patch({ phase: 'paused' });
    session.setSpeed(this.#speed);
    this.#links = new Subscription();
    this.#links.add(session.progress$.subscribe((progress) => this.#patch({ progress, phase: progress.phase })));
    this.#links.add(session.frames$.subscribe((f) => this.#frames$.next(f)));
    this.#links.add(
      session.problems$.subscribe((p) => {
        if (p.mended) this.#context.notify(formatProblem(p));
        else this.#patch({ problems: joined(this.view$.value.problems, [p]) });
      }),
    );
    for (const w of this.watches$.value) this.#probe(w);
    // The way a run ends is told by its progress; a failure brings its problems along.
    session.result().catch((error: unknown) => {
      if (this.#session !== session || this.view$.value.phase === 'cancelled') return;
      if (error instanceof NeuroloomError && !this.#away)
        this.#patch({ phase: 'failed', problems: joined(this.view$.value.problems, error.problems) });
    });
    // Edits made while the engine compiled.
    if (this.#document && this.#document !== document) this.edited(this.#document);
  }

  #probe({ key, probe }: Watch): void {
    if (!this.#session || this.#probes.has(key)) return;
    this.#probes.set(
      key,
      this.#session.probe(probe).subscribe({
        next: (frame) => this.#frames$.next(frame.from === key ? frame : { ...frame, from: key }),
        error: (error: unknown) => {
          this.#context.notify(error instanceof Error ? error.message : String(error));
          this.unwatch(key);
        },
      }),
    );
  }

  #patch(part: Partial<RunView>): void {
    this.view$.next({ ...this.view$.value, ...part });
  }
}
