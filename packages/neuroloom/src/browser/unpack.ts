/** Gzip files over the network: unpacked while they arrive, held to the size they must have, checked by their digest. */
import { NeuroloomError } from '@neuroloom/core';
import { digestOfPart } from '../data/images.ts';
import type { PackedFile } from '../data/manifest.ts';

/** Bytes of a response, unpacked if they still are packed: some hosts announce gzip files so that the browser unpacks them. */
export async function unpack(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  wanted: PackedFile,
  where: string,
): Promise<Uint8Array> {
  const [head, all] = await peek(body);
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const reader = (packed ? all.pipeThrough(new DecompressionStream('gzip')) : all).getReader();
  const bytes = new Uint8Array(wanted.bytes);
  let length = 0;
  const wrong = (what: string): NeuroloomError =>
    new NeuroloomError({ where, what, remedy: 'reload the page; if it stays, build the studio again' });
  for (;;) {
    const next = await reader.read();
    if (next.done) break;
    if (length + next.value.length > bytes.length) {
      void reader.cancel();
      throw wrong(`the file holds more than the ${wanted.bytes} bytes it should`);
    }
    bytes.set(next.value, length);
    length += next.value.length;
  }
  if (length < bytes.length) throw wrong(`the file holds ${length} bytes, it should hold ${wanted.bytes}`);
  const digest = await digestOf(bytes);
  if (digest !== wanted.digest) throw wrong(`the file has digest ${digest}, it should have ${wanted.digest}`);
  return bytes;
}

/** The first piece of a stream, and the stream with that piece put back. */
async function peek(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<readonly [Uint8Array, ReadableStream<Uint8Array<ArrayBuffer>>]> {
  const reader = body.getReader();
  const first = await reader.read();
  const all = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (out) => (first.value ? out.enqueue(first.value) : undefined),
    async pull(out) {
      const { done, value } = first.done ? first : await reader.read();
      if (done) out.close();
      else out.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [first.value ?? new Uint8Array(), all];
}

/** The browser's own SHA-256 where the page's address is secure enough for it; elsewhere ours, which is slower. */
async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return digestOfPart(bytes);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
