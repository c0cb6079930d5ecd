/** `<nl-definition>`: the definition of an Equations node as text, read and checked while one types; only a sound one reaches the document. */
import { checkNode, formatProblem, type GraphNode, type Problem, readDefinition } from '@neuroloom/core';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import { styles } from './inspector.styles.ts';

export class NlDefinition extends LitElement {
  static override styles = [base, styles];
  static override properties = {
    definition: { attribute: false },
    readonly: { type: Boolean },
    typed: { state: true },
  };
  declare definition: GraphNode['definition'] | undefined;
  declare readonly: boolean;
  declare typed: string | undefined;

  constructor() {
    super();
    this.readonly = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // Undo, or another node: the document's text takes the place of what was typed, unless it says the same.
    if (changed.has('definition') && this.typed !== undefined) {
      const read = parse(this.typed);
      if (!('value' in read) || JSON.stringify(read.value) !== JSON.stringify(this.definition)) this.typed = undefined;
    }
  }

  get #text(): string {
    return this.typed ?? pretty(this.definition ?? {});
  }

  #problems(): readonly string[] {
    const read = parse(this.#text);
    if ('error' in read) return [read.error];
    return problemsOf(read.value).map(formatProblem);
  }

  readonly #input = (e: Event): void => {
    this.typed = (e.target as HTMLTextAreaElement).value;
    const read = parse(this.typed);
    if ('error' in read || problemsOf(read.value).length > 0) return;
    this.dispatchEvent(new CustomEvent('nl-definition', { bubbles: true, composed: true, detail: read.value }));
  };

  override render(): TemplateResult {
    const problems = this.#problems();
    return html`
      <p class="quiet" id="hint">${STRINGS.inspector.definitionHint}</p>
      <textarea class="definition scroll" spellcheck="false" aria-label=${STRINGS.inspector.definition} aria-invalid=${problems.length > 0}
        aria-describedby="hint says" ?readonly=${this.readonly} .value=${this.#text} data-testid="definition" @input=${this.#input}></textarea>
      <div id="says" role="status">${
        problems.length === 0
          ? html`<p class="good">${STRINGS.inspector.definitionGood}</p>`
          : problems.slice(0, 6).map((p) => html`<p class="problem ${p.includes('\n') ? 'mono' : ''}">${p}</p>`)
      }</div>`;
  }
}

/** Shape first, then formulas and their units. */
function problemsOf(text: Readonly<Record<string, unknown>>): readonly Problem[] {
  const found = readDefinition(text);
  return 'problems' in found ? found.problems : checkNode(found.definition);
}

function parse(text: string): { readonly value: Readonly<Record<string, unknown>> } | { readonly error: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { error: 'a definition is an object in braces' };
    return { value: value as Readonly<Record<string, unknown>> };
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
