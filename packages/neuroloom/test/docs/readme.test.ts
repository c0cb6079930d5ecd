/** What the README shows is run as it stands there. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, lastJson, neuroloom } from '../cli/command.ts';
import { fencesOf, root, runProgram } from './fences.ts';

const fences = fencesOf('README.md');
const code = (language: string): string[] => fences.filter((f) => f.language === language).map((f) => f.code);

beforeAll(build, 120_000);

describe('README', () => {
  test('its scripts are scripts of this repository', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
    const text = readFileSync(`${root}README.md`, 'utf8');
    for (const [, name = ''] of text.matchAll(/npm (?:run )?(start|test|build|docs|bench)\b/g))
      expect(scripts).toHaveProperty(name);
  });
  test('its links lead to files', () => {
    const text = readFileSync(`${root}README.md`, 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g))
      if (!target.startsWith('https:')) expect(existsSync(root + target), target).toBe(true);
  });
  test('its commands run', () => {
    const commands = code('sh')
      .flatMap((c) => c.split('\n'))
      .filter((line) => line.startsWith('npx neuroloom '));
    expect(commands.length).toBeGreaterThanOrEqual(2);
    for (const line of commands) {
      const words = line.split(/\s+/).slice(2);
      // The digits take a minute; a handful of them go the same way.
      const few = line.includes('digits')
        ? ['train', 'assign', 'test'].flatMap((part) => ['--set', `schedule.${part}=20`])
        : [];
      const { status, out, err } = neuroloom(...words, ...few, '--json');
      expect(status, err).toBe(0);
      expect(lastJson(out)).toHaveProperty('digests');
    }
  }, 60_000);
  test('its programs run: a graph without a screen, and a network as an operator', () => {
    const [graph = '', operator = ''] = code('js').map(runProgram);
    expect(graph).toMatch(/done 1000 ms/);
    expect(graph).toMatch(/\[ 'raster\.frame'.* \] [0-9a-f]{64}/);
    // Ten classes: guessing is right in 10 of 100.
    expect(Number(/right answers: (\d+) %/.exec(operator)?.[1])).toBeGreaterThan(40);
  }, 60_000);
  test('its element is the one of the example page, which the browser tests open', () => {
    const page = readFileSync(`${root}packages/neuroloom/studio/embed/example.html`, 'utf8');
    for (const line of code('html')[0]!.trim().split('\n')) expect(page).toContain(line);
  });
});
