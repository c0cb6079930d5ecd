/**
 * `<nl-field>`: one param of a node as a form field. It reads text with units as one types, keeps a wrong value
 * in sight with a sentence, and sends only right ones on.
 */
import type { ParamDef, ParamValue } from '@neuroloom/core';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { alsoWritten, inUnit, nudge, rangeText, readField, unitOfValue, unitsFor } from '../../model/fields.ts';
import { STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import { icon } from '../icon/icons.ts';
import { styles } from './field.styles.ts';

export interface FieldChange {
  readonly key: string;
  /** Absent: back to the default. */
  readonly value: ParamValue | undefined;
  /** Names the stretch of typing or of arrow presses that this change is a part of. */
  readonly gesture: string;
}

/** A file that a person has chosen for a param that names one. */
export interface FileChoice {
  readonly key: string;
  readonly file: File;
}

let gestures = 0;

export class NlField extends LitElement {
  static override styles = [base, styles];
  static override properties = {
    key: {},
    def: { attribute: false },
    value: { attribute: false },
    problem: {},
    readonly: { type: Boolean },
    changed: { type: Boolean, reflect: true },
    files: { type: Boolean },
    typed: { state: true },
  };
  declare key: string;
  declare def: ParamDef | undefined;
  declare value: ParamValue | undefined;
  /** What core says against the value in the graph. */
  declare problem: string;
  declare readonly: boolean;
  declare changed: boolean;
  /** Files can be chosen and kept here. */
  declare files: boolean;
  /** Text that is being typed; nothing while the field shows the document's value. */
  declare typed: string | undefined;
  #gesture = '';

  constructor() {
    super();
    this.key = '';
    this.problem = '';
    this.readonly = false;
    this.changed = false;
    this.files = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.changed = this.value !== undefined && this.value !== this.def?.default;
    // A value that changed under the field (undo, another node) is shown in place of what was typed.
    if (changed.has('value') && changed.get('value') !== undefined && this.typed !== undefined && this.def) {
      const read = readField(this.def, this.typed);
      if (!('value' in read) || read.value !== this.value) this.typed = undefined;
    }
  }

  get #shown(): ParamValue {
    return this.value ?? this.def?.default ?? '';
  }

  #send(value: ParamValue | undefined): void {
    this.dispatchEvent(
      new CustomEvent<FieldChange>('nl-field', {
        bubbles: true,
        composed: true,
        detail: { key: this.key, value, gesture: this.#gesture },
      }),
    );
  }
  readonly #begin = (): void => {
    this.#gesture = `field ${this.key} ${++gestures}`;
  };
  readonly #end = (): void => {
    const read = this.def && this.typed !== undefined ? readField(this.def, this.typed) : undefined;
    if (!read || 'value' in read) this.typed = undefined;
  };

  #type(text: string): void {
    this.typed = text;
    const read = this.def && readField(this.def, text);
    if (read && 'value' in read) this.#send(read.value);
  }

  readonly #key = (e: KeyboardEvent): void => {
    const input = e.target as HTMLInputElement;
    if (e.key === 'Escape' && this.typed !== undefined) {
      this.typed = undefined;
      input.value = String(this.#shown);
      e.preventDefault();
      e.stopPropagation();
    } else if (e.key === 'Enter' && !(e.target instanceof HTMLTextAreaElement)) {
      this.#end();
      this.#begin();
    } else if (
      (e.key === 'ArrowUp' || e.key === 'ArrowDown') &&
      this.def?.kind !== 'text' &&
      this.def?.kind !== 'formula'
    ) {
      const next = nudge(input.value, e.key === 'ArrowUp' ? 1 : -1, e.shiftKey);
      if (next === undefined) return;
      e.preventDefault();
      input.value = next;
      this.#type(next);
    }
  };

  override render(): TemplateResult | typeof nothing {
    const { def } = this;
    if (!def) return nothing;
    const read = this.typed === undefined ? undefined : readField(def, this.typed);
    const error = read && 'error' in read ? read.error : this.problem;
    const also = alsoWritten(def, this.#shown);
    const range = rangeText(def);
    return html`<div class="row">
      <label for="input" title=${def.doc}>${this.key}</label>
      <div class="value">${this.#control(def, error)}</div>
      <button class="icon reset" title=${STRINGS.inspector.reset(this.key, String(def.default))} aria-label=${STRINGS.inspector.reset(this.key, String(def.default))}
        ?disabled=${this.readonly} tabindex=${this.changed ? 0 : -1} data-testid="reset" @click=${() => {
          this.typed = undefined;
          this.#begin();
          this.#send(undefined);
        }}>${icon('reset', 14)}</button>
      <div class="below" id="about">${def.doc}${range ? html` <span class="range num">${range}</span>` : nothing}${also ? html` <span class="also num">${also}</span>` : nothing}</div>
      ${error ? html`<div class="below error" id="error" role="alert" data-testid="field-error">${error}</div>` : nothing}
    </div>`;
  }

  #control(def: ParamDef, error: string): TemplateResult {
    const described = error ? 'about error' : 'about';
    if (def.kind === 'flag') {
      return html`<input id="input" type="checkbox" .checked=${this.#shown === true} ?disabled=${this.readonly} aria-describedby="about"
        @change=${(e: Event) => {
          this.#begin();
          this.#send((e.target as HTMLInputElement).checked);
        }} />`;
    }
    if (def.kind === 'choice') {
      return html`<select id="input" class="wide" ?disabled=${this.readonly} aria-describedby="about" @change=${(
        e: Event,
      ) => {
        this.#begin();
        this.#send((e.target as HTMLSelectElement).value);
      }}>${def.options.map((o) => html`<option value=${o} ?selected=${o === this.#shown}>${o}</option>`)}</select>`;
    }
    if (def.kind === 'formula') {
      return html`<textarea id="input" rows="2" spellcheck="false" .value=${this.typed ?? String(this.#shown)} ?readonly=${this.readonly}
        aria-invalid=${error !== ''} aria-describedby=${described} @focus=${this.#begin} @blur=${this.#end}
        @input=${(e: Event) => this.#type((e.target as HTMLTextAreaElement).value)} @keydown=${this.#key}></textarea>`;
    }
    const units = unitsFor(def, this.#shown);
    const unit = unitOfValue(this.#shown);
    return html`<input id="input" type="text" inputmode=${def.kind === 'count' ? 'numeric' : 'text'} spellcheck="false" autocomplete="off"
        .value=${this.typed ?? String(this.#shown)} ?readonly=${this.readonly} aria-invalid=${error !== ''} aria-describedby=${described}
        data-testid="param-${this.key}" @focus=${this.#begin} @blur=${this.#end}
        @input=${(e: Event) => this.#type((e.target as HTMLInputElement).value)} @keydown=${this.#key} />
      ${
        units.length > 1
          ? html`<select class="unit" aria-label=${STRINGS.inspector.unitOf(this.key)} ?disabled=${this.readonly}
        @change=${(e: Event) => {
          this.typed = undefined;
          this.#begin();
          this.#send(inUnit(this.#shown, (e.target as HTMLSelectElement).value));
        }}>${units.map((u) => html`<option value=${u} ?selected=${u === unit}>${u}</option>`)}</select>`
          : nothing
      }${def.kind === 'text' && def.file !== undefined && this.files && !this.readonly ? this.#chooser(def.file) : nothing}`;
  }

  #chooser(accept: string): TemplateResult {
    const label = STRINGS.inspector.chooseFile(this.key);
    return html`<input type="file" id="file" hidden accept=${accept} data-testid="file-${this.key}" @change=${(
      e: Event,
    ) => {
      const input = e.target as HTMLInputElement;
      const file = input.files?.[0];
      // The same file can be chosen again after it has changed.
      input.value = '';
      if (!file) return;
      this.typed = undefined;
      const detail: FileChoice = { key: this.key, file };
      this.dispatchEvent(new CustomEvent('nl-file', { bubbles: true, composed: true, detail }));
    }} /><button class="icon" title=${label} aria-label=${label} data-testid="choose-${this.key}"
      @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#file')?.click()}>${icon('folder', 14)}</button>`;
  }
}
