/** `<nl-status>`: the last sentence, problems of the graph, and whether the work is saved. Sentences are read aloud. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Subscription } from 'rxjs';
import { Observe } from '../../controllers/observe.ts';
import type { Notice, Workspace } from '../../model/workspace.ts';
import type { SaveState } from '../../store/autosave.ts';
import { STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import { icon } from '../icon/icons.ts';
import { styles } from './status.styles.ts';

export class NlStatus extends LitElement {
  static override styles = [base, styles];
  static override properties = { workspace: { attribute: false }, save: { attribute: false }, notice: { state: true } };
  declare workspace: Workspace | undefined;
  declare save: SaveState | undefined;
  declare notice: Notice | undefined;
  #link = new Subscription();

  constructor() {
    super();
    new Observe(this, () => [this.workspace?.document$, this.workspace?.selection$, this.workspace?.runProblems$]);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('workspace')) return;
    this.#link.unsubscribe();
    this.#link = new Subscription();
    this.#link.add(
      this.workspace?.notices$.subscribe((n) => {
        // The same sentence twice is read twice.
        this.notice = { ...n };
      }),
    );
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#link.unsubscribe();
  }

  #send(type: string): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }

  override render(): TemplateResult | typeof nothing {
    const ws = this.workspace;
    if (!ws) return nothing;
    const S = STRINGS.status;
    const doc = ws.document;
    const chosen = ws.selection.nodes.size + ws.selection.wires.size;
    return html`
      <span class="notice ${this.notice?.tone === 'bad' ? 'bad' : ''}" role="status" aria-live="polite" data-testid="notice" title=${this.notice?.text ?? ''}>${this.notice?.text ?? ''}</span>
      ${chosen > 1 ? html`<span class="num">${S.selected(chosen)}</span>` : nothing}
      <span class="num">${S.counts(Object.keys(doc.nodes).length, doc.wires.length)}</span>
      ${
        ws.problems.length > 0
          ? html`<button class="bad" data-testid="problems" @click=${() => this.#send('nl-first-problem')}>${icon('warning', 13)} ${S.problems(ws.problems.length)}</button>`
          : html`<span>${S.noProblems}</span>`
      }
      ${this.#saveState()}`;
  }

  #saveState(): TemplateResult | typeof nothing {
    const S = STRINGS.status;
    const { save } = this;
    if (!save) return nothing;
    const plain = (
      text: string,
      warn = false,
      action?: { readonly label: string; readonly type: string },
    ): TemplateResult =>
      html`<span class="save ${warn ? 'warn' : ''}" data-testid="save-state" data-state=${save.is}>${save.is === 'saved' ? icon('check', 13) : nothing}${text}
        ${action ? html`<button class="outlined" @click=${() => this.#send(action.type)}>${action.label}</button>` : nothing}</span>`;
    const take = { label: S.takeOver, type: 'nl-take-over' };
    const keep = { label: S.download, type: 'nl-download' };
    switch (save.is) {
      case 'off':
        return plain(S.off, true);
      case 'untouched':
        return plain(S.untouched);
      case 'saved':
        return plain(S.saved);
      case 'saving':
        return plain(S.saving);
      case 'unsaved':
        return plain(S.unsaved);
      case 'elsewhere':
        return plain(S.elsewhere, true, take);
      case 'lost':
        return plain(S.lost, true, take);
      case 'full':
        return plain(S.full, true, keep);
      case 'conflict':
        return plain(S.conflict, true);
      case 'failed':
        return plain(S.failed(save.because), true, keep);
    }
  }
}
