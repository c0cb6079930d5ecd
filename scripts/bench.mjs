// `npm run bench [-- name …] [--json] [--option=value …]`: builds, then runs the programs in bench/ one after the other,
// each in a fresh Node and with the options. With --json the last line is one JSON object: the result, or those of all.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { build } from './build.mjs';
import { Failure, node, root, script } from './run.mjs';
import { setup } from './setup.mjs';

await script(() => {
  const all = readdirSync(`${root}/bench`)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => name.slice(0, -4))
    .sort();
  const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const options = process.argv.slice(2).filter((word) => word.startsWith('--') && word !== '--json');
  const chosen = names.length > 0 ? names : all;
  const unknown = chosen.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Failure(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  setup();
  build();
  console.log(`Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`);
  const began = Date.now();
  const failed = chosen.filter((name) => {
    console.log(`\n${name}`);
    return node(`bench/${name}.mjs`, options) !== 0;
  });
  if (process.argv.includes('--json')) {
    const results = chosen.map((name) => {
      const file = `${root}/bench/results/${name}.json`;
      // A file of an earlier day is no result of this one.
      if (existsSync(file) && statSync(file).mtimeMs >= began) return JSON.parse(readFileSync(file, 'utf8'));
      return { name, left_out: 'it wrote no result; the lines above say why' };
    });
    console.log(JSON.stringify(results.length === 1 ? results[0] : { results }));
  }
  if (failed.length > 0) throw new Failure(`These benchmarks failed: ${failed.join(', ')}.`);
});
