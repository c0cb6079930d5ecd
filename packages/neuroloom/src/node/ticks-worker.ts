/** The program of a helper thread: does its part of every tick of the session that spawned it. */
import { parentPort } from 'node:worker_threads';
import { serveTicks } from '@neuroloom/runtime/helper';
import { portOf } from './worker-port.ts';

if (parentPort) serveTicks(portOf(parentPort, () => parentPort?.close()));
