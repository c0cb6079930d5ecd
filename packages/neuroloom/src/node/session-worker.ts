/** The program of a session's worker thread: waits for requests on the thread's port and runs one session. */
import { parentPort } from 'node:worker_threads';
import { nodes } from '@neuroloom/nodes';
import { localEngine, serve } from '@neuroloom/runtime';
import { NODE_TARGETS } from './gpu.ts';
import { nodeHost } from './host.ts';
import { crew, helperPort, portOf } from './worker-port.ts';

if (parentPort)
  serve(
    portOf(parentPort, () => parentPort?.close()),
    localEngine(nodes, nodeHost(), helperPort, NODE_TARGETS, crew),
  );
