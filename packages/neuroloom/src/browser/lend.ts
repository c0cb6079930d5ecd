/** Lends a page's devices to the session in its worker: the page records, and frames travel by transfer when they are asked for. */
import type { CameraWish, Problem, Recorder, RecorderWish } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Devices } from './devices.ts';

type Ask =
  | { readonly id: number; readonly open: 'camera'; readonly wish: CameraWish }
  | { readonly id: number; readonly open: 'microphone'; readonly wish: RecorderWish }
  | { readonly id: number; readonly next: number }
  | { readonly id: number; readonly close: number };
type Answer =
  | { readonly to: number; readonly ok: true; readonly rate?: number; readonly frame?: Float32Array<ArrayBuffer> }
  | { readonly to: number; readonly ok: false; readonly problems: readonly Problem[] };

/** The page's end. The result lets go of what is still open, for when the worker is gone. */
export function lendDevices(port: MessagePort, devices: Devices): () => void {
  const recorders = new Map<number, Recorder>();
  let gone = false;
  const answer = async (ask: Ask): Promise<{ rate?: number; frame?: Float32Array<ArrayBuffer> }> => {
    if ('open' in ask) {
      const recorder = await (ask.open === 'camera' ? devices.camera(ask.wish) : devices.microphone(ask.wish));
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

/** The worker's end: the page's devices as if they were its own. */
export function lentDevices(port: MessagePort): Devices {
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
  };
}
