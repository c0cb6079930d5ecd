/** A library is a value: definitions by type. It is passed in wherever one is needed; importing registers nothing. */
import { NeuroloomError } from '../errors.ts';
import type { NodeDefinition } from './define.ts';
import type { OperatorDefinition } from './operator.ts';
import type { References } from './reference.ts';

export type Definition = NodeDefinition | OperatorDefinition;

export interface Library {
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The works that they cite, where somebody has given them along. */
  readonly references?: References;
}

export function library(...definitions: readonly Definition[]): Library {
  const byType = new Map<string, Definition>();
  for (const d of definitions) {
    if (byType.has(d.type)) throw new NeuroloomError({ where: d.type, what: 'two definitions of one type' });
    byType.set(d.type, d);
  }
  return { definitions: byType };
}
