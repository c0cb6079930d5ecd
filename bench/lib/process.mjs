// From the start of a process to its result: ours reads a graph, draws the network, compiles and runs; Brian2 compiles
// C++ with a C++ compiler. CPU time of the process and of its children.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodes, writeBrian2 } from 'neuroloom';
import { example, interleaved } from './bench.mjs';
import { brian2, inFolder } from './brian2.mjs';

const path = (/** @type {string} */ file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** CPU seconds of a command, or NaN when it fails. @param {readonly string[]} words */
function cpu(words) {
  const python = brian2();
  if (!python) return Number.NaN;
  const { stdout } = spawnSync(python.command, [path('bench/lib/cpu.py'), ...words], { encoding: 'utf8' });
  const { status, cpu: seconds } = JSON.parse(stdout);
  return status === 0 ? seconds : Number.NaN;
}

/** Both processes for each network, in turn. @param {readonly string[]} names of examples @param {number} rounds */
export function wholeProcesses(names, rounds) {
  return inFolder(async (folder) => {
    const results = [];
    for (const name of names) {
      const script = join(folder, `${name}.py`);
      await writeBrian2(example(`${name}.graph.json`), nodes, script);
      const run = ['run', path(`examples/${name}.graph.json`), '--json'];
      const figures = await interleaved(
        {
          ours: () => Promise.resolve(cpu([process.execPath, path('packages/neuroloom/bin/neuroloom.js'), ...run])),
          // A folder of its own each time: what has been compiled before does not count.
          peer: () =>
            Promise.resolve(
              cpu([brian2()?.command ?? '', script, '--standalone', mkdtempSync(join(folder, 'standalone-'))]),
            ),
        },
        { rounds },
      );
      const [ours, peer] = [figures.ours?.median ?? Number.NaN, figures.peer?.median ?? Number.NaN];
      results.push({ network: name, ours, peer, ratio: ours / peer, rounds });
    }
    return results;
  });
}
