/** What a person is told of a run that failed. */
import type { Problem } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';

/** Whoever wants a run to go on that has run away is told why it cannot. */
export const cannotGoOn = ({ where, ...problem }: Problem): NeuroloomError =>
  new NeuroloomError({ ...problem, where: 'run', what: `cannot go on: ${where} ${problem.what}` });

/** The problems behind anything that was thrown; `node` is where it happened, if that is known and not said. */
export function problemsOf(error: unknown, node: string): readonly Problem[] {
  const problems =
    error instanceof NeuroloomError
      ? error.problems
      : [{ where: node || 'run', what: error instanceof Error ? error.message : String(error) }];
  return problems.map((p) => (node && !p.node ? { ...p, node } : p));
}
