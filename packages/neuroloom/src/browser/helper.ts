/** Threads that help a session: with trials in which nothing is learned, or with every tick. They change no result. */
import type { Port } from '@neuroloom/runtime';
import { portTo } from './port.ts';

export const helperPort = (): Port =>
  portTo(new Worker(new URL('./trials-worker.js', import.meta.url), { type: 'module' }));

export const crew = {
  spawn: (): Port => portTo(new Worker(new URL('./ticks-worker.js', import.meta.url), { type: 'module' })),
  cores: navigator.hardwareConcurrency,
};
