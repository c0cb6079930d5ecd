/** What every page of the documentation has around its content. */
import { byFamily, nodePath } from './families.ts';
import { html, type Markup, relative } from './html.ts';
import type { SiteInput } from './site.ts';

export interface Page {
  readonly path: string;
  readonly title: string;
  readonly content: Markup;
}

export function layout(site: SiteInput, { path, title, content }: Page): string {
  const to = (target: string): string => relative(path, target);
  const here = (target: string): Markup => (target === path ? html` aria-current="page"` : html``);
  const link = (target: string, text: string): Markup =>
    html`<li><a href="${to(target)}"${here(target)}>${text}</a></li>`;
  const guides = site.guides.map((g) => link(`guide/${g.name}.html`, g.title));
  const families = byFamily(site.library).map(
    (f) => html`<h2>${f.title}</h2><ul>${f.members.map((d) => link(nodePath(d.type), d.title))}</ul>`,
  );
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Neuroloom</title>
<link rel="stylesheet" href="${to('style.css')}">
</head>
<body>
<a class="skip" href="#content">To the content</a>
<nav aria-label="Pages">
<p class="brand"><a href="${to('index.html')}"${here('index.html')}>Neuroloom</a></p>
${guides.length > 0 ? html`<h2>Guide</h2><ul>${guides}</ul>` : null}
${families}
</nav>
<main id="content">
${content}
</main>
<footer>Neuroloom ${site.version}. Derived from the definitions of the nodes.</footer>
</body>
</html>
`.html
  }`;
}
