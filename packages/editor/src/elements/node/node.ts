/** A node on the canvas: title, set params, ports, and for views a live picture. It draws; the canvas decides what gestures mean. */
import type { Frame, PortKind } from '@neuroloom/core';
import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Face, PortFace } from '../../model/face.ts';
import { STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import { shapeOf } from '../../theme/port-kinds.ts';
import type { NlFrame } from '../../frames/index.ts';
import { icon } from '../icon/icons.ts';
import { styles } from './node.styles.ts';

/** `yes`: a wire being drawn may end here; `no`: it may not. */
export type Fit = 'yes' | 'no';

export class NlNode extends LitElement {
  static override styles = [base, styles];
  static override properties = {
    face: { attribute: false },
    problem: { attribute: false },
    fits: { attribute: false },
    near: { attribute: false },
    selected: { type: Boolean, reflect: true },
    faded: { type: Boolean, reflect: true },
    failed: { type: Boolean, reflect: true },
  };
  declare face: Face | undefined;
  /** The sentence that says what is wrong with this node. */
  declare problem: string;
  /** While a wire is drawn: what `side:key` says of ending there. */
  declare fits: ReadonlyMap<string, Fit> | undefined;
  /** `side:key` of the socket under the pointer. */
  declare near: string;
  declare selected: boolean;
  declare faded: boolean;
  declare failed: boolean;
  #frame: Frame | undefined;
  #zoom = 1;

  constructor() {
    super();
    this.problem = '';
    this.near = '';
    this.selected = false;
    this.faded = false;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    this.setAttribute('role', 'group');
    this.setAttribute('aria-roledescription', STRINGS.node.role);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('problem')) this.failed = this.problem !== '';
    const { face } = this;
    if (!face) return;
    if (changed.has('face')) {
      this.dataset['node'] = face.id;
      this.dataset['testid'] = `node-${face.id}`;
      this.style.setProperty('--width', `${face.width}px`);
      this.style.setProperty('--height', `${face.height}px`);
      if (face.accent) this.dataset['kind'] = face.accent;
      this.style.setProperty('--hue', face.accent ? `var(--nl-${face.accent})` : 'var(--nl-ink-3)');
    }
    this.setAttribute('aria-label', STRINGS.node.label(face, this.selected, this.problem));
  }

  override render(): TemplateResult | typeof nothing {
    const { face } = this;
    if (!face) return nothing;
    return html`<div class="card ${face.known ? '' : 'unknown'}">
      <header role="none">
        ${glyph(face.accent)}
        <h3 title=${face.title}>${face.title}</h3>
        <span class="id">${face.id}</span>
        ${
          this.problem
            ? html`<button class="badge" data-interactive data-testid="node-problem" title=${this.problem}
              aria-label=${STRINGS.node.problem(this.problem)} @click=${this.#openProblem}>${icon('warning', 14)}</button>`
            : nothing
        }
      </header>
      ${face.summary ? html`<p class="summary" title=${face.summary}>${face.summary}</p>` : nothing}
      <div class="ports">
        <ul class="in">${this.#ports(face.inputs)}</ul>
        <ul class="out">${this.#ports(face.outputs)}</ul>
      </div>
      ${face.view ? html`<div class="thumb"><nl-frame compact inert label=${face.title}></nl-frame></div>` : nothing}
    </div>`;
  }

  override updated(): void {
    this.#passFrame();
  }

  /** Shows a frame at once: a figure that rolls needs every one of them, and properties drawn later would skip some. */
  show(frame: Frame | undefined, zoom = 1): void {
    this.#frame = frame;
    this.#zoom = zoom;
    this.#passFrame();
  }
  #passFrame(): void {
    const figure = this.renderRoot.querySelector?.('nl-frame') as NlFrame | null | undefined;
    if (!figure) return;
    figure.zoom = this.#zoom;
    figure.frame = this.#frame;
  }

  // Keyed by kind as well, so that a port whose type changes is drawn anew instead of being mistaken for its neighbour.
  #ports(ports: readonly PortFace[]): unknown {
    return repeat(
      ports,
      (p) => `${p.side}:${p.key}:${p.kind ?? ''}`,
      (p) => {
        const key = `${p.side}:${p.key}`;
        return html`<li data-port=${key} data-kind=${p.kind ?? nothing} data-fit=${this.fits?.get(key) ?? nothing}
        ?data-near=${this.near === key} title=${STRINGS.port.title(p)}>
        ${socket(p.kind)}<span class="name">${p.key}</span>${p.unit ? html`<span class="unit">${p.unit}</span>` : nothing}
      </li>`;
      },
    );
  }

  readonly #openProblem = (): void => {
    this.dispatchEvent(
      new CustomEvent('nl-problem', { bubbles: true, composed: true, detail: { node: this.face?.id } }),
    );
  };
}

const DOT = 'M3.5 0A3.5 3.5 0 1 1-3.5 0A3.5 3.5 0 1 1 3.5 0z';

export const socket = (kind: PortKind | undefined): TemplateResult =>
  html`<svg class="socket" viewBox="-8 -8 16 16" aria-hidden="true">${svg`<path d=${kind ? shapeOf(kind) : DOT}></path>`}</svg>`;

const glyph = (kind: PortKind | undefined): TemplateResult =>
  html`<svg class="glyph" width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
    ${svg`<path fill-rule="evenodd" d=${kind ? shapeOf(kind) : DOT}></path>`}</svg>`;
