/** Graphs as a command takes them: a file, a profile, params from the command line. */
import { readFileSync, statSync } from 'node:fs';
import type { GraphDocument, Library, ParamDef, ParamValue, Problem } from '@neuroloom/core';
import {
  checkGraph,
  GRAPH_LIMITS,
  NeuroloomError,
  readGraph,
  resolveNode,
  withParams,
  withProfile,
} from '@neuroloom/core';
import { withFile } from './fail.ts';

export interface GraphChoices {
  /** Later ones win, param by param. */
  readonly profiles?: readonly string[];
  /** `node.param=value`, as typed. */
  readonly set?: readonly string[];
  readonly precision?: string | undefined;
}

/** Reads a graph, all its problems, and what was brought up to date. */
export function readGraphFile(path: string, library: Library): ReturnType<typeof readGraph> {
  const { size } = withFile(path, () => statSync(path));
  // A character takes at most four bytes, so a larger file is refused before it is read.
  if (size > 4 * GRAPH_LIMITS.text) {
    const what = `${(size / 2 ** 20).toFixed(0)} MiB are too many for a graph`;
    throw new NeuroloomError({ where: path, what, remedy: 'keep weights and data in files of their own' });
  }
  const text = withFile(path, () => readFileSync(path, 'utf8'));
  const read = readGraph(text, library);
  return { ...read, problems: read.problems.map((p) => placed(path, p)) };
}

const placed = (path: string, p: Problem): Problem => ({ ...p, where: p.where ? `${path} › ${p.where}` : path });

/** The graph to run; throws every problem that it has. */
export function openGraph(path: string, library: Library, choices: GraphChoices = {}): GraphDocument {
  const { doc, problems } = readGraphFile(path, library);
  if (!doc) throw new NeuroloomError(problems);
  const sized = (choices.profiles ?? []).reduce(withProfile, doc);
  const settings = (choices.set ?? []).map((text) => readSetting(text, sized, library));
  const precision = choices.precision === undefined ? undefined : precisionOf(choices.precision);
  const chosen = { ...withParams(sized, settings, '--set'), ...(precision === undefined ? {} : { precision }) };
  const left =
    sized === doc && settings.length === 0 ? problems : checkGraph(chosen, library).map((p) => placed(path, p));
  if (left.length > 0) throw new NeuroloomError(left);
  return chosen;
}

function precisionOf(text: string): 'f32' | 'f64' {
  if (text === 'f32' || text === 'f64') return text;
  throw new NeuroloomError({
    where: '--precision',
    what: `there is no precision '${text}'`,
    remedy: 'there are f32, and f64, which is exact and slower',
  });
}

/** `exc.tau_mem=20 ms` as a param and its value, which is of the kind that the param takes. */
function readSetting(text: string, doc: GraphDocument, library: Library): readonly [string, ParamValue] {
  const [, node = '', param = '', value = ''] = /^\s*([^.=\s]+)\.([^=\s]+)\s*=([^]*)$/.exec(text) ?? [];
  if (!node) {
    const remedy = "write node.param=value, such as --set 'exc.tau_mem=20 ms'";
    throw new NeuroloomError({ where: '--set', what: `cannot read '${text.slice(0, 80)}'`, remedy });
  }
  const def = resolveNode(library, doc, node).definition.params;
  return [`${node}.${param}`, valueOf(Object.hasOwn(def, param) ? def[param] : undefined, value.trim())];
}

function valueOf(def: ParamDef | undefined, text: string): ParamValue {
  const number = text === '' ? Number.NaN : Number(text);
  switch (def?.kind) {
    case 'quantity':
    case 'count':
    case 'ticks':
      return Number.isFinite(number) ? number : text;
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'choice':
    case 'text':
    case 'formula':
    case undefined:
      return text;
  }
}
