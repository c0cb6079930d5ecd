/** `<nl-inspector>`: what is selected, to be read and changed; the graph itself when nothing is. */
import { type Definition, EQUATIONS, type GraphNode } from '@neuroloom/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { Observe } from '../../controllers/observe.ts';
import { disconnect, renameNode, setParam, takeFile } from '../../model/actions.ts';
import { selected, type Workspace } from '../../model/workspace.ts';
import { STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import type { FieldChange, FileChoice } from '../field/field.ts';
import { graphForm } from './graph-form.ts';
import { styles } from './inspector.styles.ts';
import { equationsSection, portsSection, problemsSection, sourcesSection } from './node-sections.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,79}$/u;

export class NlInspector extends LitElement {
  static override styles = [base, styles];
  static override properties = { workspace: { attribute: false }, wrongName: { state: true } };
  declare workspace: Workspace | undefined;
  declare wrongName: string;

  constructor() {
    super();
    this.wrongName = '';
    new Observe(this, () => [
      this.workspace?.document$,
      this.workspace?.selection$,
      this.workspace?.readonly$,
      this.workspace?.runProblems$,
    ]);
  }

  /** Moves the keyboard to the first field. */
  override focus(): void {
    const field = this.renderRoot.querySelector('nl-field');
    const target =
      field?.shadowRoot?.querySelector<HTMLElement>('#input') ??
      this.renderRoot.querySelector<HTMLElement>('input, textarea, select, button');
    target?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const ws = this.workspace;
    if (!ws) return nothing;
    const ids = [...ws.selection.nodes];
    const node = ids.length === 1 ? ws.document.nodes[ids[0]!] : undefined;
    return html`<div class="body scroll" data-testid="inspector">
      ${node ? keyed(ids[0], this.#node(ws, ids[0]!, node)) : ids.length > 1 ? this.#several(ids) : graphForm(ws)}
    </div>`;
  }

  #several(ids: readonly string[]): TemplateResult {
    return html`<div class="top"><h2>${STRINGS.inspector.several(ids.length)}</h2><p>${STRINGS.inspector.copyOf}</p></div>
      <section><ul class="plain">${ids.map((id) => html`<li><button @click=${() => this.workspace?.select(selected([id]))}>${id}</button></li>`)}</ul></section>`;
  }

  #node(ws: Workspace, id: string, node: GraphNode): TemplateResult {
    const S = STRINGS.inspector;
    const definition = ws.resolve(node);
    const problems = ws.problems.filter((p) => p.node === id);
    return html`
      <div class="top"><h2>${node.title ?? definition?.title ?? node.type}</h2>
        <p>${definition?.summary ?? STRINGS.node.unknown(node.type)}</p><span class="type">${node.type}</span></div>
      ${problemsSection(problems)}
      <section>
        ${this.#name(ws, id)}
        <label class="pair"><span>${S.title}</span><input type="text" .value=${node.title ?? ''} placeholder=${definition?.title ?? node.type} ?readonly=${ws.readonly}
          data-testid="node-title" @input=${(e: Event) => {
            const title = (e.target as HTMLInputElement).value.trim();
            ws.edit({ kind: 'set-title', node: id, ...(title ? { title } : {}) }, STRINGS.edit.rename, `title ${id}`);
          }} @blur=${() => ws.seal()} /></label>
      </section>
      ${
        node.type === EQUATIONS
          ? html`<section aria-label=${S.definition}><h3>${S.definition}</h3>
        <nl-definition .definition=${node.definition} ?readonly=${ws.readonly} @nl-definition=${(
          e: CustomEvent<Readonly<Record<string, unknown>>>,
        ) =>
          ws.edit(
            { kind: 'set-definition', node: id, definition: e.detail },
            STRINGS.edit.definition,
            `definition ${id}`,
          )}></nl-definition></section>`
          : nothing
      }
      ${
        definition
          ? html`${this.#params(ws, id, node, definition)}
        ${portsSection(ws.document, id, definition, {
          readonly: ws.readonly,
          go: (to) => this.#send('nl-go', to),
          unwire: (from, to) => disconnect(ws, { from, to }),
          watch: (of) => this.#send('nl-watch', { node: id, of }),
        })}
        ${equationsSection(definition)}${sourcesSection(definition, ws.library.references)}`
          : nothing
      }`;
  }

  // The name is used in wires and formulas of results, so it changes only when it is whole and free.
  #name(ws: Workspace, id: string): TemplateResult {
    const S = STRINGS.inspector;
    const check = (to: string): string =>
      to === id ? '' : !NAME.test(to) ? S.idWrong : Object.hasOwn(ws.document.nodes, to) ? S.idTaken(to) : '';
    return html`<label class="pair"><span>${S.id}</span><input type="text" class="mono" .value=${id} ?readonly=${ws.readonly} spellcheck="false"
        aria-invalid=${this.wrongName !== ''} data-testid="node-id"
        @input=${(e: Event) => (this.wrongName = check((e.target as HTMLInputElement).value))}
        @change=${(e: Event) => {
          const input = e.target as HTMLInputElement;
          const to = input.value;
          if (check(to) === '' && to !== id) renameNode(ws, id, to);
          else input.value = id;
          this.wrongName = '';
        }} /></label>
      ${this.wrongName ? html`<p class="problem" role="alert">${this.wrongName}</p>` : nothing}`;
  }

  #params(ws: Workspace, id: string, node: GraphNode, definition: Definition): TemplateResult {
    const S = STRINGS.inspector;
    const entries = Object.entries(definition.params);
    return html`<section aria-label=${S.params}><h3>${S.params}</h3>
      ${entries.length === 0 ? html`<p class="quiet">${S.noParams}</p>` : nothing}
      ${repeat(
        entries,
        ([key]) => key,
        ([key, def]) => html`<nl-field .key=${key} .def=${def} .value=${node.params[key]} ?readonly=${ws.readonly}
        .problem=${ws.problems.find((p) => p.node === id && p.where.endsWith(`params.${key}`))?.what ?? ''}
        @nl-field=${(e: CustomEvent<FieldChange>) => setParam(ws, id, e.detail.key, e.detail.value, e.detail.gesture)}
        ?files=${ws.keepFile !== undefined} @nl-file=${(e: CustomEvent<FileChoice>) => void takeFile(ws, id, e.detail)}></nl-field>`,
      )}
    </section>`;
  }

  #send(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}
