/** A text file from the network, or a sentence that says why there is none. */
import { NeuroloomError } from '@neuroloom/core';

/** `most`: characters beyond which the file is refused while it still arrives. */
export async function fetchText(url: URL, most: number): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem(
      url,
      `could not be fetched (${why})`,
      'check the address, the network, and that the page may connect there',
    );
  }
  if (!response.ok) {
    throw problem(
      url,
      `could not be fetched: the server says ${response.status} ${response.statusText}`.trimEnd(),
      'check the address',
    );
  }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) return text;
    text += next.value;
    if (text.length <= most) continue;
    void reader?.cancel();
    throw problem(url, `is larger than ${Math.round(most / 1048576)} MiB`, 'open it in the studio instead');
  }
}

const problem = (url: URL, what: string, remedy: string): NeuroloomError =>
  new NeuroloomError({ where: url.href, what, remedy });
