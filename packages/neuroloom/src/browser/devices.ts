/** The camera and the microphone of a page, as recorders. Only a page has them, so sessions in workers ask it (lend.ts). */
import type { CameraWish, Host, Recorder, RecorderWish } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';

export type Devices = Required<Pick<Host, 'camera' | 'microphone'>>;

export const pageDevices: Devices = {
  async camera({ width, height, every }: CameraWish): Promise<Recorder> {
    const stream = await asked('camera', { video: { width: { ideal: 2 * width }, height: { ideal: 2 * height } } });
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const due = pace(every);
    return {
      async next() {
        await due();
        // The middle of the picture in the shape that was wished for.
        const scale = Math.min(video.videoWidth / width, video.videoHeight / height);
        const [w, h] = [scale * width, scale * height];
        context?.drawImage(video, (video.videoWidth - w) / 2, (video.videoHeight - h) / 2, w, h, 0, 0, width, height);
        const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
        // Luminance as ITU-R BT.709 weighs the colours.
        const grey = (_: unknown, k: number): number =>
          (0.2126 * data[4 * k]! + 0.7152 * data[4 * k + 1]! + 0.0722 * data[4 * k + 2]!) / 255;
        return Float32Array.from({ length: width * height }, grey);
      },
      close: () => release(stream),
    };
  },

  async microphone({ every }: RecorderWish): Promise<Recorder> {
    const stream = await asked('microphone', { audio: { echoCancellation: false, noiseSuppression: false } });
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    const wanted = Math.round((every * context.sampleRate) / 1000);
    analyser.fftSize = Math.min(32_768, 2 ** Math.ceil(Math.log2(Math.max(32, wanted))));
    context.createMediaStreamSource(stream).connect(analyser);
    const heard = new Float32Array(analyser.fftSize);
    const due = pace(every);
    return {
      rate: context.sampleRate,
      async next() {
        await due();
        analyser.getFloatTimeDomainData(heard);
        return heard.slice(-Math.min(wanted, heard.length));
      },
      close() {
        release(stream);
        void context.close();
      },
    };
  },
};

async function asked(device: string, wish: MediaStreamConstraints): Promise<MediaStream> {
  const where = `this page’s ${device}`;
  // Pages that do not come over https have no media devices at all.
  const media = (navigator as Partial<Navigator>).mediaDevices;
  if (!media)
    throw new NeuroloomError({ where, what: 'the browser does not give it', remedy: 'open the page over https' });
  try {
    return await media.getUserMedia(wish);
  } catch (error) {
    const what = `it cannot be used (${error instanceof Error ? error.message : String(error)})`;
    throw new NeuroloomError({ where, what, remedy: 'connect one, allow this page to use it, and run again' });
  }
}

const release = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** Settles at multiples of a time from now on; at once for those that have passed. */
function pace(every: number): () => Promise<void> {
  const began = performance.now();
  let n = 0;
  return () => new Promise((done) => void setTimeout(done, Math.max(0, began + ++n * every - performance.now())));
}
