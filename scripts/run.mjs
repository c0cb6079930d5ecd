// Runs other programs for the scripts in this folder, and tells the user what went wrong.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A failure whose message is meant for the user, without a stack. */
export class Failure extends Error {}

/**
 * Runs a program in the repository and returns its exit status (1 when a signal ended it).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean, cwd?: string }} [options]
 */
export function run(program, args, { env = {}, quiet = false, cwd = root } = {}) {
  const stdout = quiet ? 'ignore' : 'inherit';
  const result = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdout, 'inherit'],
  });
  if (result.error) throw new Failure(`Cannot run ${program}: ${result.error.message}`);
  return result.status ?? 1;
}

/**
 * Runs a JavaScript program with this Node.
 * @param {string} script a path inside the repository
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export const node = (script, args, options) => run(process.execPath, [script, ...args], options);

/**
 * Runs pnpm at the version that package.json pins. npm fetches it into its own cache; nothing is installed globally.
 * @param {readonly string[]} args
 */
export function pnpm(args) {
  const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const pinned = packageManager.split('+')[0];
  const exec = ['exec', '--yes', `--package=${pinned}`, '--', 'pnpm', ...args];
  const npm = process.env.npm_execpath; // set by `npm run`
  if (npm?.endsWith('npm-cli.js') && existsSync(npm)) return node(npm, exec);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', exec);
}

/**
 * Runs the main function of a script and turns a Failure into one line and exit status 1.
 * @param {() => unknown} main
 */
export async function script(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/** @param {string} url the import.meta.url of a script: was it the one that Node was asked to run? */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === realpathSync(process.argv[1]);
