/** How a command ends: exit codes, and every error as a sentence on standard error. */
import type { Problem } from '@neuroloom/core';
import { formatProblem, NeuroloomError } from '@neuroloom/core';

export const EXIT = { ok: 0, failed: 1, usage: 2, cancelled: 130 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** What the system says when a file cannot be used, as a person would say it. */
const SYSTEM: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ['there is no such file or folder', 'check the path'],
  EACCES: ['permission is denied', 'choose a place that you may use'],
  EPERM: ['permission is denied', 'choose a place that you may use'],
  EROFS: ['the disk is read-only', 'choose another place'],
  ENOSPC: ['the disk is full', 'free some space or choose another disk'],
  EDQUOT: ['the disk quota is used up', 'free some space or choose another disk'],
  EISDIR: ['this is a folder, not a file', 'give a file'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'check the path'],
  EEXIST: ['a file of this name is in the way', 'choose another name'],
  EMFILE: ['too many files are open', 'close other programs'],
  ENAMETOOLONG: ['the name is too long', 'choose a shorter one'],
};

/** Does something with a file; what goes wrong becomes a problem with the file's name and a remedy. */
export function withFile<T>(path: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (error instanceof NeuroloomError || !(error instanceof Error) || code === '') throw error;
    const [what, remedy] = SYSTEM[code] ?? [message, 'check the path'];
    throw new NeuroloomError({ where: path, what, remedy });
  }
}

export const tell = (problems: readonly Problem[]): void => {
  for (const problem of problems) process.stderr.write(`neuroloom: ${formatProblem(problem)}\n`);
};

/** Runs a command and makes whatever it throws an exit code and a message. */
export async function guarded(command: () => Promise<Exit> | Exit): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = EXIT.failed;
    if (error instanceof NeuroloomError) return tell(error.problems);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `neuroloom: this is a mistake in Neuroloom itself; please report it with these lines:\n${text}\n`,
    );
  }
}
