/** The works that definitions cite, by key: `cite: ['diehl2015']`. */
export interface Reference {
  readonly authors: readonly string[];
  readonly year: number;
  readonly title: string;
  /** Journal, volume and pages; or who published it. */
  readonly in?: string;
  readonly doi?: string;
  readonly url?: string;
}
export type References = Readonly<Record<string, Reference>>;

/** `P. U. Diehl, M. Cook (2015)`. */
export const byline = ({ authors, year }: Reference): string => `${authors.join(', ')} (${year})`;

/** Where the work is found; nothing where neither a DOI nor an address is known. */
export const addressOfWork = ({ doi, url }: Reference): string | undefined =>
  doi === undefined ? url : `https://doi.org/${encodeURI(doi)}`;
