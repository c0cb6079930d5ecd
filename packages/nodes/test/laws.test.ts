/** What every node of the library must satisfy. A new node is covered by having its line in the catalogue. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodeDefinition, ParamDef } from '@neuroloom/core';
import { checkNode, parseQuantity, resolveParams } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, test } from 'vitest';
import * as catalogue from '../src/catalogue.ts';
import { claims } from '../src/claims.ts';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const references = JSON.parse(readFileSync(new URL('../../../references.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;
const definitions = [...nodes.definitions.values()];
const phrase = /^[A-ZÀ-Þ0-9].{3,118}[^.\s]$/su;

const docsOf = (d: (typeof definitions)[number]): [string, string][] => [
  ...[...Object.entries(d.params), ...Object.entries(d.inputs), ...Object.entries(d.outputs)].map(
    ([name, p]): [string, string] => [name, p.doc],
  ),
  ...(d.plane === 'tick' ? Object.entries(d.state).map(([name, s]): [string, string] => [name, s.doc]) : []),
];

describe.each(definitions.map((d) => [d.type, d] as const))('%s', (type, d) => {
  test('has a name of its family and a title', () => {
    expect(type).toMatch(/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(d.version).toBeGreaterThanOrEqual(1);
    expect(d.title).toMatch(/^\S.{1,40}$/);
    expect(d.summary).toMatch(/^[A-Z].*[^.]\.$/s);
  });

  test('says what each param, port and state is, in a phrase without a full stop', () => {
    for (const [name, doc] of docsOf(d)) expect(doc, name).toMatch(phrase);
  });

  test('cites papers that references.json has', () => {
    expect(d.cite.filter((key) => !(key in references))).toEqual([]);
  });

  test('has defaults that are allowed', () => {
    expect(resolveParams(d, {}).problems).toEqual([]);
    for (const [name, p] of Object.entries(d.params)) expect(withinBounds(p), name).toBe(true);
  });

  test('is claimed something about', () => {
    expect(claims.filter((c) => c.about === type).length).toBeGreaterThan(0);
  });

  test.runIf(d.plane === 'tick')('has formulas that pass every check', () => {
    expect(checkNode(d as NodeDefinition)).toEqual([]);
  });

  test.runIf(d.plane === 'tick')('is data: it survives a journey through JSON', () => {
    expect(JSON.parse(JSON.stringify(d))).toEqual(d);
  });
});

test('every node of the catalogue is in the library', () => {
  expect(definitions).toHaveLength(Object.keys(catalogue).length);
});

test('the file of a node is named after its type and has at most 60 lines', () => {
  for (const d of definitions) {
    const [family, name] = d.type.split('/') as [string, string];
    const folders = readdirSync(src).filter((f) => f === family || f === `${family}s`);
    expect(folders, d.type).not.toEqual([]);
    const text = readFileSync(`${src}${folders[0]}/${name}.ts`, 'utf8');
    expect(text.trimEnd().split('\n').length, d.type).toBeLessThanOrEqual(60);
    expect(text).toContain(`type: '${d.type}'`);
  }
});

test('every paper has authors, a year, a title, a place and a DOI, and is cited', () => {
  const cited = new Set([...definitions.flatMap((d) => d.cite), ...claims.map((c) => c.cite)]);
  for (const [key, r] of Object.entries(references)) {
    expect(r, key).toMatchObject({
      year: expect.any(Number),
      title: expect.any(String),
      in: expect.any(String),
      doi: expect.stringMatching(/^10\.\d{4,}\/\S+$/),
    });
    expect((r['authors'] as string[]).length, key).toBeGreaterThan(0);
    expect(cited.has(key), key).toBe(true);
  }
});

test('every claim cites a paper, says why its tolerance is what it is, and has a statement of its own', () => {
  for (const c of claims) {
    expect(references, c.says).toHaveProperty(c.cite);
    expect(c.because, c.says).toMatch(/^\S.*[^.]$/s);
    expect(c.says).toMatch(/^[A-Z].*[^.]$/s);
  }
  expect(new Set(claims.map((c) => c.says)).size).toBe(claims.length);
});

function withinBounds(p: ParamDef): boolean {
  if (p.kind === 'choice') return p.options.includes(p.default);
  if (p.kind !== 'quantity' && p.kind !== 'count' && p.kind !== 'ticks') return true;
  const value = (x: unknown): number => {
    const q = parseQuantity(x);
    return 'error' in q ? NaN : q.value;
  };
  const max = 'max' in p ? p.max : undefined;
  return (
    (p.min === undefined || value(p.default) >= value(p.min)) && (max === undefined || value(p.default) <= value(max))
  );
}
