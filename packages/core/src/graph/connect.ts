/** May these two ports be wired? Yes, or no with a sentence that says what is wrong and what would fit. */
import type { Definition, Library } from '../node/library.ts';
import type { GraphDocument, Wire } from './document.ts';
import { endOf } from './document.ts';
import { own } from './limits.ts';
import { loopSentence, loopThrough, prompt } from './loops.ts';
import { resolveNode } from './resolve.ts';
import { didYouMean } from './suggest.ts';
import type { PortAt } from './wiring.ts';
import { refusal, takesMany } from './wiring.ts';

export type Connection =
  | { readonly ok: true; readonly wire: Wire }
  | {
      readonly ok: false;
      /** A sentence without a full stop. */
      readonly because: string;
      /** Ports of the same two nodes that would do: inputs for `from`, else outputs for `to`. */
      readonly fits?: readonly string[];
      /** The wire that holds the only place; the new one fits once it is gone. */
      readonly replace?: Wire;
    };

/** Asks about a wire from an output to an input, both as `node.port`. The document is the one without the wire. */
export function connect(library: Library, doc: GraphDocument, from: string, to: string): Connection {
  const ports = portsOf(library, doc, from, to);
  if (typeof ports === 'string') return no(ports, fitting(library, doc, from, to));
  const [output, input] = ports;
  if (endOf(from).node === endOf(to).node) {
    return no(`'${endOf(from).node}' cannot be wired to itself; put a projection with a delay between`);
  }
  const refused = refusal(output, input);
  if (refused) return no(refused, fitting(library, doc, from, to));
  const wire: Wire = { from, to };
  const here = doc.wires.filter((other) => other.to === to);
  if (here.some((other) => other.from === from)) return no(`'${from}' is wired to '${to}' already`);
  const [held] = takesMany(input.port.kind) ? [] : here;
  if (held)
    return { ...no(`'${to}' takes one wire and has one from '${held.from}'; remove that one first`), replace: held };
  const loop = loopThrough(prompt(library, doc), wire);
  return loop ? no(loopSentence(library, doc, loop)) : { ok: true, wire };
}

const no = (because: string, fits: readonly string[] = []): Extract<Connection, { ok: false }> => ({
  ok: false,
  because: fits.length > 0 ? `${because} (${list(fits)} would fit)` : because,
  ...(fits.length > 0 ? { fits } : {}),
});

const list = (ends: readonly string[]): string => {
  const shown = ends.slice(0, 4).map((end) => `'${end}'`);
  return ends.length > 4 ? `${shown.join(', ')}, …` : shown.join(' or ');
};

/** Both ports in their places, or why one of them is not there. */
function portsOf(library: Library, doc: GraphDocument, from: string, to: string): readonly [PortAt, PortAt] | string {
  const output = portAt(library, doc, from, 'outputs');
  if (typeof output === 'string') return output;
  const input = portAt(library, doc, to, 'inputs');
  return typeof input === 'string' ? input : [output, input];
}

type Side = 'inputs' | 'outputs';

function portAt(library: Library, doc: GraphDocument, end: string, side: Side): PortAt | string {
  const { node: id, port: name } = endOf(end);
  const node = own(doc.nodes, id);
  if (!node) return sentence(`there is no node '${id}'`, didYouMean(id, Object.keys(doc.nodes)));
  if (name === '') return `'${end}' is a node; a wire ends at 'node.port'`;
  const { definition, problem } = resolveNode(library, doc, id);
  if (problem) return sentence(`nothing can be wired to '${id}': ${problem.what}`, problem);
  const port = own(definition[side], name);
  if (port) return { end, port, definition, params: node.params };
  const [is, should] = side === 'outputs' ? ['input', 'begins at an output'] : ['output', 'ends at an input'];
  if (own(definition[side === 'outputs' ? 'inputs' : 'outputs'], name)) return `'${end}' is an ${is}; a wire ${should}`;
  return sentence(`'${id}' has no ${side.slice(0, -1)} '${name}'`, didYouMean(name, Object.keys(definition[side])));
}

const sentence = (what: string, { remedy }: { readonly remedy?: string }): string =>
  remedy ? `${what}; ${remedy}` : what;

/** Inputs of the target that would take what `from` sends; when there are none, outputs of the source for `to`. */
function fitting(library: Library, doc: GraphDocument, from: string, to: string): readonly string[] {
  const source = endOf(from).node;
  const target = endOf(to).node;
  if (source === target) return [];
  const output = portAt(library, doc, from, 'outputs');
  if (typeof output !== 'string') {
    const inputs = portsIn(library, doc, target, 'inputs').filter((input) => refusal(output, input) === undefined);
    if (inputs.length > 0) return inputs.map((input) => input.end);
  }
  const input = portAt(library, doc, to, 'inputs');
  if (typeof input === 'string') return [];
  return portsIn(library, doc, source, 'outputs')
    .filter((other) => refusal(other, input) === undefined)
    .map((other) => other.end);
}

function portsIn(library: Library, doc: GraphDocument, id: string, side: Side): readonly PortAt[] {
  const node = own(doc.nodes, id);
  if (!node) return [];
  const { definition, problem } = resolveNode(library, doc, id);
  return problem ? [] : portsOn(id, definition, side, node.params);
}

const portsOn = (id: string, definition: Definition, side: Side, params: PortAt['params']): readonly PortAt[] =>
  Object.entries(definition[side]).map(([name, port]) => ({ end: `${id}.${name}`, port, definition, params }));

/** A port of a node type. */
export interface Fit {
  readonly type: string;
  readonly port: string;
}

/**
 * What the library has that a port of the graph could be wired to, in the library's order: the search that opens
 * when a wire is dropped on the empty canvas. `port` is `node.port`, an output or an input.
 */
export function fits(library: Library, doc: GraphDocument, port: string): readonly Fit[] {
  const output = portAt(library, doc, port, 'outputs');
  const here = typeof output === 'string' ? portAt(library, doc, port, 'inputs') : output;
  if (typeof here === 'string') return [];
  const [side, meets]: [Side, (there: PortAt) => boolean] =
    here === output
      ? ['inputs', (there) => refusal(here, there) === undefined]
      : ['outputs', (there) => refusal(there, here) === undefined];
  return [...library.definitions.values()].flatMap((definition) =>
    portsOn(definition.type, definition, side, {})
      .filter(meets)
      .map(({ end }) => ({ type: definition.type, port: end.slice(definition.type.length + 1) })),
  );
}

/** What is wrong with a wire that the document has, looking at its two ports only. */
export function wireFault(library: Library, doc: GraphDocument, wire: Wire): string | undefined {
  const ports = portsOf(library, doc, wire.from, wire.to);
  if (typeof ports === 'string') return ports;
  if (endOf(wire.from).node === endOf(wire.to).node) return `'${endOf(wire.from).node}' cannot be wired to itself`;
  return refusal(...ports);
}
