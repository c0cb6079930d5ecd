// Installs the dependencies exactly as pnpm-lock.yaml says. When nothing changed since the last time it returns at once.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Failure, isMain, pnpm, root, script } from './run.mjs';

const stamp = `${root}/node_modules/.neuroloom-setup`;

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Neuroloom needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node.`);
}

/** Changes whenever an install could give another result. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  const packages = readdirSync(`${root}/packages`)
    .sort()
    .map((name) => `packages/${name}/package.json`);
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'e2e/package.json', ...packages]) {
    if (existsSync(`${root}/${file}`)) hash.update(file).update(readFileSync(`${root}/${file}`));
  }
  return hash.digest('hex');
}

export function setup() {
  checkNode();
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing dependencies …');
  if (pnpm(['install', '--frozen-lockfile']) !== 0) {
    throw new Failure(
      'The dependencies could not be installed; the lines above say why.\n' +
        'Without a network: connect and try again. After editing a package.json: run\n' +
        '  npm exec --yes --package=pnpm@10.34.8 -- pnpm install --no-frozen-lockfile',
    );
  }
  writeFileSync(stamp, wanted);
}

if (isMain(import.meta.url)) await script(setup);
