/**
 * The RxJS half of a running graph: operators wired by subjects. What enters the tick plane (samples, events,
 * trials) is collected here by trial; what leaves it is sent on. A loop through the tick plane is legal, because
 * it crosses the end of a trial.
 */
import type { Dataset, Frame, Host, ParamValue, Reals, SpikesFrame, TrialMark } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { BehaviorSubject, Subject, Subscription } from 'rxjs';
import type { OperatorInstance, Resolved, ResolvedWire } from '../compile/resolve.ts';
import { isFed } from '../compile/resolve.ts';
import { liveOperatorValue } from './live-edit.ts';

/** What a trial is given. */
export interface Presentation {
  readonly mark: TrialMark;
  readonly held: ReadonlyMap<string, Reals>;
  readonly events: readonly string[];
  /** Spikes of the trial, by the operator's output they come from. Unlike samples they are of this trial only. */
  readonly spikes: ReadonlyMap<string, readonly SpikesFrame[]>;
}

export interface StreamEvents {
  trial(p: Presentation): void;
  frame(from: string, frame: Frame): void;
  metric(name: string, value: number): void;
  /** Every stream has ended: the schedule is through. */
  done(): void;
  fail(error: unknown, node: string): void;
}

/** How long the samples of a presentation are, and how large the populations whose spikes it brings, by port. */
export const lengthsOf = (p: Presentation | undefined): ReadonlyMap<string, number> =>
  new Map([
    ...[...(p?.held ?? [])].map(([port, data]) => [port, data.length] as const),
    ...[...(p?.spikes ?? [])].map(([port, frames]) => [port, frames[0]!.size] as const),
  ]);

export class StreamPlane {
  readonly #graph: Resolved;
  readonly #subjects = new Map<string, Subject<unknown>>();
  readonly #params = new Map<string, BehaviorSubject<Readonly<Record<string, ParamValue>>>>();
  readonly #subscriptions = new Subscription();
  readonly #held = new Map<number, Map<string, Reals>>();
  readonly #marked = new Map<number, string[]>();
  readonly #spikes = new Map<number, Map<string, SpikesFrame[]>>();
  /** The last trial that was called for. */
  #called = -1;
  readonly #latest = new Map<string, Reals>();
  /** The data sets that came by, by the port they came from. */
  readonly #data = new Map<string, Dataset>();
  /** Is there an operator that decides what is presented when? */
  readonly scheduled: boolean;

  constructor(graph: Resolved) {
    this.#graph = graph;
    this.scheduled = [...graph.operators.values()].some((o) =>
      Object.values(o.def.outputs).some((p) => p.kind === 'trial'),
    );
  }

