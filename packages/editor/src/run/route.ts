/** To which pictures a frame goes: the view that made it, the views wired to where it comes from, or a watch. */
import { endOf, type Frame, type GraphDocument } from '@neuroloom/core';

export function viewsFor(doc: GraphDocument, isView: (node: string) => boolean, frame: Frame): readonly string[] {
  const { node } = endOf(frame.from);
  if (isView(node)) return [node];
  return doc.wires.filter((w) => w.from === frame.from && isView(endOf(w.to).node)).map((w) => endOf(w.to).node);
}
