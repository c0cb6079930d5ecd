/** Papers by key, and how they are cited on a page. */
import { html, type Markup } from './html.ts';

export interface Reference {
  readonly authors: readonly string[];
  readonly year: number;
  readonly title: string;
  readonly in?: string;
  readonly doi?: string;
  readonly url?: string;
}
export type References = Readonly<Record<string, Reference>>;

/** `P. U. Diehl, M. Cook (2015). Unsupervised learning …` with a link to the paper. */
export function citation(references: References, key: string): Markup {
  const r = Object.hasOwn(references, key) ? references[key] : undefined;
  if (!r) return html`${key}`;
  const href = r.doi ? `https://doi.org/${encodeURI(r.doi)}` : r.url;
  const title = href ? html`<a href="${href}">${r.title}</a>` : html`${r.title}`;
  const name = r.doi ? html` <span class="doi">doi:${r.doi}</span>` : null;
  return html`${r.authors.join(', ')} (${r.year}). ${title}. ${r.in ? html`<cite>${r.in}</cite>.` : null}${name}`;
}
