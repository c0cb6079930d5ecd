/** Runs the built command as a person would. Building takes seconds when nothing has changed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const bin = `${root}packages/neuroloom/bin/neuroloom.js`;

/** Compiles what the command needs. `npm test` has done so already, and then this is a look at dates. */
export function build(): void {
  const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'packages/neuroloom'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (!existsSync(`${root}packages/neuroloom/dist/cli/main.js`))
    throw new Error(`the command cannot be built:\n${tsc.stdout}`);
}

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export function neuroloom(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    cwd: root,
    timeout: 60_000,
  });
  return { status, out: stdout, err: stderr };
}

/** The same, beside others. */
export const started = (...args: readonly string[]): Promise<Ended> => watched(null, args);

/** Starts the command and interrupts it once it has said something on standard error that contains `word`. */
export const interrupted = (word: string, ...args: readonly string[]): Promise<Ended> => watched(word, args);

function watched(word: string | null, args: readonly string[]): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: root });
    let [out, err, told] = ['', '', false];
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    child.stderr.on('data', (text: Buffer) => {
      err += text.toString();
      if (told || word === null || !err.includes(word)) return;
      told = true;
      child.kill('SIGINT');
    });
    child.on('error', fail).on('close', (status) => done({ status, out, err }));
  });
}

/** The last line of an output, as JSON. */
export const lastJson = (out: string): Record<string, unknown> =>
  JSON.parse(out.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
