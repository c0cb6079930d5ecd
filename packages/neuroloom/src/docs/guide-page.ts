/** A page of the guide, from Markdown that stands in the repository. */
import { Marked } from 'marked';
import { escape, raw } from './html.ts';
import { layout } from './layout.ts';
import type { SiteInput } from './site.ts';

export interface Guide {
  /** Name of the file without its ending. */
  readonly name: string;
  readonly title: string;
  readonly markdown: string;
}

/** The first heading of a text. */
export const titleOf = (markdown: string, otherwise: string): string =>
  /^#\s+(.+)$/m.exec(markdown)?.[1]?.trim() ?? otherwise;

/** Links between guide files lead to their pages; headings can be linked to. */
const reader = new Marked({
  renderer: {
    heading({ tokens, depth }) {
      const text = this.parser.parseInline(tokens);
      return `<h${depth} id="${slug(text)}">${text}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const target = /^[\w-]+\.md(#[\w-]+)?$/.test(href) ? href.replace('.md', '.html') : href;
      return `<a href="${escape(target)}">${this.parser.parseInline(tokens)}</a>`;
    },
    html: ({ text }) => escape(text),
  },
});

const slug = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

export function guidePage(site: SiteInput, { name, title, markdown }: Guide): string {
  const content = raw(reader.parse(markdown, { async: false }));
  return layout(site, { path: `guide/${name}.html`, title, content });
}
