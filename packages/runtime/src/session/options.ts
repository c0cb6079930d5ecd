/** What a session is made with beside its graph, and the target that follows from it. */
import type { Host, Library, RunOptions } from '@neuroloom/core';
import type { Port } from '../remote/protocol.ts';
import type { Target } from '../targets/target.ts';
import { targetNamed } from '../targets/target.ts';
import { Crew } from '../targets/wasm/crew.ts';

export interface SessionOptions extends RunOptions {
  readonly targets: readonly Target[];
  readonly host: Host;
  readonly library: Library;
  readonly versions: Readonly<Record<string, string>>;
  /** The graph has been checked with this library, and no fault was found. */
  readonly checked?: boolean;
  /** Makes a thread in which `serveTrials` has been called; without it no trials run side by side. */
  readonly spawnHelper?: () => Port;
  /** How to make a thread in which `serveTicks` has been called, and for how many there are processors. */
  readonly crew?: { readonly spawn: () => Port; readonly cores: number };
}

/** The target that was asked for, with helper threads where it can use them. */
export function targetOf({ target: name = 'wasm', targets, threads = 1, crew }: SessionOptions): Target {
  const target = targetNamed(name, targets);
  const most = Math.min(threads, crew?.cores ?? 1);
  return most > 1 && target.on ? target.on(new Crew({ spawn: crew!.spawn, threads: most })) : target;
}
