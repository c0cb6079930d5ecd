/**
 * Graphs in the page's address: `?graph=examples/digits-stdp.graph.json` names a file beside the page, and `#graph=…`
 * carries a whole one, deflated, so that a link alone shares it and no server sees it.
 */
import { NeuroloomError } from '@neuroloom/core';
import { fetchText } from '../browser/fetch-text.ts';

const MOST = 32 * 1024 * 1024;
const KEY = 'graph';

/** The text of the graph that the address asks for, if it does. Fails with a sentence. */
export async function graphOfAddress({ href }: { readonly href: string }): Promise<string | undefined> {
  const address = new URL(href);
  const carried = new URLSearchParams(address.hash.slice(1)).get(KEY);
  if (carried !== null) return inflate(carried);
  const named = address.searchParams.get(KEY);
  return named === null ? undefined : fetchText(new URL(named, address), MOST);
}

/** The address that carries a graph's text. */
export async function addressOf(text: string, page: string): Promise<string> {
  const address = new URL(page);
  address.search = '';
  address.hash = `${KEY}=${await deflate(text)}`;
  return address.href;
}

async function deflate(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

async function inflate(carried: string): Promise<string> {
  try {
    const bytes = Uint8Array.from(atob(carried.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const reader = new Blob([bytes])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'))
      .pipeThrough(new TextDecoderStream())
      .getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += value;
      if (text.length > MOST) throw new Error(`it unpacks to more than ${MOST / 1048576} MiB`);
    }
  } catch (error) {
    throw new NeuroloomError({
      where: 'link',
      what: `the graph in the address cannot be read (${error instanceof Error ? error.message : String(error)})`,
      remedy: 'copy the whole link again',
    });
  }
}
