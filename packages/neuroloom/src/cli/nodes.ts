/** `neuroloom nodes`: every node of the library with its params, ports, units and citations. */
import type { Definition, ParamDef, PortDef } from '@neuroloom/core';
import { nodes as library } from '@neuroloom/nodes';
import type { Exit } from './fail.ts';
import { EXIT } from './fail.ts';
import { table } from './table.ts';

export function nodes(choices: { readonly json?: boolean }): Exit {
  const all = [...library.definitions.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
  if (choices.json) process.stdout.write(`${JSON.stringify({ nodes: all.map(described) })}\n`);
  else process.stdout.write(`${all.map(text).join('\n\n')}\n`);
  return EXIT.ok;
}

const described = ({ type, version, title, summary, plane, params, inputs, outputs, cite }: Definition) => ({
  type,
  version,
  title,
  summary,
  plane,
  params,
  inputs,
  outputs,
  cite,
});

function text(d: Definition): string {
  const rows = [
    ...Object.entries(d.params).map(([name, p]) => ['  param', name, defaultOf(p), p.doc]),
    ...Object.entries(d.inputs).map(([name, p]) => ['  input', name, kindOf(p), p.doc]),
    ...Object.entries(d.outputs).map(([name, p]) => ['  output', name, kindOf(p), p.doc]),
  ];
  const cites = d.cite.length > 0 ? `\n  ${d.cite.join(', ')}` : '';
  return `${d.type}  ${d.title}\n  ${d.summary}\n${table(rows)}${cites}`;
}

const defaultOf = (p: ParamDef): string => String(p.default);
const kindOf = (p: PortDef): string =>
  [p.kind, p.unit && p.unit !== '1' ? `(${p.unit})` : '', `per ${p.axis}`].filter(Boolean).join(' ');
