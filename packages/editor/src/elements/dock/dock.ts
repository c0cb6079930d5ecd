/** `<nl-dock>`: the graph's views in a row, large, and whatever is being watched. Its height can be dragged. */
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
  static override properties = {
    workspace: { attribute: false },
    run: { attribute: false },
    large: { state: true },
    plain: { type: Boolean, reflect: true },
    only: {},
    closed: { type: Boolean, reflect: true },
  };
  declare workspace: Workspace | undefined;
  declare run: Run | undefined;
  declare large: string;
  /** One picture and nothing around it: that of the node `only`, or the first view. */
  declare plain: boolean;
  declare only: string;
  declare closed: boolean;
  readonly #frames = new Map<string, Frame>();

  constructor() {
    super();
    this.large = '';
    this.plain = false;
    this.only = '';
    this.closed = false;
    new Observe(this, () => [this.workspace?.document$, this.run?.watches$]);
  }

  /** Hands a frame of a view to its figure at once, so that a rolling one misses none. */
  show(node: string, frame: Frame): void {
    this.#pass(node, frame);
  }
  showWatch(key: string, frame: Frame): void {
    this.#pass(`watch:${key}`, frame);
  }
  clearFrames(): void {
    this.#frames.clear();
    for (const f of this.renderRoot.querySelectorAll<NlFrame>('nl-frame')) f.frame = undefined;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.row, button')?.focus();
  }

  #pass(key: string, frame: Frame): void {
    this.#frames.set(key, frame);
    const figure = this.#figure(key);
    if (figure) figure.frame = frame;
  }
  #figure(key: string): NlFrame | null {
    return this.renderRoot.querySelector<NlFrame>(`nl-frame[data-key="${CSS.escape(key)}"]`);
  }

  #cards(ws: Workspace): readonly Card[] {
    const faces = [...ws.scene.nodes.values()].map((p) => p.face).filter((face) => face.view);
    const views = faces.map((face) => ({ key: face.id, title: face.title, id: face.id, watch: false }));
    if (this.plain)
      return views.filter((c, i) => (views.some((v) => v.key === this.only) ? c.key === this.only : i === 0));
    const watches = (this.run?.watches$.value ?? []).map(({ key, probe }) => {
      const known = Object.hasOwn(ws.document.nodes, probe.node);
      const title = known ? resolveNode(ws.library, ws.document, probe.node).definition.title : probe.node;
      return { key: `watch:${key}`, title, id: key, watch: true };
    });
    return [...watches, ...views];
  }

  override updated(): void {
    for (const [key, frame] of this.#frames) {
      const figure = this.#figure(key);
      if (figure && figure.frame === undefined) figure.frame = frame;
    }
    this.#tellHeight();
  }

  readonly #drag = (e: PointerEvent): void => {
    const grip = e.currentTarget as HTMLElement;
    const [start, height] = [e.clientY, this.offsetHeight];
    grip.setPointerCapture(e.pointerId);
    const move = (m: PointerEvent): void => this.#setHeight(height + start - m.clientY);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), { once: true });
  };
  readonly #key = (e: KeyboardEvent): void => {
    const by = e.key === 'ArrowUp' ? 24 : e.key === 'ArrowDown' ? -24 : 0;
    if (by === 0) return;
    e.preventDefault();
    this.#setHeight(this.offsetHeight + by);
  };
  #setHeight(px: number): void {
    const most = Math.max(160, globalThis.innerHeight * 0.65);
    this.style.setProperty('--dock', `${Math.round(Math.max(120, Math.min(most, px)))}px`);
    this.#tellHeight();
  }
  /** A separator that can be moved says where it is, in per cent of the window. */
  #tellHeight(): void {
    const share = Math.round((100 * this.offsetHeight) / globalThis.innerHeight);
    this.renderRoot.querySelector('.grip')?.setAttribute('aria-valuenow', String(share));
  }

  override render(): TemplateResult | typeof nothing {
    const ws = this.workspace;
    if (!ws) return nothing;
    const cards = this.#cards(ws);
    if (this.plain) return cards[0] ? this.#card(cards[0], true) : nothing;
    const S = STRINGS.dock;
    const alone = cards.some((c) => c.key === this.large);
    const label = this.closed ? S.show : S.hide;
    return html`
      ${
        this.closed
          ? nothing
          : html`<div class="grip" role="separator" aria-orientation="horizontal" aria-label=${S.resize} tabindex="0"
              @pointerdown=${this.#drag} @keydown=${this.#key}></div>`
      }
      <header role="none">
        <h2>${S.title}</h2>
        <button class="icon" title=${label} aria-label=${label} aria-expanded=${!this.closed} data-testid="dock-toggle"
          @click=${() => (this.closed = !this.closed)}>${icon('down')}</button>
      </header>
      <div class="row scroll" role="list" aria-label=${S.title} tabindex="0" ?hidden=${this.closed}>
        ${repeat(
          cards.filter((c) => !alone || c.key === this.large),
          (c) => c.key,
          (c) => this.#card(c, false),
        )}
        ${cards.length === 0 ? html`<p class="none" role="listitem">${S.noViews}</p>` : nothing}
      </div>`;
  }

  #card(c: Card, only: boolean): TemplateResult {
    const S = STRINGS.dock;
    const large = this.large === c.key;
    const size = large ? S.shrink : S.grow;
    return html`<figure class=${large || only ? 'large' : ''} role=${only ? nothing : 'listitem'} aria-label="${c.title}, ${c.id}" data-testid="view-${c.id}">
      <nl-frame data-key=${c.key} label=${c.watch ? `${c.id} (${S.watching})` : c.title}></nl-frame>
      ${
        only
          ? nothing
          : html`<div class="tools">
              <button title=${size} aria-label="${size}: ${c.id}" aria-pressed=${large}
                @click=${() => (this.large = large ? '' : c.key)}>${icon('grow', 14)}</button>
              ${
                c.watch
                  ? html`<button title=${S.unwatch(c.id)} aria-label=${S.unwatch(c.id)} data-testid="unwatch-${c.id}"
                      @click=${() => this.run?.unwatch(c.id)}>${icon('close', 14)}</button>`
                  : nothing
              }
            </div>`
      }
    </figure>`;
  }
}
