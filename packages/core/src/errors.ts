/** One grammar for every message: `where: what is wrong, with the value`, then the source with a caret, then the remedy. */
export interface Problem {
  /** Dotted place a person can find: `exc › flow.V`, `wires[3]`, `params.tau_mem`. */
  readonly where: string;
  /** What is wrong, with the value, in one sentence without a full stop. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** The formula or text at fault and the offset of the fault in it. */
  readonly source?: string;
  readonly at?: number;
  /** The node of the graph at fault, when there is one, so that an editor can mark it. */
  readonly node?: string;
  /** It was mended and the run goes on: worth telling, and nothing to do about. */
  readonly mended?: true;
}

/** Thrown where a definition, a graph or a run cannot go on; carries every problem found, not only the first. */
export class NeuroloomError extends Error {
  override readonly name = 'NeuroloomError';
  readonly problems: readonly Problem[];
  constructor(problems: Problem | readonly Problem[]) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map(formatProblem).join('\n\n'));
    this.problems = list;
  }
}

export function formatProblem(p: Problem): string {
  const head = p.where ? `${p.where}: ${p.what}` : p.what;
  if (p.source === undefined) return p.remedy ? `${head}; ${p.remedy}` : head;
  const caret = p.at === undefined ? '' : `\n  ${' '.repeat(p.at)}^${p.remedy ? ` ${p.remedy}` : ''}`;
  return `${head}\n  ${p.source}${caret}${p.at === undefined && p.remedy ? `\n  ${p.remedy}` : ''}`;
}
