/** How a work is cited on a page. */
import { addressOfWork, byline, type References } from '@neuroloom/core';
import { html, type Markup } from './html.ts';

/** `P. U. Diehl, M. Cook (2015). Unsupervised learning …` with a link to the paper. */
export function citation(references: References, key: string): Markup {
  const r = Object.hasOwn(references, key) ? references[key] : undefined;
  if (!r) return html`${key}`;
  const href = addressOfWork(r);
  const title = href ? html`<a href="${href}">${r.title}</a>` : html`${r.title}`;
  const name = r.doi ? html` <span class="doi">doi:${r.doi}</span>` : null;
  return html`${byline(r)}. ${title}. ${r.in ? html`<cite>${r.in}</cite>.` : null}${name}`;
}
