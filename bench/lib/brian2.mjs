// Brian2, where it is installed: finds it, and runs scripts that our exporter has written.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** @type {{ command: string, version: string } | null | undefined} */
let found;

/** A Python that imports Brian2, and its version; null when there is none. Where $NEUROLOOM_PYTHON is set, it alone is asked. */
export function brian2() {
  if (found !== undefined) return found;
  found = null;
  const { NEUROLOOM_PYTHON: chosen } = process.env;
  for (const command of chosen ? [chosen] : ['python3', '/usr/bin/python3']) {
    const code = 'import importlib.metadata as m; print(m.version("brian2"))';
    const { status, stdout } = spawnSync(command, ['-c', code], { encoding: 'utf8' });
    if (status !== 0) continue;
    found = { command, version: stdout.trim() };
    break;
  }
  return found;
}

/** What a person reads where it is not installed. */
export const LEFT_OUT = 'Brian2 is not installed (Debian: python3-brian), so the comparison with it was left out.';

/** Calls `use` with a folder that is gone afterwards. @template T @param {(folder: string) => T | Promise<T>} use */
export async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'neuroloom-brian2-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {object} Job
 * @property {string} script
 * @property {number} steps
 * @property {readonly string[]} traces states to follow
 * @property {readonly string[]} last states whose last values are wanted
 * @property {number} elements how many of each state
 * @property {'f32' | 'f64'} [precision] in which Brian2 keeps its states; double unless said
 * @property {number} [seed] of what Brian2 draws itself
 * @property {number} [limit] seconds of the processor that it may take
 */
/**
 * @typedef {{ tick: Int32Array, id: Int32Array }} Spikes
 * @typedef {{ spikes: Map<string, Spikes>, traces: Map<string, Float64Array>, last: Map<string, Float64Array> }} Outcome
 */

/** Seconds of the processor that one script may take. */
const LIMIT = 120;

/**
 * Brian2 in a process of its own, so that it is loaded once for many scripts. They run one after the other, each within
 * its time; one that ends the process takes no other with it. `run` gives what came out, or a sentence why nothing did.
 * @param {string} folder @returns {{ run(job: Job): Promise<Outcome | string>, close(): void }}
 */
export function startBrian2(folder) {
  const python = brian2();
  if (!python) throw new Error(LEFT_OUT);
  const driver = fileURLToPath(new URL('run_scripts.py', import.meta.url));
  /** @type {ReturnType<typeof start> | null} */
  let running = null;
  let jobs = 0;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  const start = () => {
    const child = spawn(python.command, [driver, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (text) => {
      errors = (errors + String(text)).slice(-300);
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    child.stdin.on('error', () => undefined);
    return { child, lines, errors: () => errors };
  };

  /** @param {Job} job */
  const one = async (job) => {
    running ??= start();
    const { child, lines, errors } = running;
    const name = String(jobs++);
    const limit = job.limit ?? LIMIT;
    child.stdin.write(`${JSON.stringify({ ...job, name, limit })}\n`);
    // Python stops a script by itself, unless it hangs in a library.
    const hung = setTimeout(() => child.kill('SIGKILL'), 1000 * 10 * limit);
    for (;;) {
      const { value: line, done } = await lines.next();
      if (done) {
        clearTimeout(hung);
        running = null;
        return `Brian2 ended: ${errors()}`;
      }
      const [, state, why = ''] = /^(done|failed) (?:\d+)(?:: (.*))?$/.exec(line) ?? [];
      if (!state) continue;
      clearTimeout(hung);
      if (state === 'failed') return why;
      const found = outcome(join(folder, name));
      rmSync(join(folder, name), { recursive: true });
      return found;
    }
  };
  return {
    run(job) {
      const next = last.then(() => one(job));
      last = next.catch(() => undefined);
      return next;
    },
    close: () => void running?.child.stdin.end(),
  };
}

/** What a run has left in a folder. @param {string} folder @returns {Outcome} */
export function outcome(folder) {
  const contents = JSON.parse(readFileSync(join(folder, 'contents.json'), 'utf8'));
  /** @param {{ file: string }} of */
  const bytes = ({ file }) => new Uint8Array(readFileSync(join(folder, file))).buffer;
  /** @template T @param {Record<string, any>} of @param {(parts: any) => T} read @returns {Map<string, T>} */
  const each = (of, read) => new Map(Object.entries(of).map(([name, parts]) => [name, read(parts)]));
  return {
    spikes: each(contents.spikes, (p) => ({ tick: new Int32Array(bytes(p.tick)), id: new Int32Array(bytes(p.id)) })),
    traces: each(contents.traces, (p) => new Float64Array(bytes(p.values))),
    last: each(contents.last, (p) => new Float64Array(bytes(p.values))),
  };
}
