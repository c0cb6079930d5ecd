/** The thread of one session in a page: the engine with the whole library, and data from the place the page names. */
import { nodes } from '@neuroloom/nodes';
import { localEngine, serve } from '@neuroloom/runtime';
import { crew, helperPort } from './helper.ts';
import { browserHost } from './host.ts';
import { lentDevices } from './lend.ts';
import { onFirstMessage, ownPort } from './port.ts';

/** The address of the data, and the line to the page's devices. */
export interface Welcome {
  readonly data: string;
  readonly devices: MessagePort;
}

// The first message is the page's welcome; those after it are for the session.
onFirstMessage((message) => {
  const { data, devices } = message as Welcome;
  const host = { ...browserHost(new URL(data)), ...lentDevices(devices) };
  serve(ownPort(), localEngine(nodes, host, helperPort, undefined, crew));
});
