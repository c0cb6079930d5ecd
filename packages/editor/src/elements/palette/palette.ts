/**
 * `<nl-palette>`: the library, to search and to add from. The keyboard stays in the search field and moves a
 * choice through the list, as in a combo box; a pointer drags a node onto the canvas.
 */
import { type Definition, EQUATIONS, type Library } from '@neuroloom/core';
import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { definitionByType } from '../../model/equations.ts';
import { byFamily, searchDefinitions } from '../../model/search.ts';
import { STRINGS } from '../../strings.ts';
import { shapeOf } from '../../theme/port-kinds.ts';
import { base } from '../../theme/tokens.styles.ts';
import { icon } from '../icon/icons.ts';
import { styles } from './palette.styles.ts';

/** What a drag from the palette carries. */
export const DRAG_TYPE = 'application/x-neuroloom-node';

/** Only some definitions, and why: those that fit the wire that was dropped. */
export interface PaletteFilter {
  readonly what: string;
  readonly types: ReadonlySet<string>;
}

export class NlPalette extends LitElement {
  static override styles = [base, styles];
  static override properties = {
    library: { attribute: false },
    filter: { attribute: false },
    popup: { type: Boolean, reflect: true },
    query: { state: true },
    at: { state: true },
  };
  declare library: Library | undefined;
  declare filter: PaletteFilter | undefined;
  /** Floats over the canvas, and closes with Escape. */
  declare popup: boolean;
  declare query: string;
  declare at: number;

  constructor() {
    super();
    this.popup = false;
    this.query = '';
    this.at = 0;
  }

  override focus(): void {
    const input = this.renderRoot.querySelector('input');
    input?.focus();
    input?.select();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('filter') || changed.has('library')) this.at = 0;
  }
  override updated(changed: PropertyValues<this>): void {
    if (changed.has('at') || changed.has('query'))
      this.renderRoot.querySelector("[aria-selected='true']")?.scrollIntoView({ block: 'nearest' });
  }

  get #found(): readonly { readonly family: string; readonly items: readonly Definition[] }[] {
    if (!this.library) return [];
    const own = this.filter ? undefined : definitionByType(this.library, EQUATIONS);
    const all = [...(own ? [own] : []), ...this.library.definitions.values()];
    const found = searchDefinitions(all, this.query).filter(
      (f) => !this.filter || this.filter.types.has(f.definition.type),
    );
    return byFamily(found);
  }

  #pick(definition: Definition): void {
    this.dispatchEvent(
      new CustomEvent('nl-pick', { bubbles: true, composed: true, detail: { type: definition.type } }),
    );
  }

  #key(e: KeyboardEvent, items: readonly Definition[]): void {
    const last = items.length - 1;
    if (e.key === 'ArrowDown') this.at = this.at >= last ? 0 : this.at + 1;
    else if (e.key === 'ArrowUp') this.at = this.at <= 0 ? Math.max(0, last) : this.at - 1;
    else if (e.key === 'Enter') {
      const chosen = items[Math.min(this.at, last)];
      if (chosen) this.#pick(chosen);
    } else if (e.key === 'Escape' && this.query !== '' && !this.popup) this.query = '';
    else if (e.key === 'Escape') this.dispatchEvent(new CustomEvent('nl-close', { bubbles: true, composed: true }));
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  override render(): TemplateResult {
    const S = STRINGS.palette;
    const groups = this.#found;
    const flat = groups.flatMap((g) => g.items);
    const at = Math.min(this.at, Math.max(0, flat.length - 1));
    const searching = this.query !== '' || this.popup;
    return html`
      <div class="head">
        ${this.filter ? html`<div class="filter"><span>${S.filtered(this.filter.what)}</span></div>` : nothing}
        <label class="field"><span class="spoken">${S.search}</span>${icon('search')}
          <input type="text" role="combobox" aria-expanded="true" aria-controls="list" aria-autocomplete="list" autocomplete="off" spellcheck="false"
            aria-activedescendant=${flat[at] ? `item-${at}` : nothing} placeholder=${S.placeholder} .value=${this.query} data-testid="palette-search"
            @input=${(e: Event) => {
              this.query = (e.target as HTMLInputElement).value;
              this.at = 0;
            }} @keydown=${(e: KeyboardEvent) => this.#key(e, flat)} /></label>
      </div>
      <div class="list scroll" role="listbox" id="list" aria-label=${STRINGS.app.regions.palette} tabindex="-1">
        ${groups.map(
          (
            g,
          ) => html`<div role="group" aria-label=${g.family}><h3 aria-hidden="true">${g.family === EQUATIONS ? STRINGS.equations.family : g.family.replace(/-/g, ' ')}</h3>
          ${repeat(
            g.items,
            (d) => d.type,
            (d) => this.#item(d, flat.indexOf(d), searching && flat[at] === d),
          )}</div>`,
        )}
        ${flat.length === 0 ? html`<p class="none">${this.#none()}</p>` : nothing}
      </div>
      <footer role="none">${searching ? S.keys : S.hint}</footer>
    `;
  }

  #none(): string {
    const S = STRINGS.palette;
    if (this.query !== '') return S.none(this.query);
    return this.filter ? S.noneFor(this.filter.what) : S.empty;
  }

  #item(d: Definition, index: number, chosen: boolean): TemplateResult {
    const kind = (Object.values(d.outputs)[0] ?? Object.values(d.inputs)[0])?.kind;
    return html`<div class="item" role="option" id="item-${index}" aria-selected=${chosen} data-kind=${kind ?? nothing} data-testid="palette-item"
      data-type=${d.type} draggable="true" title=${d.summary}
      @click=${() => this.#pick(d)}
      @dragstart=${(e: DragEvent) => {
        e.dataTransfer?.setData(DRAG_TYPE, d.type);
        e.dataTransfer?.setData('text/plain', d.title);
        if (e.dataTransfer) e.dataTransfer.effectAllowed = 'copy';
      }}>
      <svg viewBox="-8 -8 16 16" aria-hidden="true">${kind ? svg`<path d=${shapeOf(kind)}></path>` : nothing}</svg>
      <span class="title">${d.title}</span><span class="summary">${d.summary}</span>
    </div>`;
  }
}
