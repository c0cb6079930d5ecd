/** `<nl-dock>`: the graph's views in a row, large, and whatever is being watched. */
import { type Frame, resolveNode } from '@neuroloom/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Observe } from '../../controllers/observe.ts';
import type { NlFrame } from '../../frames/index.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Run } from '../../run/run.ts';
import { STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import { icon } from '../icon/icons.ts';
import { styles } from './dock.styles.ts';

interface Card {
  readonly key: string;
  readonly title: string;
  readonly id: string;
  readonly watch: boolean;
}

export class NlDock extends LitElement {
  static override styles = [base, styles];
  static override properties = { workspace: { attribute: false }, run: { attribute: false }, large: { state: true }, only: {} };
  declare workspace: Workspace | undefined;
  declare run: Run | undefined;
  declare large: string;
  /** Shows this view alone. */
  declare only: string;
  readonly #frames = new Map<string, Frame>();

  constructor() {
    super();
    this.large = '';
    this.only = '';
    new Observe(this, () => [this.workspace?.document$, this.run?.watches$]);
  }

  /** Hands a frame to its figure at once, so that a rolling one misses none. */
  show(key: string, frame: Frame): void {
    this.#frames.set(key, frame);
    const figure = this.#figure(key);
    if (figure) figure.frame = frame;
  }
  clearFrames(): void {
    this.#frames.clear();
    for (const f of this.renderRoot.querySelectorAll<NlFrame>('nl-frame')) f.frame = undefined;
  }

  #figure(key: string): NlFrame | null {
    return this.renderRoot.querySelector<NlFrame>(`nl-frame[data-key="${CSS.escape(key)}"]`);
  }

  get #cards(): readonly Card[] {
    const ws = this.workspace;
    if (!ws) return [];
    const views = [...ws.scene.nodes.values()].filter((p) => p.face.view).map(({ face }) => ({ key: face.id, title: face.title, id: face.id, watch: false }));
    const watches = (this.run?.watches$.value ?? []).map(({ key, probe }) => {
      const owner = Object.hasOwn(ws.document.nodes, probe.node) ? resolveNode(ws.library, ws.document, probe.node).definition : undefined;
      return { key: `watch:${key}`, title: owner?.title ?? probe.node, id: key, watch: true };
    });
    const all = [...watches, ...views];
    return this.only ? all.filter((c) => c.key === this.only) : all;
  }

  override updated(): void {
    for (const [key, frame] of this.#frames) {
      const figure = this.#figure(key);
      if (figure && figure.frame === undefined) figure.frame = frame;
    }
  }

  override render(): TemplateResult {
    const S = STRINGS.dock;
    const cards = this.#cards;
    const shown = cards.filter((c) => this.large === '' || !cards.some((o) => o.key === this.large) || c.key === this.large);
    return html`<div class="row scroll" role="list" aria-label=${S.title} tabindex="0">
      ${repeat(shown, (c) => c.key, (c) => this.#card(c, shown.length === 1))}
      ${cards.length === 0 ? html`<p class="none" role="listitem">${S.noViews}</p>` : nothing}
    </div>`;
  }

  #card(c: Card, alone: boolean): TemplateResult {
    const S = STRINGS.dock;
    const large = this.large === c.key;
    return html`<figure class=${large || (alone && this.only) ? 'large' : ''} role="listitem" aria-label="${c.title}, ${c.id}" data-testid="view-${c.id}">
      <nl-frame data-key=${c.key} label=${c.watch ? `${c.id} (${S.watching})` : c.title}></nl-frame>
      <div class="tools">
        ${this.only ? nothing : html`<button title=${large ? S.shrink : S.grow} aria-label="${large ? S.shrink : S.grow}: ${c.id}" aria-pressed=${large}
          @click=${() => (this.large = large ? '' : c.key)}>${icon('grow', 14)}</button>`}
        ${c.watch ? html`<button title=${S.unwatch(c.id)} aria-label=${S.unwatch(c.id)} data-testid="unwatch-${c.id}" @click=${() => this.run?.unwatch(c.id)}>${icon('close', 14)}</button>` : nothing}
      </div>
    </figure>`;
  }
}
