/**
 * A claim is a cited statement about a node that a run can confirm or refute. It is plain data, so that one
 * text is a test, a figure on the node's page and a demonstration: whoever has an engine can run it.
 */
import type {
  Definition,
  Engine,
  Frame,
  GraphDocument,
  Probe,
  Reals,
  RunResult,
  SignalFrame,
  SpikesFrame,
} from '@neuroloom/core';

/**
 * How far targets must agree on it. `exact`: reference and wasm give the same bits. `close`: trajectories before
 * any threshold, up to rounding. `statistical`: rates and counts, because one rounding moves one spike and one
 * spike moves everything after it.
 */
export type Grade = 'exact' | 'close' | 'statistical';

/** One number that was measured against one that was expected. */
export interface Point {
  readonly what: string;
  readonly unit?: string;
  readonly measured: number;
  readonly expected: number;
  /** `within` unless said: |measured − expected| ≤ tolerance. The others allow the tolerance on the wrong side. */
  readonly is?: 'within' | 'at least' | 'at most';
  readonly tolerance: number;
}

export function holdsAt({ measured, expected, tolerance, is = 'within' }: Point): boolean {
  const above = is === 'at least' || measured - expected <= tolerance;
  const below = is === 'at most' || expected - measured <= tolerance;
  return above && below && !Number.isNaN(measured);
}

export interface Finding {
  readonly points: readonly Point[];
  /** What to draw beside the claim. */
  readonly figure?: Frame;
}

/** What a claim sees of its run. */
export interface ClaimRun {
  readonly graph: GraphDocument;
  readonly result: RunResult;
  /** Frames in the order they came: of a probe by `node.state` or `node.output`, of a view by `node.frame`. */
  frames(of: string): readonly Frame[];
  /** The same, joined into one; for runs of a single trial. */
  spikes(of: string): SpikesFrame;
  signal(of: string): SignalFrame;
  /** The last values of a probe: a signal's last row, or a matrix row by row. */
  last(of: string): Reals;
}

export interface ClaimSpec {
  /** Key of references.json. */
  readonly cite: string;
  readonly grade: Grade;
  /** Why the tolerance is what it is, in one sentence without a full stop. */
  readonly because: string;
  readonly graph: GraphDocument;
  /** The same experiment at the size of the paper, for `--full`. */
  readonly full?: GraphDocument;
  /** `node.name` of what is looked at; `node.name[0,5]` picks elements, `node.name[0..99]` a range. */
  readonly probes?: readonly string[];
  check(run: ClaimRun): Finding;
}

export interface Claim extends ClaimSpec {
  /** Type of the node it is about. */
  readonly about: string;
  /** The statement, as a sentence without a full stop. */
  readonly says: string;
}

export interface Verdict extends Finding {
  readonly claim: Claim;
  readonly target: string;
  readonly holds: boolean;
  /** Wall time of the run in seconds. */
  readonly took: number;
}

export const claimsAbout = (about: Definition, specs: Readonly<Record<string, ClaimSpec>>): readonly Claim[] =>
  Object.entries(specs).map(([says, spec]) => ({ about: about.type, says, ...spec }));

/** Runs a claim on an engine and judges it. */
export async function runClaim(
  engine: Engine,
  claim: Claim,
  options: { readonly target?: string; readonly full?: boolean } = {},
): Promise<Verdict> {
  const graph = options.full && claim.full ? claim.full : claim.graph;
  const target = options.target ?? 'wasm';
  const began = performance.now();
  const session = await engine.open(graph, { target, watch: false });
  const seen = new Map<string, Frame[]>();
  session.frames$.subscribe((f) => {
    const before = seen.get(f.from);
    if (before) before.push(f);
    else seen.set(f.from, [f]);
  });
  let result: RunResult;
  try {
    for (const text of claim.probes ?? []) {
      const probe = probeOf(text);
      const frames: Frame[] = [];
      seen.set(`${probe.node}.${probe.of}`, frames);
      session.probe(probe).subscribe({ next: (f) => frames.push(f), error: () => undefined });
    }
    session.play();
    result = await session.result();
  } catch (error) {
    await session.cancel();
    throw error;
  }
  const finding = claim.check(runOf(graph, result, seen));
  const holds = finding.points.length > 0 && finding.points.every(holdsAt);
  return { ...finding, claim, target, holds, took: (performance.now() - began) / 1000 };
}

function probeOf(text: string): Probe {
  const [, node = '', of = '', list] = /^([^.]+)\.([^[]+)(?:\[(.*)\])?$/.exec(text) ?? [];
  if (list === undefined) return { node, of };
  const picks = list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('..').map(Number);
    return Array.from({ length: to - from + 1 }, (_, k) => from + k);
  });
  return { node, of, picks };
}

function runOf(graph: GraphDocument, result: RunResult, seen: ReadonlyMap<string, readonly Frame[]>): ClaimRun {
  const frames = (of: string): readonly Frame[] => seen.get(of) ?? [];
  const kind = <K extends Frame['kind']>(of: string, k: K): readonly Extract<Frame, { kind: K }>[] => {
    const found = frames(of).filter((f): f is Extract<Frame, { kind: K }> => f.kind === k);
    if (found.length === 0) throw new Error(`the run showed no ${k} of ${of}`);
    return found;
  };
  const join = <A extends Uint32Array | Reals>(parts: readonly A[], make: (n: number) => A): A => {
    const whole = make(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of parts) {
      whole.set(p, at);
      at += p.length;
    }
    return whole;
  };
  return {
    graph,
    result,
    frames,
    spikes: (of) => {
      const parts = kind(of, 'spikes');
      return {
        ...parts[0]!,
        ticks: parts.reduce((n, p) => n + p.ticks, 0),
        tick: join(
          parts.map((p) => p.tick),
          (n) => new Uint32Array(n),
        ),
        id: join(
          parts.map((p) => p.id),
          (n) => new Uint32Array(n),
        ),
      };
    },
    signal: (of) => {
      const parts = kind(of, 'signal');
      return {
        ...parts[0]!,
        ticks: parts.reduce((n, p) => n + p.ticks, 0),
        data: join(
          parts.map((p) => p.data),
          (n): Reals => (parts[0]!.data instanceof Float64Array ? new Float64Array(n) : new Float32Array(n)),
        ),
      };
    },
    last: (of) => {
      const f = frames(of).at(-1);
      if (f?.kind === 'matrix') return f.data;
      if (f?.kind === 'signal') return f.data.slice(-f.picks.length);
      throw new Error(`the run showed no values of ${of}`);
    },
  };
}
