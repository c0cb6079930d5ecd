// Finds a Chromium for the end-to-end tests, or installs one. As a program it prints the path.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, isAbsolute, join } from 'node:path';
import { Failure, isMain, node, root, run, script } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const requireFromTests = createRequire(`${root}/e2e/package.json`);

/** Debian's name for a program may be a stub that only says how to install it: ask it for its version. @param {string} path */
function works(path) {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true; // there chrome.exe opens a window instead of answering
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** Where Playwright would keep its own download, whether or not it is there. */
function downloaded() {
  try {
    return requireFromTests('@playwright/test').chromium.executablePath();
  } catch {
    return ''; // not installed yet
  }
}

/** @returns {string | undefined} */
function find() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isAbsolute(chosen) && works(chosen)) return chosen;
    throw new Failure(`CHROMIUM_PATH is ${chosen}, which does not run. Give the full path of a Chromium, or unset it.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places, downloaded()];
  return candidates.find((path) => path !== '' && works(path));
}

/** Debian and its relatives, when this user may install packages. */
function installFromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing Debian’s Chromium for the browser tests …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-qq', '-o', 'DPkg::Lock::Timeout=120'];
  run('apt-get', [...wait, 'update'], { env, quiet: true });
  run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', 'chromium'], { env, quiet: true });
}

function installFromPlaywright() {
  console.log('Downloading Chromium for the browser tests …');
  node(requireFromTests.resolve('@playwright/test/cli'), ['install', 'chromium']);
}

/** The path of a Chromium that runs, installed now if there was none. @returns {string} */
export function chromiumPath() {
  let path = find();
  for (const install of [installFromDebian, installFromPlaywright]) {
    if (path) return path;
    install();
    path = find();
  }
  if (path) return path;
  throw new Failure(
    'There is no Chromium for the browser tests. Install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  );
}

if (isMain(import.meta.url)) await script(() => console.log(chromiumPath()));
