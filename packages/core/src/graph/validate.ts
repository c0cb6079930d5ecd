import type { Problem } from '../errors.ts';
import type { Library } from '../node/library.ts';
import type { GraphDocument } from './document.ts';
import { timeProblems } from './time.ts';
export function checkGraph(doc: GraphDocument, _library?: Library): readonly Problem[] {
  return timeProblems(doc.time);
}
