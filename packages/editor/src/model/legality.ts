/** Core's answers on what is legal, in the form in which the editor asks. */
import {
  checkGraph,
  connect,
  type Definition,
  definitionOf as define,
  fits,
  type GraphDocument,
  type GraphNode,
  isDefinition,
  type Library,
  type Problem,
  type Wire,
} from '@neuroloom/core';

/** The definition of a node: the library's, or the one in the file. Nothing when it is unknown or unsound. */
export function definitionOf(library: Library, node: GraphNode): Definition | undefined {
  const found = define(library, node);
  return isDefinition(found) ? found : undefined;
}

export interface Answer {
  /** Why a wire may not be drawn, in a sentence; empty when it may. */
  readonly because: string;
  /** The wire that gives way to the new one, where an input takes only one. */
  readonly replace?: Wire;
}

/** Whether a wire may be drawn. An input that takes one wire gives up the one it has. */
export function mayConnect(library: Library, doc: GraphDocument, from: string, to: string): Answer {
  const answer = connect(library, doc, from, to);
  if (answer.ok) return { because: '' };
  const { replace } = answer;
  if (!replace) return { because: answer.because };
  const without = connect(library, { ...doc, wires: doc.wires.filter((w) => w !== replace) }, from, to);
  return without.ok ? { because: '', replace } : { because: without.because };
}

/** Types of the library that a port of the graph could be wired to, each with the port that fits. */
export function fitting(library: Library, doc: GraphDocument, port: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const fit of fits(library, doc, port)) if (!found.has(fit.type)) found.set(fit.type, fit.port);
  return found;
}

export const problemsOf = (library: Library, doc: GraphDocument): readonly Problem[] => checkGraph(doc, library);
