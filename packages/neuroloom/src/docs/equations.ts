/** What a node computes, typeset: how it starts, how it flows, what it emits, how it jumps. */
import type { Method, NodeDefinition } from '@neuroloom/core';
import { integrate, mathml, mathmlName, NeuroloomError, tryParse } from '@neuroloom/core';
import { html, type Markup, raw } from './html.ts';

const math = (content: string): Markup => raw(`<math display="block">${content}</math>`);
const equals = '<mo>=</mo>';
const becomes = '<mo>←</mo>';
const rate = (name: string): string =>
  `<mfrac><mrow><mi mathvariant="normal">d</mi>${mathmlName(name)}</mrow><mrow><mi mathvariant="normal">d</mi><mi>t</mi></mrow></mfrac>`;

/** The formula typeset; its text where it cannot be read. */
function typeset(text: string | number): string {
  const read = tryParse(String(text));
  return 'expr' in read ? mathml(read.expr) : `<mtext>${String(text).replace(/[&<>]/g, '')}</mtext>`;
}

const rule = (left: string, sign: string, text: string | number, source = String(text)): Markup =>
  html`<div class="rule">${math(`<mrow>${left}${sign}${typeset(text)}</mrow>`)}<code>${source}</code></div>`;

const HOW: Readonly<Record<Exclude<Method, 'auto'>, string>> = {
  exact: 'solved exactly',
  'exponential-euler': 'exponential Euler',
  'implicit-euler': 'implicit Euler',
  euler: 'Euler',
  rk4: 'Runge–Kutta of fourth order',
};

export function equations(d: NodeDefinition): Markup {
  const flows = Object.entries(d.flow);
  const used = methods(d);
  const emits = Object.entries(d.emit);
  const events = Object.entries(d.on);
  return html`
${
  flows.length > 0
    ? html`<h3>Between events</h3>${flows.map(
        ([name, text]) => html`${rule(rate(name), equals, text)}
<p class="how">${mathInline(name)}: ${used.has(name) ? HOW[used.get(name)!] : 'held'}</p>`,
      )}`
    : null
}
${emits.length > 0 ? html`<h3>At every moment</h3>${emits.map(([name, text]) => emitted(d, name, text))}` : null}
${
  events.length > 0
    ? html`<h3>At an event</h3>${events.map(
        ([port, jumps]) => html`<p class="event">On <code>${port}</code>:</p>
${Object.entries(jumps).map(([name, text]) => rule(mathmlName(name), becomes, text))}`,
      )}`
    : null
}`;
}

const mathInline = (name: string): Markup => raw(`<math>${mathmlName(name)}</math>`);

/** A spikes output fires where its formula is true. */
function emitted(d: NodeDefinition, name: string, text: string): Markup {
  const fires = d.outputs[name]?.kind === 'spikes';
  return fires
    ? rule(`${mathmlName(name)}<mtext>\u00a0where\u00a0</mtext>`, '', text)
    : rule(mathmlName(name), equals, text);
}

/** How each state is integrated, with the params of the definition. */
export function methods(d: NodeDefinition): ReadonlyMap<string, Exclude<Method, 'auto'>> {
  const flow = new Map(
    Object.entries(d.flow).flatMap(([name, text]) => {
      const read = tryParse(text);
      return 'expr' in read ? [[name, read.expr] as const] : [];
    }),
  );
  const constant = (name: string): boolean => name === 'dt' || Object.hasOwn(d.params, name);
  try {
    return integrate(flow, { method: d.method, constant }).used;
  } catch (error) {
    if (error instanceof NeuroloomError) return new Map();
    throw error;
  }
}
