/**
 * `<nl-definition>`: the equations of a node, a line for each, read and checked while one types; and all of its
 * definition as text. Only a sound one reaches the document.
 */
import { checkNode, formatProblem, type GraphNode, type Problem, readDefinition } from '@neuroloom/core';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  type DefinitionText,
  type FormulaLine,
  linesOf,
  problemsAt,
  withFormula,
  withoutLine,
  withoutState,
  withState,
} from '../../model/definition-lines.ts';
import { STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import { icon } from '../icon/icons.ts';
import { styles as lineStyles } from './definition-editor.styles.ts';
import { styles } from './inspector.styles.ts';

const S = STRINGS.inspector;

export class NlDefinition extends LitElement {
  static override styles = [base, styles, lineStyles];
  static override properties = {
    definition: { attribute: false },
    readonly: { type: Boolean },
    draft: { state: true },
    typed: { state: true },
  };
  declare definition: GraphNode['definition'] | undefined;
  declare readonly: boolean;
  /** What the person has made of it and is not sound yet. */
  declare draft: DefinitionText | undefined;
  /** The text that is being typed. */
  declare typed: string | undefined;

  constructor() {
    super();
    this.readonly = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // Undo, or another node: the document takes the place of what was typed, unless it says the same.
    if (!changed.has('definition')) return;
    const same = (value: unknown): boolean => JSON.stringify(value) === JSON.stringify(this.definition);
    const read = this.typed === undefined ? undefined : parse(this.typed);
    if (read && !('value' in read && same(read.value))) this.typed = undefined;
    this.draft = undefined;
  }

  get #text(): DefinitionText {
    return this.draft ?? this.definition ?? {};
  }

  #change(text: DefinitionText): void {
    this.draft = text;
    if (problemsOf(text).length > 0) return;
    this.dispatchEvent(new CustomEvent('nl-definition', { bubbles: true, composed: true, detail: text }));
  }

  /** From a line or a button; what stands in the field of the whole text follows. */
  #edit(text: DefinitionText): void {
    this.typed = undefined;
    this.#change(text);
  }

  readonly #input = (e: Event): void => {
    this.typed = (e.target as HTMLTextAreaElement).value;
    const read = parse(this.typed);
    if ('value' in read) this.#change(read.value);
  };

  override render(): TemplateResult {
    const text = this.#text;
    const read = this.typed === undefined ? undefined : parse(this.typed);
    const problems = read && 'error' in read ? [{ where: '', what: read.error }] : problemsOf(text);
    const { states, emits, events } = linesOf(text);
    const lines = [...states.flatMap((s) => [s.start, s.flow]), ...emits, ...events.flatMap((e) => e.jumps)];
    const elsewhere = problems.filter((p) => !lines.some(({ place }) => problemsAt([p], place).length > 0));
    return html`
      <p class="quiet" id="hint">${S.definitionHint}</p>
      ${repeat(
        states,
        (s) => s.name,
        (s) => html`<div class="group" data-state=${s.name}>
          <div class="head"><span class="mono">${s.name}</span>${this.#button('close', S.removeState(s.name), () => withoutState(text, s.name))}</div>
          ${this.#line(s.flow, html`<span class="rate"><i>d${s.name}</i><i>dt</i></span>`, problems, S.staysEmpty)}
          ${this.#line(s.start, S.startsAt, problems)}</div>`,
      )}
      ${this.#button('plus', S.addState, () => withState(text).text, S.addState)}
      ${
        emits.length > 0
          ? html`<div class="group"><div class="head quiet">${S.emitted}</div>${emits.map((l) => this.#line(l, html`<span class="mono">${l.of}</span>`, problems))}</div>`
          : nothing
      }
      ${events.map(
        ({ event, jumps, free }) => html`<div class="group"><div class="head quiet">${S.on(event)}</div>
          ${jumps.map((l) => this.#line(l, html`<span class="mono">${l.of}</span>`, problems, '', event))}
          ${
            free.length > 0 && !this.readonly
              ? html`<select class="add" aria-label=${S.addJump(event)} data-testid="add-jump-${event}" @change=${(
                  e: Event,
                ) => {
                  const select = e.target as HTMLSelectElement;
                  if (select.value) this.#edit(withFormula(text, `on.${event}.${select.value}`, select.value));
                  select.value = '';
                }}><option value="">${S.addJump(event)}</option>${free.map((name) => html`<option value=${name}>${name}</option>`)}</select>`
              : nothing
          }</div>`,
      )}
      <details ?open=${this.typed !== undefined}><summary>${S.definitionText}</summary>
        <textarea class="definition scroll" spellcheck="false" aria-label=${S.definition} aria-invalid=${problems.length > 0}
          aria-describedby="hint says" ?readonly=${this.readonly} .value=${this.typed ?? pretty(text)} data-testid="definition" @input=${this.#input}></textarea>
      </details>
      <div id="says" role="status">${
        problems.length === 0
          ? html`<p class="good">${S.definitionGood}</p>`
          : elsewhere.slice(0, 6).map((p) => problemText(p))
      }</div>`;
  }

  #line(
    { place, formula }: FormulaLine,
    left: TemplateResult | string,
    all: readonly Problem[],
    placeholder = '',
    event = '',
  ): TemplateResult {
    const problems = problemsAt(all, place);
    const id = `line-${place}`;
    const of = place.split('.').at(-1) ?? '';
    return html`<div class="line"><label for=${id}>${left}</label>
      <textarea id=${id} rows="1" spellcheck="false" aria-label=${S.formulaOf(place)} aria-invalid=${problems.length > 0} aria-describedby="${id}-says"
        placeholder=${placeholder} ?readonly=${this.readonly} .value=${formula} data-testid=${id} @input=${(
          e: Event,
        ) => {
          const { value } = e.target as HTMLTextAreaElement;
          this.#edit(withFormula(this.#text, place, value.replace(/\s*\n\s*/g, ' ')));
        }}></textarea>${event ? this.#button('close', S.removeJump(of, event), () => withoutLine(this.#text, place)) : nothing}
      <div class="says" id="${id}-says" role="status">${problems.slice(0, 2).map(lineProblem)}</div></div>`;
  }

  #button(
    name: Parameters<typeof icon>[0],
    title: string,
    make: () => DefinitionText,
    label?: string,
  ): TemplateResult | typeof nothing {
    if (this.readonly) return nothing;
    return html`<button class=${label ? 'add' : 'small'} title=${title} aria-label=${title} @click=${() => this.#edit(make())}>${icon(name, 14)}${label ?? nothing}</button>`;
  }
}

/** Under its own field a problem needs no place; the formula scrolls under its caret, the sentences do not. */
const lineProblem = ({ what, remedy, source, at }: Problem): TemplateResult =>
  html`<div class="problem">${what}${
    source && at !== undefined ? html`<pre class="scroll">${source}\n${' '.repeat(at)}^</pre>` : nothing
  }${remedy ? html`<div>${remedy}</div>` : nothing}</div>`;

/** A sentence, and under it the formula with a caret and the remedy. */
function problemText(p: Problem): TemplateResult {
  const text = formatProblem(p);
  return html`<p class="problem ${text.includes('\n') ? 'mono' : ''}">${text}</p>`;
}

/** Shape first, then formulas and their units. */
function problemsOf(text: DefinitionText): readonly Problem[] {
  const found = readDefinition(text);
  return 'problems' in found ? found.problems : checkNode(found.definition);
}

function parse(text: string): { readonly value: DefinitionText } | { readonly error: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { error: 'a definition is an object in braces' };
    return { value: value as DefinitionText };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** JSON in which what is short stays on one line. */
function pretty(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = JSON.stringify(value);
  if (flat.length <= 48 && indent !== '')
    return flat.replace(
      /("(?:[^"\\]|\\.)*")|([:,{}])/g,
      (_, s: string | undefined, c: string) => s ?? (c === ':' || c === ',' ? `${c} ` : c === '{' ? '{ ' : ' }'),
    );
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((v) => inner + pretty(v, inner))
    : Object.entries(value).map(([k, v]) => `${inner}${JSON.stringify(k)}: ${pretty(v, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
