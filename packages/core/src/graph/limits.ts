/**
 * What a graph file may hold at most, and how it spells its names. Checked before anything is built from the file,
 * so that a hostile or mistaken one is refused in milliseconds, with the numbers.
 */
import type { Problem } from '../errors.ts';

export const LIMITS = {
  /** Characters of a file: 32 MiB of plain text. */
  text: 32 * 1024 * 1024,
  /** Nodes, wires, or entries of any other list or record. */
  entries: 100_000,
  /** Lists and records inside one another. */
  depth: 32,
  /** Values in a file, of any kind, all told. */
  values: 4_000_000,
  /** Characters of a formula, a description, a text param. */
  string: 20_000,
  title: 300,
  /** Characters of a node's, a param's or a port's name. */
  name: 80,
  /** Problems told one by one. */
  problems: 100,
} as const;

/** Keys that reach into JavaScript's own objects. No name in a graph is one of them. */
export const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const WORD = `(?!(?:${[...FORBIDDEN].join('|')})(?:\\.|$))[\\p{L}_][\\p{L}\\p{N}_-]*`;
/** Names of nodes, params and ports. None looks like an index, so records keep the order they are written in. */
export const NAME = new RegExp(`^${WORD}$`, 'u');
/** `node.port` */
export const END = new RegExp(`^${WORD}\\.${WORD}$`, 'u');

/** A record's own member; a name such as `toString` finds nothing that was not put there. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The value as it stands in a message: short, on one line. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return value === undefined ? 'nothing' : typeof value === 'object' ? 'an object' : typeof value;
}

/** Groups digits as messages do: `100 000`. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ' ');

/** A place in a document as a person writes it: `nodes.exc.params.tau_mem`, `wires[3].to`, `nodes["a b"]`. */
export function place(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(String(step))) text += text ? `.${String(step)}` : String(step);
    else text += `[${JSON.stringify(String(step).slice(0, LIMITS.name))}]`;
  }
  return text;
}

/** Gathers problems up to a limit, so that a million mistakes do not make a million sentences. */
export interface Problems {
  /** A function is asked only while there is room, so that costly advice is not worked out for nobody. */
  add(problem: Problem | (() => Problem)): void;
  readonly count: number;
  /** No further problem will be told. */
  readonly full: boolean;
  list(): readonly Problem[];
}

export function problems(limit: number = LIMITS.problems): Problems {
  const told: Problem[] = [];
  let seen = 0;
  return {
    add(problem) {
      if (seen++ < limit) told.push(typeof problem === 'function' ? problem() : problem);
    },
    get count() {
      return seen;
    },
    get full() {
      return seen > limit;
    },
    list: () => (seen > limit ? [...told, { where: '', what: `there are more problems than these ${limit}` }] : told),
  };
}
