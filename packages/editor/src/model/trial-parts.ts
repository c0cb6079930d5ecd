/** The parts of a trial as a person edits them: each change gives a time base that the document may hold. */
import type { GraphDocument, Quantity, TrialPhase } from '@neuroloom/core';

type Time = GraphDocument['time'];

/** Length of a part that has just been added. */
const FRESH: Quantity = '100 ms';

/** One more part at the end. A run without parts becomes a trial of one, as long as the run was. */
export function withPart({ duration, ...time }: Time): Time {
  const phases = time.phases ?? [];
  const part = { name: freeName(phases), for: phases.length === 0 ? (duration ?? FRESH) : FRESH };
  return { ...time, phases: [...phases, part] };
}

/** Without a part; the last one leaves a run as long as it was. */
export function withoutPart({ phases = [], ...time }: Time, k: number): Time {
  const left = phases.filter((_, j) => j !== k);
  return left.length > 0 ? { ...time, phases: left } : { ...time, duration: phases[k]?.for ?? FRESH };
}

/** With some of a part changed; nothing where two parts would have one name, or one has none. */
export function withChanged(time: Time, k: number, change: Partial<TrialPhase>): Time | undefined {
  const name = change.name?.trim();
  const others = (time.phases ?? []).filter((_, j) => j !== k);
  if (name !== undefined && (name === '' || others.some((p) => p.name === name))) return undefined;
  const changed = (p: TrialPhase): TrialPhase => {
    const { blank, ...rest } = { ...p, ...change, ...(name === undefined ? {} : { name }) };
    return blank ? { ...rest, blank } : rest;
  };
  return { ...time, phases: (time.phases ?? []).map((p, j) => (j === k ? changed(p) : p)) };
}

function freeName(phases: readonly TrialPhase[]): string {
  for (let n = phases.length + 1; ; n++) {
    const name = `part ${n}`;
    if (!phases.some((p) => p.name === name)) return name;
  }
}
