// `npm test`: sets everything up, runs the vitest and Playwright tests, and closes with one line `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { chromiumPath } from './browser.mjs';
import { build, checkTypes } from './build.mjs';
import { Failure, isMain, node, root } from './run.mjs';
import { setup } from './setup.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {any} json what vitest's JSON reporter wrote @returns {Counts} */
export function countVitest(json) {
  /** @type {any[]} */
  const files = json.testResults;
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken,
    skipped: json.numPendingTests + json.numTodoTests,
  };
}

/** @param {any} json what Playwright's JSON reporter wrote @returns {Counts} */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Runs one test program. A program that fails without a failed test, or leaves no report, counts as one failure.
 * @param {string} name
 * @param {(report: string) => number} start
 * @param {(json: any) => Counts} count
 * @returns {Counts}
 */
function suite(name, start, count) {
  const report = `${root}/node_modules/.cache/neuroloom/${name}.json`;
  mkdirSync(`${root}/node_modules/.cache/neuroloom`, { recursive: true });
  rmSync(report, { force: true });
  const status = start(report);
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  if (status !== 0 && counts.failed === 0) {
    console.error(`\n${name} ended with status ${status} although no single test failed: see its lines above.`);
    counts.failed = 1;
  }
  return counts;
}

const vitest = () =>
  suite(
    'vitest',
    (report) =>
      node('node_modules/vitest/vitest.mjs', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ]),
    countVitest,
  );

const playwright = () => {
  const env = { CHROMIUM_PATH: chromiumPath() };
  return suite(
    'playwright',
    (report) =>
      node(`${root}/e2e/node_modules/@playwright/test/cli.js`, ['test', '--reporter=list,json'], {
        cwd: `${root}/e2e`,
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      }),
    countPlaywright,
  );
};

/** One step; what it throws is one failure. @param {() => Counts | void} work @returns {Counts} */
function step(work) {
  try {
    return work() ?? { passed: 0, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

export function main() {
  const started = Date.now();
  const steps = [step(setup)];
  if (steps[0]?.failed === 0) {
    const built = step(build);
    steps.push(built, step(checkTypes), step(vitest));
    if (built.failed === 0) steps.push(step(playwright));
    else console.error('\nThe browser tests did not run, because there is no built studio to open.');
  }
  const sum = (/** @type {keyof Counts} */ key) => steps.reduce((total, counts) => total + counts[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  console.log(`\nTook ${Math.round((Date.now() - started) / 1000)} s.`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

if (isMain(import.meta.url)) main();
