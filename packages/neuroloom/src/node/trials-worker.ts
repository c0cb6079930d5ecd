/** The program of a helper thread: runs single trials of a frozen network for the session that spawned it. */
import { parentPort } from 'node:worker_threads';
import { nodes } from '@neuroloom/nodes';
import { serveTrials, TARGETS } from '@neuroloom/runtime';
import { portOf } from './worker-port.ts';

if (parentPort)
  serveTrials(
    portOf(parentPort, () => parentPort?.close()),
    nodes,
    TARGETS,
  );
