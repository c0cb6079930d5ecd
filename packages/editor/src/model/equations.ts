/** A definition's formulas in the order in which a tick runs them, as lines to be typeset. */
import type { NodeDefinition } from '@neuroloom/core';
import { STRINGS } from '../strings.ts';

export interface Line {
  /** Left side: a name, or a derivative. */
  readonly of: string;
  readonly derivative: boolean;
  readonly formula: string;
}
export interface Lines {
  readonly title: string;
  readonly lines: readonly Line[];
}

export function equationsOf(d: NodeDefinition): readonly Lines[] {
  const line = (of: string, formula: string, derivative = false): Line => ({ of, formula, derivative });
  const all = (record: Readonly<Record<string, string>>, derivative = false): Line[] =>
    Object.entries(record).map(([k, f]) => line(k, f, derivative));
  const groups: Lines[] = [];
  const add = (title: string, lines: readonly Line[]): void => {
    if (lines.length > 0) groups.push({ title, lines });
  };
  for (const [event, jumps] of Object.entries(d.on))
    if (Object.hasOwn(d.inputs, event)) add(STRINGS.inspector.on(event), all(jumps));
  add('', all(d.flow, true));
  add(STRINGS.inspector.emits, all(d.emit));
  for (const [event, jumps] of Object.entries(d.on))
    if (!Object.hasOwn(d.inputs, event)) add(STRINGS.inspector.on(event), all(jumps));
  add(
    STRINGS.inspector.starts,
    Object.entries(d.state).map(([k, s]) => line(k, String(s.init))),
  );
  return groups;
}
