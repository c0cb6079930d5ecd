/** What the inspector says of one node: ports with their wires, equations, sources. */
import {
  addressOfWork,
  byline,
  type Definition,
  endOf,
  formatProblem,
  type GraphDocument,
  mathml,
  mathmlName,
  type PortDef,
  type Problem,
  type References,
  tryParse,
} from '@neuroloom/core';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { equationsOf, type Line } from '../../model/equations.ts';
import { endText, type Side } from '../../model/face.ts';
import { STRINGS } from '../../strings.ts';
import { shapeOf } from '../../theme/port-kinds.ts';
import { icon } from '../icon/icons.ts';

export interface PortActions {
  readonly go: (node: string) => void;
  readonly unwire: (from: string, to: string) => void;
  readonly watch: (of: string) => void;
  readonly readonly: boolean;
}

export function portsSection(doc: GraphDocument, id: string, definition: Definition, act: PortActions): TemplateResult {
  const S = STRINGS.port;
  const list = (title: string, side: Side, defs: Readonly<Record<string, PortDef>>): unknown =>
    Object.keys(defs).length === 0
      ? nothing
      : html`<h3>${title}</h3><ul class="ports">${Object.entries(defs).map(([key, p]) => port(doc, id, side, key, p, act))}</ul>`;
  const states = definition.plane === 'tick' ? Object.entries(definition.state) : [];
  return html`<section aria-label=${STRINGS.inspector.ports}>
    ${list(S.inputs, 'input', definition.inputs)}${list(S.outputs, 'output', definition.outputs)}
    ${
      states.length > 0
        ? html`<h3>${S.state}</h3><ul class="ports">${states.map(
            ([key, s]) => html`<li><span></span><span class="mono">${key}</span>
      ${watchButton(key, act)}<span class="doc">${s.doc}</span></li>`,
          )}</ul>`
        : nothing
    }
  </section>`;
}

const watchButton = (key: string, act: PortActions): TemplateResult =>
  html`<button class="small" title=${STRINGS.port.watch(key)} aria-label=${STRINGS.port.watch(key)} data-testid="watch-${key}" @click=${() => act.watch(key)}>${icon('eye', 14)}</button>`;

function port(doc: GraphDocument, id: string, side: Side, key: string, p: PortDef, act: PortActions): TemplateResult {
  const end = endText(id, key);
  const wires = doc.wires.filter((w) => (side === 'input' ? w.to : w.from) === end);
  const about = [p.kind, p.unit && p.unit !== '1' ? p.unit : '', p.axis === 'scalar' ? '' : `per ${p.axis}`]
    .filter(Boolean)
    .join(', ');
  return html`<li data-kind=${p.kind}>
    <svg class="shape" viewBox="-8 -8 16 16" aria-hidden="true">${svg`<path d=${shapeOf(p.kind)}></path>`}</svg>
    <span><span class="mono">${key}</span> <span class="quiet">${about}</span></span>
    ${side === 'output' ? watchButton(key, act) : html`<span></span>`}
    <span class="doc">${p.doc}</span>
    <span class="wires">${
      wires.length === 0
        ? side === 'input'
          ? html`<span class="quiet">${STRINGS.inspector.notWired}</span>`
          : nothing
        : wires.map((w) => {
            const there = side === 'input' ? w.from : w.to;
            const label = STRINGS.inspector.removeWire(w.from, w.to);
            return html`<span class="chip"><button @click=${() => act.go(endOf(there).node)}>${there}</button>
        <button class="x" title=${label} aria-label=${label} ?disabled=${act.readonly} @click=${() => act.unwire(w.from, w.to)}>${icon('close', 12)}</button></span>`;
          })
    }</span>
  </li>`;
}

export function equationsSection(definition: Definition): TemplateResult | typeof nothing {
  if (definition.plane !== 'tick') return nothing;
  const groups = equationsOf(definition);
  if (groups.length === 0) return nothing;
  return html`<section aria-label=${STRINGS.inspector.equations}><h3>${STRINGS.inspector.equations}</h3>
    ${groups.map(
      (g) => html`<div>${g.title ? html`<span class="when">${g.title}</span>` : nothing}
      ${g.lines.map(equation)}</div>`,
    )}
  </section>`;
}

const rate = (name: string): string =>
  `<mfrac><mrow><mi>d</mi>${mathmlName(name)}</mrow><mrow><mi>d</mi><mi>t</mi></mrow></mfrac>`;

/** One line typeset; as it was written where it cannot be read. The markup is core's own, with every name escaped. */
function equation(l: Line): TemplateResult {
  const text = `${l.derivative ? `d${l.of}/dt` : l.of} = ${l.formula}`;
  const read = tryParse(l.formula);
  if ('problem' in read) return html`<code class="formula">${text}</code>`;
  const left = l.derivative ? rate(l.of) : mathmlName(l.of);
  return html`<div class="math scroll" title=${text}>${unsafeHTML(`<math display="inline">${left}<mo>=</mo>${mathml(read.expr)}</math>`)}</div>`;
}

export function sourcesSection(definition: Definition, references?: References): TemplateResult | typeof nothing {
  if (definition.cite.length === 0) return nothing;
  return html`<section aria-label=${STRINGS.inspector.cite}><h3>${STRINGS.inspector.cite}</h3>
    <ul class="plain cite" data-testid="sources">${definition.cite.map((key) => html`<li>${source(key, references)}</li>`)}</ul></section>`;
}

/** Authors, year and title, which leads to the work once it is clicked; the key alone where nothing is known of it. */
export function source(key: string, references: References = {}): TemplateResult | string {
  const work = Object.hasOwn(references, key) ? references[key] : undefined;
  if (!work) return key;
  const address = addressOfWork(work);
  return html`${byline(work)}. ${
    address === undefined
      ? work.title
      : html`<a href=${address} target="_blank" rel="noopener noreferrer" title=${work.doi ?? address}>${work.title}</a>`
  }`;
}

export const problemsSection = (problems: readonly Problem[]): TemplateResult | typeof nothing =>
  problems.length === 0
    ? nothing
    : html`<section aria-label=${STRINGS.inspector.problems} data-testid="node-problems">
    ${problems.map((p) => html`<p class="problem ${p.source ? 'mono' : ''}">${formatProblem(p)}</p>`)}</section>`;
