/** The two lists that come with the studio: its data sets and its examples. */

/** A gzip file and what it must hold once unpacked. */
export interface PackedFile {
  /** Path from the folder of the manifest. */
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
  /** SHA-256 of the unpacked bytes. */
  readonly digest: string;
}

/** `data/manifest.json`: each part of a data set whole, and its first samples alone for a quick start. */
export interface DataManifest {
  readonly [name: string]: {
    readonly classes: number;
    readonly parts: { readonly [part: string]: { readonly first: PackedFile; readonly whole: PackedFile } };
  };
}

/** One entry of `examples/index.json`, in the order of the menu. */
export interface ExampleEntry {
  readonly file: string;
  readonly title: string;
  readonly description: string;
}
