// `npm run bench [-- name …]`: builds, then runs the programs in bench/ one after the other, each in a fresh Node.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { build } from './build.mjs';
import { Failure, node, root, script } from './run.mjs';
import { setup } from './setup.mjs';

await script(() => {
  const all = readdirSync(`${root}/bench`)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => name.slice(0, -4))
    .sort();
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : all;
  const unknown = chosen.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Failure(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  setup();
  build();
  console.log(`Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`);
  const failed = chosen.filter((name) => {
    console.log(`\n${name}`);
    return node(`bench/${name}.mjs`, []) !== 0;
  });
  if (failed.length > 0) throw new Failure(`These benchmarks failed: ${failed.join(', ')}.`);
});
