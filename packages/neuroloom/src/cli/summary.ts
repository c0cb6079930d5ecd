/** What a run found, as one JSON value: the same for `--json`, for `result.json` and for scripts that read either. */
import type { ConfusionFrame, Frame, GraphDocument, Reals, Receipt, RunResult } from '@neuroloom/core';
import { endOf } from '@neuroloom/core';
import { score } from '@neuroloom/core/figure';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** Node type, then what each of its outputs showed last. */
export type Entry = Readonly<Record<string, Json>>;

export interface RunSummary {
  readonly graph: string;
  readonly accuracy: number | null;
  readonly imagesPerSecond: number | null;
  /** Wall time, and biological time. */
  readonly seconds: number;
  readonly biologicalSeconds: number;
  readonly seed: number;
  readonly target: string;
  readonly precision: string;
  readonly threads: number;
  readonly digests: Receipt['digests'];
  readonly metrics: Readonly<Record<string, number>>;
  readonly readouts: Readonly<Record<string, Entry>>;
  readonly views: Readonly<Record<string, Entry>>;
}

export function summarise(graph: GraphDocument, result: RunResult, seconds: number): RunSummary {
  const { seed, target, precision, threads, digests } = result.receipt;
  return {
    graph: graph.title,
    accuracy: result.metrics['accuracy'] ?? null,
    imagesPerSecond: result.imagesPerSecond,
    seconds,
    biologicalSeconds: result.seconds,
    seed,
    target,
    precision,
    threads,
    digests,
    metrics: result.metrics,
    readouts: entries(graph, result, 'readout'),
    views: entries(graph, result, 'view'),
  };
}

/** One entry for each node of a family, with its frames in numbers. */
function entries(graph: GraphDocument, { frames }: RunResult, family: string): Record<string, Entry> {
  const members = Object.entries(graph.nodes).filter(([, node]) => node.type.startsWith(`${family}/`));
  return Object.fromEntries(
    members.map(([id, { type }]) => {
      const own = Object.entries(frames).filter(([from]) => endOf(from).node === id);
      return [id, { type, ...Object.fromEntries(own.map(([from, frame]) => [endOf(from).port, inNumbers(frame)])) }];
    }),
  );
}

/** A frame without its arrays, but for those that are short. */
export function inNumbers(frame: Frame): { readonly [key: string]: Json } {
  const { kind } = frame;
  switch (frame.kind) {
    case 'spikes': {
      const seconds = (frame.ticks * frame.dt) / 1000;
      const rate = seconds > 0 ? frame.id.length / frame.size / seconds : 0;
      return { kind, neurons: frame.size, spikes: frame.id.length, milliseconds: frame.ticks * frame.dt, rate };
    }
    case 'signal':
      return {
        kind,
        unit: frame.unit,
        elements: frame.picks.length,
        ...range(frame.data),
        last: last(frame.data, frame.picks.length),
      };
    case 'matrix':
      return { kind, rows: frame.rows, columns: frame.columns, ...range(frame.data) };
    case 'confusion':
      return { kind, classes: frame.classes, accuracy: accuracyOf(frame), counts: Array.from(frame.counts) };
    case 'series':
      return { kind, name: frame.name, unit: frame.unit, points: frame.y.length, last: finite(frame.y.at(-1) ?? NaN) };
  }
}

function accuracyOf(frame: ConfusionFrame): number | null {
  const { right, total } = score(frame);
  return finite(right / total);
}

const last = (data: Reals, n: number): number[] =>
  Array.from(data.subarray(Math.max(0, data.length - n))).map((x) => finite(x) ?? 0);

function range(data: Reals): {
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
} {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const x of data) {
    if (x < min) min = x;
    if (x > max) max = x;
    sum += x;
  }
  return { min: finite(min), max: finite(max), mean: finite(sum / data.length) };
}

/** JSON has no word for the others. */
const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
