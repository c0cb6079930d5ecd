/** The studio page: the editor with the whole library, an engine in workers, documents kept in this browser, examples. */
import type { Engine } from '@neuroloom/core';
import { defineEditorElements, type DocumentStore, NlStudio, openDocumentStore } from '@neuroloom/editor';
import { nodes } from '@neuroloom/nodes';
import { createBrowserEngine } from '../browser/engine.ts';
import { loadExamples } from './examples.ts';
import { loadReferences } from './references.ts';
import { targetChoices } from '../browser/targets.ts';
import { addressOf, graphOfAddress } from './address.ts';
import { followTheme, followTitle, forgetAddress, takeDroppedFiles } from './page.ts';

const base = new URL('./', document.baseURI);

// Its thread loads while the page does. Networks that gain from it run on all processors but the one that draws.
const documents = keptDocuments();
const files = async (name: string): Promise<Uint8Array | undefined> => (await documents)?.file(name);
const sessions = createBrowserEngine(new URL('data/', base), { ahead: 'always', files });
const threads = Math.max(1, navigator.hardwareConcurrency - 1);
const engine: Engine = { open: (graph, options, from) => sessions.open(graph, { threads, ...options }, from) };
defineEditorElements();
let refusal = '';
const asked = graphOfAddress(location).catch((error: unknown) => {
  refusal = error instanceof Error ? error.message : String(error);
  return undefined;
});
const [examples, references, store, graph] = await Promise.all([
  loadExamples(new URL('examples/', base)),
  loadReferences(new URL('references.json', base)),
  documents,
  asked,
]);

const studio = new NlStudio();
studio.library = { ...nodes, references };
studio.engine = engine;
studio.store = store;
studio.examples = examples;
studio.targets = targetChoices(navigator);
studio.autorun = true;
studio.addressOf = (file) => addressOf(file, location.href);
if (graph !== undefined) studio.graph = graph;
followTheme(studio);
takeDroppedFiles(studio);
const main = document.querySelector('main');
main?.append(studio);
main?.removeAttribute('aria-busy');
await studio.updateComplete;
followTitle(studio);
if (graph !== undefined) forgetAddress(studio);
if (refusal) studio.workspace?.say(refusal, 'bad');

/** Where a browser keeps nothing (a private window, storage switched off) the studio works and says so. */
async function keptDocuments(): Promise<DocumentStore | undefined> {
  try {
    return await openDocumentStore();
  } catch {
    return undefined;
  }
}
