/** What the studio's folder `data/` holds: each part of a data set whole, and its first samples alone for a quick start. */

/** A gzip file and what it must hold once unpacked. */
export interface PackedFile {
  /** Path from the folder of the manifest. */
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
  /** SHA-256 of the unpacked bytes. */
  readonly digest: string;
}

export interface DataManifest {
  readonly [name: string]: {
    readonly classes: number;
    readonly parts: { readonly [part: string]: { readonly first: PackedFile; readonly whole: PackedFile } };
  };
}
