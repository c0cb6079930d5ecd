/** Every claim of the library, run through the same session that the studio and the command use. */
import { NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { localEngine } from '@neuroloom/runtime';
import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../neuroloom/src/node/host.ts';
import { claims, holdsAt, runClaim } from '../src/claims.ts';

const engine = localEngine(nodes, nodeHost());

describe.each(claims.map((c) => [c.about, c.says, c] as const))('%s: %s', (_, __, claim) => {
  test('on wasm', { timeout: 60_000 }, async () => {
    const { points } = await runClaim(engine, claim).catch((error: unknown) => {
      throw error instanceof NeuroloomError ? new Error(error.message) : error;
    });
    expect(points.length).toBeGreaterThan(0);
    expect(points.filter((p) => !holdsAt(p))).toEqual([]);
  });
});
