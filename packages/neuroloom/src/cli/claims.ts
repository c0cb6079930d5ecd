/** `neuroloom claims [filter]`: runs what the nodes' papers say and compares, number by number. */
import { writeFileSync } from 'node:fs';
import { NeuroloomError } from '@neuroloom/core';
import { claims as all, holdsAt, type Point } from '@neuroloom/nodes/claims';
import { TARGETS } from '@neuroloom/runtime';
import { createEngine } from '../node/engine.ts';
import type { Exit } from './fail.ts';
import { EXIT, withFile } from './fail.ts';
import { judge, matches, type VerdictRecord } from './judge.ts';
import { brief } from './numbers.ts';
import { table } from './table.ts';

export interface ClaimChoices {
  readonly target: string;
  readonly full?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

export async function claims(filter: string | undefined, choices: ClaimChoices): Promise<Exit> {
  const chosen = all.filter((claim) => matches(claim, filter));
  if (chosen.length === 0) {
    throw new NeuroloomError({
      where: 'claims',
      what: `no claim contains '${filter}'`,
      remedy: 'try the type of a node, or a part of it',
    });
  }
  const names = TARGETS.map((t) => t.name);
  if (!names.includes(choices.target)) {
    throw new NeuroloomError({
      where: '--target',
      what: `there is no target '${choices.target}'`,
      remedy: `there are ${names.join(', ')}`,
    });
  }
  const verdicts: VerdictRecord[] = [];
  const say = (text: string): void => void (choices.json ? process.stderr : process.stdout).write(text);
  for await (const verdict of judge(createEngine({ thread: 'calling' }), chosen, {
    target: choices.target,
    full: choices.full ?? false,
  })) {
    verdicts.push(verdict);
    say(`${inWords(verdict)}\n`);
  }
  const held = verdicts.filter((v) => v.holds).length;
  const report = {
    target: choices.target,
    full: choices.full ?? false,
    held,
    failed: verdicts.length - held,
    verdicts,
  };
  const { out } = choices;
  if (out !== undefined) withFile(out, () => writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`));
  say(`${held} of ${verdicts.length} claims hold on ${choices.target}\n`);
  if (choices.json) {
    const bare = verdicts.map(({ figure: _, ...verdict }) => verdict);
    process.stdout.write(`${JSON.stringify({ ...report, verdicts: bare })}\n`);
  }
  return held === verdicts.length ? EXIT.ok : EXIT.failed;
}

const SIGNS = { within: '±', 'at least': '≥, −', 'at most': '≤, +' } as const;

function inWords({ about, says, holds, points, took, error }: VerdictRecord): string {
  const head = `${holds ? '✓' : '✗'} ${about}: ${says} (${took.toFixed(1)} s)`;
  if (error !== undefined) return `${head}\n    could not be run: ${error.replaceAll('\n', '\n    ')}`;
  const cell = (p: Point, n: number): string => `${brief(n)}${p.unit ? ` ${p.unit}` : ''}`;
  const rows = points.map((p) => [
    holdsAt(p) ? '    ' : '  ✗ ',
    p.what,
    cell(p, p.measured),
    cell(p, p.expected),
    `${SIGNS[p.is ?? 'within']} ${brief(p.tolerance)}`,
  ]);
  return `${head}\n${table([['', '', 'measured', 'expected', 'tolerance'], ...rows], [2, 3])}`;
}
