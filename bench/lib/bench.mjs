// What the benchmarks share: rounds that take turns, medians, and a report with the facts of the machine.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createEngine, emptyGraph, nodes, readGraph, withParams, withProfile } from 'neuroloom';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @typedef {import('neuroloom').GraphDocument} Graph */

/** A graph in a few lines. @param {Partial<Graph>} parts @returns {Graph} */
export const network = (parts) => ({ ...emptyGraph('Benchmark'), ...parts });

/** @param {string} type @param {Record<string, string | number | boolean>} [params] */
export const node = (type, params = {}) => ({ type, version: nodes.definitions.get(type)?.version ?? 1, params });

/** A graph that is there to be measured. @param {string} file */
export function graph(file) {
  const { doc, problems } = readGraph(readFileSync(`${root}bench/graphs/${file}`, 'utf8'), nodes);
  if (!doc || problems.length > 0) throw new Error(`bench/graphs/${file} cannot be read: ${problems[0]?.what}`);
  return doc;
}

/** @param {string} file @param {{ profile?: string, params?: Record<string, string | number | boolean> }} [options] */
export function example(file, { profile, params = {} } = {}) {
  const { doc, problems } = readGraph(readFileSync(`${root}examples/${file}`, 'utf8'), nodes);
  if (!doc || problems.length > 0) throw new Error(`examples/${file} cannot be read: ${problems[0]?.what}`);
  return withParams(profile ? withProfile(doc, profile) : doc, Object.entries(params), file);
}

/** Seconds from the first tick to the result, in the ordinary session. @param {Graph} graph @param {import('neuroloom').RunOptions} [options] */
export async function seconds(graph, options = {}) {
  const session = await createEngine().open(graph, options);
  const began = performance.now();
  session.play();
  const result = await session.result();
  return { seconds: (performance.now() - began) / 1000, result };
}

/**
 * Runs every case once per round, in turn, so that a machine that slows down slows all of them.
 * @param {Record<string, () => Promise<number>>} cases each gives its figure
 * @param {{ rounds?: number }} [options]
 * @returns {Promise<Record<string, { median: number, min: number, max: number, all: number[] }>>} `all` in the order of the rounds
 */
export async function interleaved(cases, { rounds = 5 } = {}) {
  /** @type {Record<string, number[]>} */
  const figures = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(cases)) figures[name]?.push(await measure());
  }
  return Object.fromEntries(
    Object.entries(figures).map(([name, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      const at = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
      return [name, { median: at(0.5), min: at(0), max: at(1), all }];
    }),
  );
}

/**
 * Prints the figures, writes bench/results/<name>.json, and with --json ends with one line of JSON.
 * @param {string} name
 * @param {string} unit
 * @param {Record<string, { median: number, min: number, max: number }>} figures
 * @param {object} [more] what else the result holds
 */
export function report(name, unit, figures, more = {}) {
  const brief = (/** @type {number} */ x) => String(Number(x.toPrecision(4)));
  for (const [what, { median, min, max }] of Object.entries(figures)) {
    console.log(`${what}: ${brief(median)} ${unit} (${brief(min)} to ${brief(max)})`);
  }
  const result = { name, unit, figures, ...more, machine: facts(), date: new Date().toISOString().slice(0, 10) };
  writeResult(name, result);
  if (process.argv.includes('--json')) console.log(JSON.stringify(result));
}

/** What the machine is, as far as figures depend on it. */
export const facts = () => ({
  node: process.versions.node,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  load: loadavg()[0],
});

/** @param {string} name @param {object} result */
export function writeResult(name, result) {
  mkdirSync(`${root}bench/results`, { recursive: true });
  writeFileSync(`${root}bench/results/${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
}
