/** A program that only waited for the result of a run which ran away ends, although the run is held to be looked at. */
import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { build } from '../cli/command.ts';

beforeAll(build);

const program = `
  (async () => {
  const { createEngine } = await import('neuroloom');
  const definition = {
    params: { size: { kind: 'count', default: 1 }, tau: '0.01 ms' },
    state: { V: '1 mV' },
    flow: { V: '-V / tau' },
    method: 'euler',
  };
  const session = await createEngine().open({
    format: 'neuroloom', version: 1, title: '', seed: 1, layout: {}, wires: [],
    time: { dt: '0.1 ms', duration: '1 s' },
    nodes: { cells: { type: 'equations', version: 1, params: {}, definition } },
  });
  session.play();
  await session.result().catch((error) => console.log(error.message));
  console.log('kept', (await session.checkpoint()).length > 100);
  })();
`;

it('ends by itself', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', program], {
    cwd: new URL('../..', import.meta.url),
    encoding: 'utf8',
    timeout: 25_000,
  });
  expect(stdout + stderr).toMatch(/^cells\.V: grew to .* at tick 32 .*\nkept true\n$/);
  expect(status).toBe(0);
});
