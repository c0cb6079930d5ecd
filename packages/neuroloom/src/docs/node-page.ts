/** The page of one node, derived from its definition, the verdicts of its claims and the graphs that use it. */
import type { Definition, NodeDefinition, ParamDef, PortDef } from '@neuroloom/core';
import { equations } from './equations.ts';
import { figurePath, nodePath } from './families.ts';
import { html, type Markup, relative } from './html.ts';
import { layout } from './layout.ts';
import { citation } from './references.ts';
import type { SiteInput, Verdict } from './site.ts';

export function nodePage(site: SiteInput, d: Definition, verdicts: readonly Verdict[]): string {
  const path = nodePath(d.type);
  const users = site.examples.filter((e) => Object.values(e.graph.nodes).some((n) => n.type === d.type));
  const content = html`<p class="type"><code>${d.type}</code>, version ${d.version}</p>
<h1>${d.title}</h1>
<p class="lead">${d.summary}</p>
${d.plane === 'tick' ? section('Equations', equations(d)) : null}
${section('Params', params(d))}
${section('Ports', ports(d))}
${d.plane === 'tick' ? section('State', states(d)) : null}
${verdicts.length > 0 ? section('Claims', html`${verdicts.map((v, k) => claim(site, path, v, figurePath(d.type, k, 'light'), figurePath(d.type, k, 'dark')))}`) : null}
${users.length > 0 ? section('Graphs that use it', html`<ul>${users.map((e) => html`<li>${e.graph.title} <code>${e.file}</code></li>`)}</ul>`) : null}
${d.cite.length > 0 ? section('References', html`<ul class="references">${d.cite.map((key) => html`<li id="${key}">${citation(site.references, key)}</li>`)}</ul>`) : null}`;
  return layout(site, { path, title: d.title, content });
}

const section = (title: string, content: Markup | null): Markup | null =>
  content && html`<section><h2>${title}</h2>${content}</section>`;

function grid(heads: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup {
  return html`<div class="wide"><table><thead><tr>${heads.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
const code = (text: string): Markup => html`<code>${text}</code>`;

function params(d: Definition): Markup | null {
  const rows = Object.entries(d.params).map(([name, p]) => [code(name), code(String(p.default)), rangeOf(p), p.doc]);
  return rows.length === 0 ? null : grid(['Name', 'Default', 'Range', 'Meaning'], rows);
}

function rangeOf(p: ParamDef): string {
  if (p.kind === 'choice') return p.options.join(', ');
  if (p.kind === 'flag') return 'true, false';
  if (p.kind === 'formula') return 'a formula';
  if (p.kind === 'text') return 'a text';
  const [min, max] = [p.min, 'max' in p ? p.max : undefined].map((q) => (q === undefined ? undefined : String(q)));
  const range =
    min !== undefined && max !== undefined
      ? `${min} to ${max}`
      : min !== undefined
        ? `from ${min}`
        : max !== undefined
          ? `to ${max}`
          : '';
  const kind =
    p.kind === 'count'
      ? 'a whole number'
      : p.kind === 'ticks'
        ? p.each
          ? 'a time, ticks or a formula'
          : 'a time or ticks'
        : p.free
          ? 'any unit'
          : '';
  return [kind, range].filter(Boolean).join(', ');
}

function ports(d: Definition): Markup | null {
  const rows = (['inputs', 'outputs'] as const).flatMap((side) =>
    Object.entries(d[side]).map(([name, p]) => [
      side === 'inputs' ? 'in' : 'out',
      code(name),
      kind(p),
      p.unit && p.unit !== '1' ? code(p.unit) : '',
      p.axis,
      p.doc,
    ]),
  );
  return rows.length === 0 ? null : grid(['', 'Name', 'Kind', 'Unit', 'Per', 'Meaning'], rows);
}
const kind = (p: PortDef): Markup => html`<span class="kind kind-${p.kind}">${p.kind}</span>`;

function states(d: NodeDefinition): Markup | null {
  const rows = Object.entries(d.state).map(([name, s]) => [
    code(name),
    code(String(s.init)),
    s.axis,
    s.kind === 'steps' ? 'whole ticks, counted down' : s.keep ? 'kept between trials' : 'new in each trial',
    s.doc,
  ]);
  return rows.length === 0 ? null : grid(['Name', 'First value', 'Per', 'Lives', 'Meaning'], rows);
}

const RELATION = { within: '±', 'at least': 'at least, −', 'at most': 'at most, +' } as const;
const brief = (n: number): string => (Number.isInteger(n) ? String(n) : String(Number(n.toPrecision(5))));

function claim(site: SiteInput, path: string, v: Verdict, light: string, dark: string): Markup {
  const rows = v.points.map((p) => [
    p.what,
    `${brief(p.measured)} ${p.unit ?? ''}`,
    `${brief(p.expected)} ${p.unit ?? ''}`,
    `${RELATION[p.is ?? 'within']} ${brief(p.tolerance)}`,
  ]);
  const to = (file: string): string => relative(path, file);
  return html`<article class="claim ${v.holds ? 'holds' : 'fails'}">
<h3>${v.says}</h3>
<p class="verdict">${v.holds ? 'Holds' : 'Does not hold'} on ${v.target}, in a run of ${v.took.toFixed(1)} s. Agreement between targets: ${v.grade}.</p>
${v.error === undefined ? null : html`<pre>${v.error}</pre>`}
${rows.length > 0 ? grid(['', 'Measured', 'Expected', 'Tolerance'], rows) : null}
<p class="because">Tolerance: ${v.because}.</p>
${v.figure ? html`<picture><source media="(prefers-color-scheme: dark)" srcset="${to(dark)}"><img src="${to(light)}" alt="${v.says}" width="720" loading="lazy"></picture>` : null}
<p class="source">${citation(site.references, v.cite)}</p>
</article>`;
}
