/**
 * Lends what only a page has to the session in its worker: its devices, whose frames travel by transfer when they are
 * asked for, and the files that a person has put into it.
 */
import type { CameraWish, Problem, Recorder, RecorderWish } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Devices } from './devices.ts';

type Ask =
  | { readonly id: number; readonly open: 'camera'; readonly wish: CameraWish }
  | { readonly id: number; readonly open: 'microphone'; readonly wish: RecorderWish }
  | { readonly id: number; readonly next: number }
  | { readonly id: number; readonly close: number }
  | { readonly id: number; readonly file: string };
type Answer =
  | ({ readonly to: number; readonly ok: true } & Given)
  | { readonly to: number; readonly ok: false; readonly problems: readonly Problem[] };

interface Given {
  readonly rate?: number;
  readonly frame?: Float32Array<ArrayBuffer>;
  readonly bytes?: Uint8Array;
}

/** Bytes of a file by its name; undefined where the page has none of that name. */
export type PageFiles = (name: string) => Promise<Uint8Array | undefined>;

/** What a page lends. */
export interface Lent extends Devices {
  readonly file: PageFiles;
}

/** The page's end. The result lets go of what is still open, for when the worker is gone. */
export function lend(port: MessagePort, lent: Lent): () => void {
  const recorders = new Map<number, Recorder>();
  let gone = false;
  const answer = async (ask: Ask): Promise<Given> => {
    if ('file' in ask) {
      const bytes = await lent.file(ask.file);
      return bytes ? { bytes } : {};
    }
    if ('open' in ask) {
      const recorder = await (ask.open === 'camera' ? lent.camera(ask.wish) : lent.microphone(ask.wish));
      if (gone) recorder.close();
      else recorders.set(ask.id, recorder);
      return recorder.rate === undefined ? {} : { rate: recorder.rate };
    }
    if ('next' in ask) return { frame: new Float32Array((await recorders.get(ask.next)?.next()) ?? []) };
    recorders.get(ask.close)?.close();
    recorders.delete(ask.close);
    return {};
  };
  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    const reply = (a: Answer, transfer: Transferable[] = []): void => port.postMessage(a, transfer);
    answer(data).then(
      (value) => reply({ to: data.id, ok: true, ...value }, value.frame ? [value.frame.buffer] : []),
      (error: unknown) => {
        const what = error instanceof Error ? error.message : String(error);
        const problems = error instanceof NeuroloomError ? error.problems : [{ where: 'device', what }];
        reply({ to: data.id, ok: false, problems });
      },
    );
  };
  return () => {
    gone = true;
    for (const recorder of recorders.values()) recorder.close();
    recorders.clear();
    port.close();
  };
}

/** The worker's end: what the page has as if it were its own. */
export function lent(port: MessagePort): Lent {
  const waiting = new Map<number, { done: (a: Answer & { ok: true }) => void; failed: (error: unknown) => void }>();
  let ids = 0;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    const asker = waiting.get(data.to);
    waiting.delete(data.to);
    if (data.ok) asker?.done(data);
    else asker?.failed(new NeuroloomError(data.problems));
  };
  type Wanted = Ask extends infer A ? (A extends Ask ? Omit<A, 'id'> : never) : never;
  const ask = (what: Wanted): { readonly id: number; readonly answer: Promise<Answer & { ok: true }> } => {
    const id = ++ids;
    const answer = new Promise<Answer & { ok: true }>((done, failed) => waiting.set(id, { done, failed }));
    port.postMessage({ ...what, id });
    return { id, answer };
  };
  const record = async (opened: ReturnType<typeof ask>): Promise<Recorder> => {
    const { rate } = await opened.answer;
    return {
      ...(rate === undefined ? {} : { rate }),
      next: async () => (await ask({ next: opened.id }).answer).frame ?? new Float32Array(),
      close: () => void ask({ close: opened.id }),
    };
  };
  return {
    camera: (wish) => record(ask({ open: 'camera', wish })),
    microphone: (wish) => record(ask({ open: 'microphone', wish })),
    file: async (name) => (await ask({ file: name }).answer).bytes,
  };
}
