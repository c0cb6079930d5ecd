/** Where a built thread begins: it runs the program whose name it was given. */
import { readdirSync } from 'node:fs';
import { type MessagePort, workerData } from 'node:worker_threads';
import { Programs } from './kept-code.ts';

/** `keep`: a message there has the code of what has been run kept for the threads to come, and is answered. */
interface Given {
  readonly program: string;
  readonly keep?: MessagePort;
}

const { program, keep } = workerData as Given;
const folder = import.meta.dirname;
const file = readdirSync(folder).find((name) => name.startsWith(`${program}-`) && name.endsWith('.cjs'));
const programs = new Programs(folder);
if (file !== undefined) programs.load(file);
keep?.once('message', () => {
  programs.keep();
  keep.postMessage('kept');
});
