/** The graph editor as custom elements. Rete is the view, core is the model, the engine is given from outside. */
export { defineEditorElements } from './define.ts';
export { NlStudio } from './elements/studio/studio.ts';
export type { Example } from './elements/studio/documents.ts';
export {
  type DocumentEntry,
  type DocumentStore,
  openDocumentStore,
  type Stored,
  type VersionEntry,
} from './store/document-store.ts';
export { NlFrame } from './frames/index.ts';
