/**
 * Frozen trials side by side. Nothing kept changes in them and their draws depend on sample and attempt alone,
 * so each helper runs whole trials on a copy of the network, and the answers are the same for any number of helpers.
 */
import type { GraphDocument, Library, Reals, TrialMark } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { compile } from '../compile/compile.ts';
import type { Files } from '../compile/spaces.ts';
import type { Port } from '../remote/protocol.ts';
import type { Target } from '../targets/target.ts';
import type { Presentation } from './stream-plane.ts';
import { trialWatch } from './soundness.ts';
import { TickPlane } from './tick-plane.ts';

/** Trials handed to a helper ahead of its answers. */
const AHEAD = 2;

type ToHelper =
  | {
      readonly do: 'open';
      readonly graph: GraphDocument;
      readonly seed: number;
      readonly target: string;
      readonly lengths: readonly (readonly [string, number])[];
      readonly files: Files;
      readonly read: readonly string[];
    }
  | { readonly do: 'state'; readonly memory: Uint8Array; readonly params: readonly (readonly [string, number])[] }
  | {
      readonly do: 'trial';
      readonly mark: TrialMark;
      readonly held: Presentation['held'];
      readonly spikes: Presentation['spikes'];
    };
type FromHelper = { readonly ready: true } | ({ readonly id: number } & FromTrial) | { readonly failed: string };

/** What is read at the end of a trial; and whether its numbers ran away, which is told by who repeats it. */
export interface FromTrial {
  readonly values: readonly Reals[];
  readonly unsound: boolean;
}

/** The helper's side. */
export function serveTrials(port: Port, library: Library, targets: readonly Target[]): void {
  let plane: TickPlane | null = null;
  let target: Target | undefined;
  let read: readonly string[] = [];
  let unsound: (plane: TickPlane) => boolean = () => false;
  const tell = (m: FromHelper): void => port.post(m);
  const handle = async (m: ToHelper): Promise<void> => {
    if (m.do === 'open') {
      const compiled = compile(m.graph, library, { seed: m.seed, sampleLengths: new Map(m.lengths), files: m.files });
      target = targets.find((t) => t.name === m.target)!;
      plane = new TickPlane(compiled, await target.instantiate(compiled.program, compiled.layout));
      read = m.read;
      unsound = trialWatch(plane.compiled);
      tell({ ready: true });
    } else if (m.do === 'state') {
      plane!.restore(m.memory, new Map(m.params));
      if (await plane!.fit(target!)) unsound = trialWatch(plane!.compiled);
    } else tell({ id: m.mark.id, values: runTrial(plane!, m, read), unsound: unsound(plane!) });
  };
  let last: Promise<void> = Promise.resolve();
  port.listen((message) => {
    last = last
      .then(() => handle(message as ToHelper))
      .catch((error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) }));
  });
}

/** A whole trial without looking up, and what is read at its end. */
export function runTrial(
  plane: TickPlane,
  { mark, held, spikes }: Omit<Presentation, 'events'>,
  read: readonly string[],
): Reals[] {
  plane.begin(mark, held, [], spikes);
  let tick = 0;
  for (const part of plane.compiled.resolved.parts) {
    plane.hold(part.blank);
    plane.ticks(tick, tick + part.ticks);
    tick += part.ticks;
  }
  return read.map((name) => plane.read(plane.readable(name)));
}

export interface PoolSetup {
  readonly spawn: () => Port;
  readonly helpers: number;
  readonly graph: GraphDocument;
  readonly seed: number;
  readonly target: string;
  readonly lengths: ReadonlyMap<string, number>;
  readonly files: Files;
  readonly read: readonly string[];
}

export class Pool {
  readonly #ports: { readonly port: Port; busy: number }[] = [];
  readonly #answers = new Map<
    number,
    { readonly done: (answer: FromTrial) => void; readonly failed: (e: unknown) => void }
  >();
  #state = -1;

  get size(): number {
    return this.#ports.length;
  }

  static async open(s: PoolSetup): Promise<Pool> {
    const pool = new Pool();
    await Promise.all(Array.from({ length: s.helpers }, () => pool.#add(s)));
    return pool;
  }

  /** Copies the network to all helpers, when it is not the one they have. */
  async share(
    version: number,
    memory: () => Uint8Array | Promise<Uint8Array>,
    params: ReadonlyMap<string, number>,
  ): Promise<void> {
    if (this.#state === version) return;
    this.#state = version;
    const bytes = await memory();
    for (const { port } of this.#ports)
      port.post({ do: 'state', memory: bytes, params: [...params] } satisfies ToHelper);
  }

  /** Hands a trial to an idle helper; null when all have enough to do. */
  run(p: Presentation): Promise<FromTrial> | null {
    const helper = this.#ports.reduce((a, b) => (b.busy < a.busy ? b : a), this.#ports[0]!);
    if (helper === undefined || helper.busy >= AHEAD) return null;
    helper.busy++;
    helper.port.post({ do: 'trial', mark: p.mark, held: p.held, spikes: p.spikes } satisfies ToHelper);
    return new Promise<FromTrial>((done, failed) => this.#answers.set(p.mark.id, { done, failed })).finally(() => {
      helper.busy--;
    });
  }

  close(): void {
    for (const { port } of this.#ports) port.close();
    for (const a of this.#answers.values()) a.failed(new NeuroloomError({ where: 'threads', what: 'were closed' }));
    this.#answers.clear();
  }

  #add(s: PoolSetup): Promise<void> {
    const port = s.spawn();
    return new Promise((ready, failed) => {
      const fail = (why: string): void => {
        const error = new NeuroloomError({
          where: 'threads',
          what: `a helper stopped: ${why}`,
          remedy: 'run with one thread',
        });
        failed(error);
        for (const a of this.#answers.values()) a.failed(error);
      };
      port.onFailure(fail);
      port.listen((message) => {
        const m = message as FromHelper;
        if ('ready' in m) {
          this.#ports.push({ port, busy: 0 });
          ready();
        } else if ('failed' in m) fail(m.failed);
        else {
          this.#answers.get(m.id)?.done(m);
          this.#answers.delete(m.id);
        }
      });
      port.post({
        do: 'open',
        graph: s.graph,
        seed: s.seed,
        target: s.target,
        lengths: [...s.lengths],
        files: s.files,
        read: s.read,
      } satisfies ToHelper);
    });
  }
}
