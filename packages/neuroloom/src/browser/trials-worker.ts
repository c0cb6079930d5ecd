/** The program of a helper thread in a page: runs single trials of a frozen network for the session that spawned it. */
import { nodes } from '@neuroloom/nodes';
import { serveTrials, TARGETS } from '@neuroloom/runtime';
import { ownPort } from './port.ts';

serveTrials(ownPort(), nodes, TARGETS);
