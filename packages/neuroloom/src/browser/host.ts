/**
 * The browser's host: data sets by name, fetched from the folder `data/` beside the page. The first samples come at
 * once, the whole part when a run asks for more; both are checked against the digests of the manifest, so that a
 * receipt from a page names the same data as one from Node.
 */
import type { Dataset, Host } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { imageDataset, type LabelledImages, readImages } from '../data/images.ts';
import { partsInside } from '../data/inside.ts';
import type { DataManifest, PackedFile } from '../data/manifest.ts';
import { forgetResponse, keptResponse } from './kept.ts';
import type { PageFiles } from './lend.ts';
import { unpack } from './unpack.ts';

/**
 * `base`: address of the folder that holds `manifest.json`. What was fetched is kept as long as the host is. `chosen`
 * gives files that a person has put into the page.
 */
export function browserHost(base: URL, chosen?: PageFiles): Host {
  const kept = new Map<string, Promise<Uint8Array>>();
  let manifest: Promise<DataManifest> | undefined;

  /** Fetches once; a failure is forgotten, so that the next run may try again. */
  const bytesOf = (file: PackedFile, where: string): Promise<Uint8Array> => {
    const before = kept.get(file.digest);
    if (before) return before;
    const bytes = fetchPacked(new URL(file.file, base), file, where);
    kept.set(file.digest, bytes);
    bytes.catch(() => kept.delete(file.digest));
    return bytes;
  };

  const manifestOf = (): Promise<DataManifest> => {
    manifest ??= fetchManifest(new URL('manifest.json', base));
    manifest.catch(() => {
      manifest = undefined;
    });
    return manifest;
  };

  return {
    async dataset(name: string, part: string): Promise<Dataset> {
      const known = await manifestOf();
      const set = Object.hasOwn(known, name) ? known[name] : undefined;
      const files = set && Object.hasOwn(set.parts, part) ? set.parts[part] : undefined;
      const where = `data set ${name} › ${part}`;
      if (!set || !files) {
        throw new NeuroloomError({
          where,
          what: set ? `there is no part '${part}'` : `this page has no data set '${name}'`,
          remedy: `it has ${set ? Object.keys(set.parts).join(' and ') : Object.keys(known).join(', ') || 'none'}`,
        });
      }
      const images = async (file: PackedFile): Promise<LabelledImages> => readImages(await bytesOf(file, where), where);
      const { count } = files.whole;
      const digest = (): string => files.whole.digest;
      const more = (): Promise<LabelledImages> => images(files.whole);
      return imageDataset({ name, count, classes: set.classes, digest, images: await images(files.first), more });
    },
    /** Files that the page does not keep lie in the same folder as the data sets. */
    async file(path: string): Promise<Uint8Array> {
      const kept = await chosen?.(path);
      if (kept) return kept;
      const url = new URL(partsInside(path).map(encodeURIComponent).join('/'), base);
      const response = await respond(
        () => fetch(url),
        url,
        `file ${path}`,
        `choose it in the inspector, or put it at ${url.pathname}`,
      );
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

async function fetchManifest(url: URL): Promise<DataManifest> {
  const response = await respond(() => fetch(url), url, 'data');
  return (await response.json()) as DataManifest;
}

async function fetchPacked(url: URL, file: PackedFile, where: string): Promise<Uint8Array> {
  const response = await respond(() => keptResponse(url, file.digest), url, where);
  if (!response.body) throw unreachable(url, where, 'the answer is empty');
  try {
    return await unpack(response.body, file, where);
  } catch (error) {
    await forgetResponse(url, file.digest);
    if (error instanceof NeuroloomError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const remedy = 'run again; if it stays, copy the file to the server once more';
    throw new NeuroloomError({ where, what: `${url.pathname} did not come whole (${why})`, remedy });
  }
}

async function respond(
  ask: () => Promise<Response>,
  url: URL,
  where: string,
  remedy = 'build the studio again, or copy its whole folder to the host',
): Promise<Response> {
  let response: Response;
  try {
    response = await ask();
  } catch (error) {
    throw unreachable(url, where, error);
  }
  if (response.ok) return response;
  throw new NeuroloomError({
    where,
    what: `${url.pathname} cannot be had: the server says ${response.status} ${response.statusText}`.trimEnd(),
    remedy,
  });
}

const unreachable = (url: URL, where: string, error: unknown): NeuroloomError =>
  new NeuroloomError({
    where,
    what: `${url.pathname} could not be fetched (${error instanceof Error ? error.message : String(error)})`,
    remedy: 'connect to the network and run again',
  });
