/** HTML as text, escaped by default. */

export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Markup that is already safe. */
export interface Markup {
  readonly html: string;
}
type Part = string | number | Markup | readonly Part[] | null | undefined;

export const raw = (html: string): Markup => ({ html });

/** A template whose values are escaped, unless they are markup. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  raw(strings.map((s, k) => (k === 0 ? s : written(parts[k - 1]) + s)).join(''));

function written(part: Part): string {
  if (part === null || part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
  return 'html' in part ? part.html : part.map(written).join('');
}

/** A link from one page of the site to another. */
export function relative(from: string, to: string): string {
  const up = from.split('/').length - 1;
  return '../'.repeat(up) + to;
}
