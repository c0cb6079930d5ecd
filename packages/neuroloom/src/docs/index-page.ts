/** The first page: every node by family, and how many claims hold. */
import { byFamily, nodePath } from './families.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import type { SiteInput } from './site.ts';

export function indexPage(site: SiteInput): string {
  const { verdicts, library } = site;
  const held = verdicts.filter((v) => v.holds).length;
  const families = byFamily(library).map(
    (f) => html`<section>
<h2 id="${f.name}">${f.title}</h2>
<dl class="cards">${f.members.map(
      (d) =>
        html`<div><dt><a href="${nodePath(d.type)}">${d.title}</a> <code>${d.type}</code></dt><dd>${d.summary}</dd></div>`,
    )}</dl>
</section>`,
  );
  const content = html`<h1>Neuroloom</h1>
<p class="lead">Brain-inspired networks as graphs: ${library.definitions.size} nodes, each with its equations, its params, its sources,
and statements from the literature that a run confirms or refutes.</p>
${verdicts.length > 0 ? html`<p>${held} of ${verdicts.length} claims hold on ${[...new Set(verdicts.map((v) => v.target))].join(', ')}.</p>` : null}
${families}`;
  return layout(site, { path: 'index.html', title: 'Nodes', content });
}
