/** The documentation: every node has a page, every link leads somewhere, every paper that is cited is known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readGraph } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { claims } from '@neuroloom/nodes/claims';
import { methods } from '../../src/docs/equations.ts';
import { nodePath } from '../../src/docs/families.ts';
import { titleOf } from '../../src/docs/guide-page.ts';
import { escape, html, raw } from '../../src/docs/html.ts';
import type { References } from '@neuroloom/core';
import { makeSite, type Verdict } from '../../src/docs/site.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const references = JSON.parse(readFileSync(`${root}references.json`, 'utf8')) as References;
const list = (folder: string, ending: string): string[] =>
  existsSync(root + folder)
    ? readdirSync(root + folder)
        .filter((f) => f.endsWith(ending))
        .map((f) => `${root}${folder}/${f}`)
    : [];
const guides = list('docs', '.md').map((file) => {
  const markdown = readFileSync(file, 'utf8');
  const name = posix.basename(file, '.md');
  return { name, title: titleOf(markdown, name), markdown };
});
const examples = list('examples', '.graph.json').map((file) => ({
  file: posix.basename(file),
  graph: readGraph(readFileSync(file, 'utf8'), nodes).doc!,
}));
const verdicts: Verdict[] = claims.map(({ about, says, cite, grade, because }) => ({
  about,
  says,
  cite,
  grade,
  because,
  target: 'wasm',
  holds: true,
  took: 1,
  points: [{ what: 'rate', unit: 'Hz', measured: 41.7, expected: 41.72, tolerance: 0.1 }],
  figure: { light: '<svg/>', dark: '<svg/>' },
}));
const site = makeSite({ library: nodes, references, verdicts, guides, examples, version: '0' });
const pages = [...site].filter(([path]) => path.endsWith('.html'));

describe('the documentation', () => {
  test('has a page for every node, with its equations, params, ports and claims', () => {
    for (const d of nodes.definitions.values()) {
      const page = site.get(nodePath(d.type)) ?? '';
      expect(page, d.type).toContain(`<h1>${escape(d.title)}</h1>`);
      for (const name of [...Object.keys(d.params), ...Object.keys(d.inputs), ...Object.keys(d.outputs)])
        expect(page).toContain(`<code>${name}</code>`);
      if (d.plane === 'tick' && Object.keys(d.flow).length > 0) expect(page).toContain('<math display="block">');
      for (const claim of claims.filter((c) => c.about === d.type)) expect(page).toContain(escape(claim.says));
    }
  });
  test('every link leads to a file, and every anchor to a place', () => {
    for (const [path, text] of pages) {
      for (const [, target = ''] of text.matchAll(/(?:href|src|srcset)="([^"]*)"/g)) {
        if (/^https:\/\//.test(target)) continue;
        const [file = '', anchor] = target.split('#');
        const found = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
        expect(site.has(found), `${path} links to ${target}`).toBe(true);
        if (anchor) expect(site.get(found), `${path} links to ${target}`).toContain(`id="${anchor}"`);
      }
    }
  });
  test('every paper that a node, a claim or an example cites is known', () => {
    const cited = [
      ...[...nodes.definitions.values()].flatMap((d) => d.cite),
      ...claims.map((c) => c.cite),
      ...examples.flatMap((e) => e.graph.cite ?? []),
    ];
    expect(cited.filter((key) => !Object.hasOwn(references, key))).toEqual([]);
  });
  test('fits a strict Content Security Policy', () => {
    for (const [path, text] of pages)
      expect(text, path).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|<img[^>]+src="http/i);
  });
  test('closes every element it opens', () => {
    const empty = new Set(['meta', 'link', 'img', 'source', 'br', 'hr', 'input']);
    for (const [path, text] of pages) {
      const open: string[] = [];
      for (const [, close, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
        if (empty.has(name)) continue;
        if (!close) open.push(name);
        else expect(open.pop(), `${path}: </${name}>`).toBe(name);
      }
      expect(open, path).toEqual([]);
    }
  });
  test('says how each flow is integrated', () => {
    for (const d of nodes.definitions.values()) {
      if (d.plane === 'tick') expect([...methods(d).keys()].sort(), d.type).toEqual(Object.keys(d.flow).sort());
    }
  });
});

test('text is escaped, markup is not', () => {
  expect(html`<p title="${'"<&'}">${['a<b', raw('<i>c</i>')]}${null}</p>`.html).toBe(
    '<p title="&quot;&lt;&amp;">a&lt;b<i>c</i></p>',
  );
});