  /** Digests of the data sets that were read, in the graph's order: which of them arrived first is chance. */
  get dataDigests(): readonly string[] {
    const ports = [...this.#graph.operators.values()].flatMap((o) =>
      Object.keys(o.def.outputs).map((port) => `${o.id}.${port}`),
    );
    return ports.flatMap((port) => this.#data.get(port)?.digest ?? []);
  }

  /** Wires into the stream plane from the tick plane. */
  get fromTicks(): readonly ResolvedWire[] {
    return this.#graph.wires.filter((w) => w.from.plane === 'tick' && w.to.plane === 'stream');
  }

  isView(node: string): boolean {
    return this.#graph.operators.get(node)?.def.view ?? false;
  }

  start(host: Host, seed: number, events: StreamEvents): void {
    const outputs = new Map<string, Subject<unknown>>();
    let open = 0;
    for (const o of this.#graph.operators.values()) {
      for (const port of Object.keys(o.def.inputs)) this.#subjects.set(`${o.id}.${port}`, new Subject());
      for (const port of Object.keys(o.def.outputs)) outputs.set(`${o.id}.${port}`, new Subject());
    }
    for (const [from, subject] of outputs) {
      const wires = this.#graph.wires.filter((w) => `${w.from.node}.${w.from.port}` === from);
      // However many inputs hear them, the ticks have one list of these spikes.
      if (wires.some(isFed)) {
        const next = (frame: unknown): void => this.#gather(from, frame as SpikesFrame, events);
        this.#subscriptions.add(subject.subscribe({ next }));
      }
      for (const w of wires.filter((w) => !isFed(w))) {
        this.#subscriptions.add(
          subject.subscribe(
            w.to.plane === 'stream'
              ? this.#subjects.get(`${w.to.node}.${w.to.port}`)!
              : { next: (m) => this.#collect(w, m) },
          ),
        );
      }
    }
    const pending: { readonly rank: number; readonly subscribe: () => void }[] = [];
    for (const o of this.#graph.operators.values()) {
      const produced = this.#run(o, host, seed, events);
      for (const [port, stream] of Object.entries(produced)) {
        const def = o.def.outputs[port];
        if (!def)
          throw new NeuroloomError({
            where: o.id,
            what: `${o.def.type} produced '${port}', which is not one of its outputs`,
          });
        const subject = outputs.get(`${o.id}.${port}`)!;
        if (def.kind === 'trial') open++;
        const rank = def.kind === 'dataset' ? 2 : def.kind === 'trial' ? 1 : 0;
        pending.push({
          rank,
          subscribe: () =>
            this.#subscriptions.add(
              stream.subscribe({
                next: (message) => {
                  if (def.kind === 'dataset') this.#data.set(`${o.id}.${port}`, message as Dataset);
                  subject.next(message);
                  if (def.kind === 'trial') events.trial(this.#presentation(message as TrialMark));
                  if (def.kind === 'frame') events.frame(`${o.id}.${port}`, message as Frame);
                  if (def.kind === 'metric') {
                    const m = message as { name: string; value: number };
                    events.metric(m.name, m.value);
                  }
                },
                error: (error: unknown) => events.fail(error, o.id),
                complete: () => {
                  subject.complete();
                  if (def.kind === 'trial' && --open === 0) events.done();
                },
              }),
            ),
        });
      }
    }
    // Readers subscribe before writers write: data sets and trials begin last.
    pending.sort((a, b) => a.rank - b.rank);
    for (const p of pending) p.subscribe();
  }

  /** Hands on what the tick plane produced at the end of a trial. */
  send(node: string, port: string, message: unknown): void {
    this.#subjects.get(`${node}.${port}`)?.next(message);
  }

  /** Gives an operator another value; false where there is no such operator. */
  setParam(node: string, param: string, value: ParamValue): boolean {
    const [operator, params] = [this.#graph.operators.get(node), this.#params.get(node)];
    if (!operator || !params) return false;
    const { graph, dt } = this.#graph;
    const given = liveOperatorValue(operator, graph.nodes[node]!.params, param, value, dt);
    params.next({ ...params.value, [param]: given });
    return true;
  }

  close(): void {
    this.#subscriptions.unsubscribe();
    for (const s of this.#subjects.values()) s.complete();
  }

  #run(
    o: OperatorInstance,
    host: Host,
    seed: number,
    events: StreamEvents,
  ): ReturnType<OperatorInstance['def']['run']> {
    const inputs = Object.fromEntries(
      Object.keys(o.def.inputs).map((port) => [port, this.#subjects.get(`${o.id}.${port}`)!.asObservable()]),
    );
    const params$ = new BehaviorSubject<Readonly<Record<string, ParamValue>>>(o.values);
    this.#params.set(o.id, params$);
    try {
      return o.def.run(inputs as Parameters<typeof o.def.run>[0], o.values, {
        host,
        seed,
        node: o.id,
        params$: params$.asObservable(),
      });
    } catch (error) {
      events.fail(error, o.id);
      return {};
    }
  }

  /** Something for the next trial: kept by the trial it belongs to. Samples are copied, for their source may reuse its memory. */
  #collect(w: ResolvedWire, message: unknown): void {
    const to = `${w.to.node}.${w.to.port}`;
    if (w.to.def.kind === 'event') {
      const mark = message as TrialMark;
      this.#marked.set(mark.id, [...(this.#marked.get(mark.id) ?? []), to]);
      return;
    }
    const { mark, data } = message as { mark: TrialMark; data: Reals };
    const held = this.#held.get(mark.id) ?? new Map<string, Reals>();
    held.set(to, data.slice());
    this.#held.set(mark.id, held);
  }

  /** Spikes of the next trial, by reference. */
  #gather(from: string, frame: SpikesFrame, events: StreamEvents): void {
    const { mark } = frame;
    if (!mark || mark.id <= this.#called) {
      const what = mark
        ? `spikes for trial ${mark.id} came when trial ${this.#called} had been called for`
        : 'these spikes do not say which trial they are for';
      const remedy = 'send frames with the mark of a trial, before that trial';
      return events.fail(new NeuroloomError({ where: from, what, remedy }), from.split('.')[0]!);
    }
    const trial = this.#spikes.get(mark.id) ?? new Map<string, SpikesFrame[]>();
    trial.set(from, [...(trial.get(from) ?? []), frame]);
    this.#spikes.set(mark.id, trial);
  }

  #presentation(mark: TrialMark): Presentation {
    this.#called = mark.id;
    const spikes = this.#spikes.get(mark.id) ?? new Map<string, SpikesFrame[]>();
    this.#spikes.delete(mark.id);
    const own = this.#held.get(mark.id) ?? new Map<string, Reals>();
    for (const [port, data] of own) this.#latest.set(port, data);
    const events = this.#marked.get(mark.id) ?? [];
    this.#held.delete(mark.id);
    this.#marked.delete(mark.id);
    return { mark, held: new Map(this.#latest), events, spikes };
  }
}
