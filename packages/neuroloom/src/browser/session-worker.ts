/** The thread of one session in a page: the engine with the whole library, and data from the place the page names. */
import { nodes } from '@neuroloom/nodes';
import { localEngine, serve } from '@neuroloom/runtime';
import { helperPort } from './helper.ts';
import { browserHost } from './host.ts';
import { onFirstMessage, ownPort } from './port.ts';

// The first message is the address of the data; those after it are for the session.
onFirstMessage((data) => serve(ownPort(), localEngine(nodes, browserHost(new URL(String(data))), helperPort)));
