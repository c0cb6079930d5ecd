/** What a device records, as a data set: sample k is the k-th frame. It is kept, so that it can be shown again. */
import type { Dataset, Recorder } from '@neuroloom/core';
import { NeuroloomError, sha256Stream } from '@neuroloom/core';
import { Observable } from 'rxjs';

export interface RecordingSpec {
  readonly name: string;
  readonly count: number;
  readonly shape: readonly number[];
  readonly open: () => Promise<Recorder>;
  /** What a sample is, of a frame. */
  readonly sampleOf?: (frame: Float32Array, recorder: Recorder) => Float32Array;
}

/** The device is let go when nobody listens any more. */
export const recorded = (spec: RecordingSpec): Observable<Dataset> =>
  new Observable((to) => {
    let recorder: Recorder | undefined;
    spec.open().then(
      (opened) => {
        if (to.closed) return opened.close();
        recorder = opened;
        to.next(recordingOf(spec, opened));
      },
      (error: unknown) => to.error(error),
    );
    return () => recorder?.close();
  });

export function recordingOf({ name, count, shape, sampleOf }: RecordingSpec, recorder: Recorder): Dataset {
  const frames: Float32Array[] = [];
  /** The k-th settles when frame k is there: the device is asked for one frame at a time. */
  const taken: Promise<void>[] = [];
  const take = async (): Promise<void> => {
    const frame = await recorder.next();
    frames.push(sampleOf ? sampleOf(frame, recorder) : frame.slice());
  };
  return {
    name,
    count,
    shape,
    classes: 1,
    /** Of what has been recorded so far: a recording has no other content. */
    get digest() {
      return frames
        .reduce((d, f) => d.update(new Uint8Array(f.buffer, f.byteOffset, f.byteLength)), sha256Stream())
        .hex();
    },
    ready(first) {
      if (Math.min(first, count) <= frames.length) return undefined;
      while (taken.length < Math.min(first, count)) taken.push((taken.at(-1) ?? Promise.resolve()).then(take));
      return taken[Math.min(first, count) - 1];
    },
    sample(index) {
      const frame = frames[index];
      if (!frame) throw new NeuroloomError({ where: name, what: `frame ${index} of ${count} has not been recorded` });
      return frame;
    },
    label: () => 0,
  };
}
