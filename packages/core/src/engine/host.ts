/**
 * What the platform gives to operators: data, files, a camera, a microphone. The wiring package supplies it, so no
 * node touches a disk, a network or a device. What a platform does not have is absent.
 */
import type { Sha256 } from '../graph/sha256.ts';
import type { Dataset } from '../node/operator.ts';

export interface Host {
  /** Opens a data set, or fails with a sentence that says how to get it. `part` is `train` or `test`. */
  dataset(name: string, part: string): Promise<Dataset>;
  /** The bytes of a file by its path below a folder that the platform names, or a sentence that says which. */
  file?(path: string): Promise<Uint8Array>;
  /** Begins to film: each frame is `width` × `height` greys from 0 to 1, row by row. */
  camera?(wish: CameraWish): Promise<Recorder>;
  /** Begins to listen: each frame is the sound of one stretch of time, from -1 to 1. */
  microphone?(wish: RecorderWish): Promise<Recorder>;
  /** A digest as `sha256Stream` makes it, where the platform has a quicker one. */
  sha256?(): Sha256;
}

export interface RecorderWish {
  /** Milliseconds from one frame to the next. */
  readonly every: number;
}

export interface CameraWish extends RecorderWish {
  readonly width: number;
  readonly height: number;
}

export interface Recorder {
  /** The next frame, when its time has come. Asked for one at a time. */
  next(): Promise<Float32Array>;
  /** Numbers per second of sound; undefined for pictures. */
  readonly rate?: number;
  /** Lets go of the device. */
  close(): void;
}
