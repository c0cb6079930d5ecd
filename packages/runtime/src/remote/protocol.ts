/** What passes between a session's thread and whoever holds it. Typed arrays travel by transfer, never by copy. */
import type {
  Frame,
  GraphDocument,
  ParamValue,
  Probe,
  Problem,
  Progress,
  RunOptions,
  RunResult,
} from '@neuroloom/core';

export type Request =
  | {
      readonly id: number;
      readonly do: 'open';
      readonly graph: GraphDocument;
      readonly options: RunOptions;
      readonly checkpoint?: Uint8Array;
      /** Whoever asks has checked the graph; if there is a fault, the thread is ended. */
      readonly checked?: boolean;
    }
  | { readonly id: number; readonly do: 'play' | 'pause' | 'cancel' | 'checkpoint' }
  | { readonly id: number; readonly do: 'step'; readonly what: 'tick' | 'trial' | 'spike' }
  | { readonly id: number; readonly do: 'speed'; readonly factor: number }
  | {
      readonly id: number;
      readonly do: 'set';
      readonly node: string;
      readonly param: string;
      readonly value: ParamValue;
    }
  | { readonly id: number; readonly do: 'probe'; readonly probe: Probe }
  | { readonly id: number; readonly do: 'unprobe'; readonly of: number };

export type Reply =
  | { readonly to: number; readonly ok: true; readonly value?: unknown }
  | { readonly to: number; readonly ok: false; readonly problems: readonly Problem[] }
  | { readonly on: 'progress'; readonly progress: Progress }
  | { readonly on: 'frame'; readonly frame: Frame }
  | { readonly on: 'problem'; readonly problem: Problem }
  | { readonly on: 'probe'; readonly of: number; readonly frame: Frame }
  | { readonly on: 'result'; readonly result: RunResult }
  /** The run is held where its numbers ran away; the session stays open. */
  | { readonly on: 'ran-away' | 'failed'; readonly problems: readonly Problem[] };

/** A thread's end: what both a Worker and a MessagePort can do. */
export interface Port {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  listen(handler: (message: unknown) => void): void;
  /** The other side has died. */
  onFailure(handler: (why: string) => void): void;
  close(): void;
  /** Until the next message is posted, the thread alone keeps no program alive. */
  leave?(): void;
}

/** The buffers of a frame, to be moved rather than copied. */
export function buffersOf(frame: Frame): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  for (const v of Object.values(frame))
    if (ArrayBuffer.isView(v) && v.buffer instanceof ArrayBuffer) found.add(v.buffer);
  return [...found];
}
