/** The thread of one session in a page: the engine with the whole library, and data from the place the page names. */
import { nodes } from '@neuroloom/nodes';
import { localEngine, serve } from '@neuroloom/runtime';
import { crew, helperPort } from './helper.ts';
import { browserHost } from './host.ts';
import { lent } from './lend.ts';
import { onFirstMessage, ownPort } from './port.ts';

/** The address of the data, and the line to what the page lends. */
export interface Welcome {
  readonly data: string;
  readonly lent: MessagePort;
}

// The first message is the page's welcome; those after it are for the session.
onFirstMessage((message) => {
  const welcome = message as Welcome;
  const page = lent(welcome.lent);
  const host = { ...browserHost(new URL(welcome.data), page.file), camera: page.camera, microphone: page.microphone };
  serve(ownPort(), localEngine(nodes, host, helperPort, undefined, crew));
});
