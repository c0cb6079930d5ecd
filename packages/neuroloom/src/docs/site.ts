/**
 * The documentation as a folder of static pages: a reference that is derived from the definitions of the nodes, and
 * the guide. Pure: what to write comes in, files come out. The pages need no script and fit a strict Content
 * Security Policy.
 */
import type { GraphDocument, Library, References } from '@neuroloom/core';
import { byFamily, figurePath, nodePath } from './families.ts';
import { guidePage, type Guide } from './guide-page.ts';
import { indexPage } from './index-page.ts';
import { nodePage } from './node-page.ts';
import { STYLE } from './style.ts';

/** A claim's verdict, as `neuroloom claims` writes it. */
export interface Verdict {
  readonly about: string;
  readonly says: string;
  readonly cite: string;
  readonly grade: string;
  readonly because: string;
  readonly target: string;
  readonly holds: boolean;
  readonly points: readonly {
    readonly what: string;
    readonly unit?: string;
    readonly measured: number;
    readonly expected: number;
    readonly is?: 'within' | 'at least' | 'at most';
    readonly tolerance: number;
  }[];
  readonly took: number;
  readonly error?: string;
  readonly figure?: { readonly light: string; readonly dark: string };
}

export interface Example {
  /** Name of the file. */
  readonly file: string;
  readonly graph: GraphDocument;
}

export interface SiteInput {
  readonly library: Library;
  readonly references: References;
  readonly verdicts: readonly Verdict[];
  readonly guides: readonly Guide[];
  readonly examples: readonly Example[];
  readonly version: string;
}

/** Files by their paths in the folder. */
export function makeSite(input: SiteInput): ReadonlyMap<string, string> {
  const files = new Map<string, string>([['style.css', STYLE]]);
  files.set('index.html', indexPage(input));
  for (const guide of input.guides) files.set(`guide/${guide.name}.html`, guidePage(input, guide));
  for (const { members } of byFamily(input.library)) {
    for (const definition of members) {
      const verdicts = input.verdicts.filter((v) => v.about === definition.type);
      files.set(nodePath(definition.type), nodePage(input, definition, verdicts));
      verdicts.forEach(({ figure }, k) => {
        if (!figure) return;
        files.set(figurePath(definition.type, k, 'light'), figure.light);
        files.set(figurePath(definition.type, k, 'dark'), figure.dark);
      });
    }
  }
  return files;
}
