/** What the guide shows is true: its graphs are sound and run, its options are those of the command. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readGraph } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { createEngine } from 'neuroloom';
import { program } from '../../src/cli/program.ts';
import { build } from '../cli/command.ts';
import { fencesOf, root, runProgram } from './fences.ts';

beforeAll(build, 120_000);

describe('the guide', () => {
  test.each(fencesOf('docs/graphs.md').map((f) => [f.code] as const))('shows a graph that runs (%#)', async (code) => {
    const { doc, problems } = readGraph(code, nodes);
    expect(problems).toEqual([]);
    const session = await createEngine({ thread: 'calling' }).open(doc!);
    let spikes = 0;
    session.frames$.subscribe((f) => (spikes += f.kind === 'spikes' ? f.id.length : 0));
    session.play();
    await session.result();
    expect(spikes).toBeGreaterThan(0);
  });

  test('shows an encoder, a network and a readout as three operators, which run', () => {
    const { code } = fencesOf('docs/streams.md').find((f) => f.language === 'js')!;
    // 35 spikes against 3.5 for each of three cells cannot be confused.
    expect(runProgram(code)).toBe('20 of 20\n');
  }, 60_000);

  test('names every command and every option, and no other', () => {
    const text = readFileSync(`${root}docs/command.md`, 'utf8');
    const commands = program().commands;
    const shown = [...text.matchAll(/^## neuroloom (\w+)/gm)].map(([, name]) => name);
    expect(shown.sort()).toEqual(commands.map((c) => c.name()).sort());
    for (const command of commands) {
      const section = text.split(`## neuroloom ${command.name()}`)[1]!.split('\n## ')[0]!;
      const options = command.options.map((o) => o.long!).sort();
      expect(
        [...new Set([...section.matchAll(/`(--[a-z-]+)/g)].map(([, name]) => name!))].sort(),
        command.name(),
      ).toEqual(options);
    }
  });
});
