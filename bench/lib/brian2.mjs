// Brian2, where it is installed: finds it, and runs scripts that our exporter has written.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @type {{ command: string, version: string } | null | undefined} */
let found;

/** A Python that imports Brian2, and its version; null when there is none. $NEUROLOOM_PYTHON is asked first. */
export function brian2() {
  if (found !== undefined) return found;
  found = null;
  for (const command of [process.env.NEUROLOOM_PYTHON, 'python3', '/usr/bin/python3']) {
    if (!command) continue;
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
 * @typedef {{ script: string, steps: number, traces: readonly string[], last: readonly string[], elements: number }} Job
 * @typedef {{ tick: Int32Array, id: Int32Array }} Spikes
 * @typedef {{ spikes: Map<string, Spikes>, traces: Map<string, Float64Array>, last: Map<string, Float64Array> }} Outcome
 */

/**
 * Runs jobs in one process, so that Brian2 is loaded once.
 * @param {readonly Job[]} jobs @param {string} folder @returns {(Outcome | string)[]} a string says why there is none
 */
export function runBrian2(jobs, folder) {
  const python = brian2();
  if (!python) throw new Error(LEFT_OUT);
  const driver = fileURLToPath(new URL('run_scripts.py', import.meta.url));
  const { stdout, stderr } = spawnSync(python.command, [driver, folder], {
    encoding: 'utf8',
    input: JSON.stringify(jobs),
    maxBuffer: 2 ** 28,
  });
  const lines = stdout.split('\n');
  return jobs.map((_, k) => {
    if (lines.includes(`${k} done`)) return outcome(join(folder, String(k)));
    const failed = lines.find((line) => line.startsWith(`${k} failed: `));
    return failed?.slice(`${k} failed: `.length) ?? `Brian2 ended early: ${stderr.slice(-300)}`;
  });
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
