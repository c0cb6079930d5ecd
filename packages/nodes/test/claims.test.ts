/** Every claim of the library, run through the same session that the studio and the command use. */
import type { GraphDocument } from '@neuroloom/core';
import { NeuroloomError, quantityOf, TIME } from '@neuroloom/core';
import { createEngine } from 'neuroloom';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../src/claims.ts';
import { claims, holdsAt, runClaim } from '../src/claims.ts';

const engine = createEngine({ thread: 'calling' });

/** The interpreter takes a millisecond for what wasm does in a microsecond. */
const LONGEST = 15_000;
const ms = (text: unknown): number => {
  const q = quantityOf(text, TIME);
  return typeof q === 'number' ? q : 0;
};
function ticksOf({ time, nodes: { schedule } }: GraphDocument): number {
  const trial = (time.phases ?? []).reduce((sum, p) => sum + ms(p.for), ms(time.duration ?? '0 ms')) / ms(time.dt);
  const trials = ['train', 'assign', 'test'].reduce((sum, stage) => sum + Number(schedule?.params[stage] ?? 0), 0);
  return schedule ? trials * trial : trial;
}

async function expectToHold(claim: Claim, target: string): Promise<void> {
  const { points } = await runClaim(engine, claim, { target }).catch((error: unknown) => {
    throw error instanceof NeuroloomError ? new Error(error.message) : error;
  });
  expect(points.length).toBeGreaterThan(0);
  expect(points.filter((p) => !holdsAt(p))).toEqual([]);
}

describe.each(claims.map((c) => [c.about, c.says, c] as const))('%s: %s', (_, __, claim) => {
  test('on wasm', { timeout: 60_000 }, () => expectToHold(claim, 'wasm'));

  test.runIf(claim.grade !== 'statistical' && ticksOf(claim.graph) <= LONGEST)(
    'on wasm in double precision',
    { timeout: 60_000 },
    () => expectToHold({ ...claim, graph: { ...claim.graph, precision: 'f64' } }, 'wasm'),
  );

  test.runIf(claim.grade !== 'statistical' && ticksOf(claim.graph) <= LONGEST)(
    'on the reference',
    { timeout: 60_000 },
    () => expectToHold(claim, 'reference'),
  );
});
