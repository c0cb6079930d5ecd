/** The time base of a graph: times that are times, longer than nothing, and not more ticks than a run can count. */
import type { Problem } from '../errors.ts';
import { TIME } from '../units/dimension.ts';
import { quantityOf } from '../units/quantity.ts';
import type { TimeBase } from './document.ts';
import { count } from './limits.ts';

/** Ticks of a trial or run are counted in 32 bits on every target. */
const TICKS = 2 ** 31;

export function timeProblems(time: TimeBase, where = 'time'): readonly Problem[] {
  const found: Problem[] = [];
  const positive = (text: unknown, at: string): number | undefined => {
    const ms = quantityOf(text, TIME);
    if (typeof ms === 'number' && ms > 0) return ms;
    const what = typeof ms === 'number' ? `expected a time longer than 0, got '${String(text)}'` : ms.error;
    found.push({ where: `${where}.${at}`, what });
    return undefined;
  };
  const dt = positive(time.dt, 'dt');
  const phases = (time.phases ?? []).map((phase, k) => ({
    ms: positive(phase.for, `phases[${k}].for`),
    at: `phases[${k}].for`,
  }));
  const lengths =
    time.duration === undefined ? phases : [...phases, { ms: positive(time.duration, 'duration'), at: 'duration' }];
  for (const { ms, at } of lengths) {
    if (dt === undefined || ms === undefined) continue;
    const ticks = ms / dt;
    if (Math.round(ticks) < 1)
      found.push({ where: `${where}.${at}`, what: `${ms} ms is less than one step of ${dt} ms` });
    else if (ticks >= TICKS) {
      const what = `${count(Math.round(ticks))} steps of ${dt} ms are too many; the limit is ${count(TICKS)}`;
      found.push({ where: `${where}.${at}`, what, remedy: 'lengthen dt or shorten the time' });
    }
  }
  return found;
}
