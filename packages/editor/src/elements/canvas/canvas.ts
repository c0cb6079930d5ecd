/**
 * `<nl-canvas>`: the graph to look at and to work on. It shows the workspace's document through Rete, turns
 * gestures and keys into edits, and says aloud what it does.
 */
import type { Frame } from '@neuroloom/core';
import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { Subscription } from 'rxjs';
import { connectPorts, moveNodes } from '../../model/actions.ts';
import { GRID, type Point, toWorld, wirePath, zoomAbout } from '../../model/geometry.ts';
import type { Workspace } from '../../model/workspace.ts';
import { STRINGS } from '../../strings.ts';
import { PORT_KINDS, shapeOf } from '../../theme/port-kinds.ts';
import { base } from '../../theme/tokens.styles.ts';
import { icon } from '../icon/icons.ts';
import { styles } from './canvas.styles.ts';
import type { Draft, GestureHost } from './gesture-host.ts';
import { Gestures } from './gestures.ts';
import type { Hit } from './hit.ts';
import { Keyboard } from './keyboard.ts';
import { Stage } from './stage.ts';
import type { Wiring } from './wiring.ts';

export interface AddRequest {
  /** Where, in pixels of the page and on the canvas. */
  readonly page: Point;
  readonly world: Point;
  readonly wiring: Wiring | undefined;
}
export interface MenuRequest {
  readonly page: Point;
  readonly world: Point;
  readonly hit: Hit;
}
export interface CanvasEvents {
  'nl-add': CustomEvent<AddRequest>;
  'nl-menu': CustomEvent<MenuRequest>;
  'nl-inspect': CustomEvent<{ readonly node: string }>;
}

export class NlCanvas extends LitElement {
  static override styles = [base, styles];
  static override properties = {
    workspace: { attribute: false },
    examples: { attribute: false },
    plain: { type: Boolean },
    draft: { state: true },
    legend: { state: true },
    zoom: { state: true },
    count: { state: true },
  };
  declare workspace: Workspace | undefined;
  declare examples: readonly { readonly id: string; readonly title: string }[];
  /** Without buttons in the corner. */
  declare plain: boolean;
  declare draft: Draft;
  declare legend: boolean;
  declare zoom: number;
  declare count: string;
  #stage: Stage | undefined;
  #gestures: Gestures | undefined;
  #keyboard: Keyboard | undefined;
  #links = new Subscription();
  #resize: ResizeObserver | undefined;
  #refusal: ReturnType<typeof setTimeout> | undefined;
  #fitted = false;

  constructor() {
    super();
    this.examples = [];
    this.plain = false;
    this.draft = {};
    this.legend = false;
    this.zoom = 1;
    this.count = '';
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('workspace')) this.#build();
    const hint = this.renderRoot.querySelector<HTMLElement>('.hint');
    if (hint && this.draft.hint) {
      const { at } = this.draft.hint;
      hint.style.setProperty('--x', `${Math.max(8, Math.min(at.x + 14, this.clientWidth - hint.offsetWidth - 8))}px`);
      hint.style.setProperty('--y', `${Math.max(8, Math.min(at.y + 18, this.clientHeight - hint.offsetHeight - 8))}px`);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tear();
  }
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#build();
  }

  /** Middle of what is in sight, on the canvas; where new nodes go when nobody points. */
  get middle(): Point {
    const stage = this.#stage;
    return stage
      ? toWorld(stage.transform, { x: stage.size.width / 2 - 100, y: stage.size.height / 2 - 60 })
      : { x: 0, y: 0 };
  }
  /** Where the pointer is, on the canvas. */
  get pointer(): Point {
    return this.#stage && this.#gestures ? toWorld(this.#stage.transform, this.#gestures.pointer) : this.middle;
  }
  worldAt(page: Point): Point | undefined {
    const r = this.getBoundingClientRect();
    const at = { x: page.x - r.left, y: page.y - r.top };
    if (at.x < 0 || at.y < 0 || at.x > r.width || at.y > r.height) return undefined;
    return this.#stage && toWorld(this.#stage.transform, at);
  }
  fit(): void {
    this.#stage?.fit();
  }
  showOpening(): void {
    this.#stage?.open();
  }
  focusNode(id: string): void {
    this.#stage?.focus(id);
  }
  reveal(id: string): void {
    this.#stage?.reveal(id);
  }
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.box')?.focus({ preventScroll: true });
  }
  show(node: string, frame: Frame): void {
    this.#stage?.setFrame(node, frame);
  }
  clearFrames(): void {
    this.#stage?.clearFrames();
  }
  themeChanged(): void {
    this.#stage?.themeChanged();
  }

  #tear(): void {
    this.#links.unsubscribe();
    this.#gestures?.destroy();
    this.#resize?.disconnect();
    this.#stage?.destroy();
    this.#stage = undefined;
    clearTimeout(this.#refusal);
  }

  #build(): void {
    this.#tear();
    const ws = this.workspace;
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    const far = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.far');
    if (!ws || !box || !far) return;
    this.#fitted = false;
    const stage = new Stage(this, box, far, ws, () => this.#drawn());
    this.#stage = stage;
    const host: GestureHost = {
      box,
      stage,
      ws,
      draft: (draft) => {
        clearTimeout(this.#refusal);
        this.draft = draft;
      },
      moved: (places) => {
        moveNodes(ws, places);
      },
      connect: (from, to) => {
        connectPorts(ws, from, to);
      },
      refused: (sentence, at) => this.#refuse(sentence, at),
      addAt: (at, wiring) => {
        if (!ws.readonly) this.#send('nl-add', { page: this.#page(at), world: toWorld(stage.transform, at), wiring });
      },
      menu: (hit, at) => this.#send('nl-menu', { page: this.#page(at), world: toWorld(stage.transform, at), hit }),
      inspect: (node) => this.#send('nl-inspect', { node }),
    };
    this.#gestures = new Gestures(host);
    this.#keyboard = new Keyboard(host);
    this.#links = new Subscription();
    this.#links.add(
      ws.document$.subscribe((doc) => {
        stage.refresh();
        this.count = STRINGS.canvas.label(Object.keys(doc.nodes).length, doc.wires.length);
      }),
    );
    this.#links.add(ws.selection$.subscribe(() => stage.schedule()));
    this.#links.add(ws.runProblems$.subscribe(() => stage.schedule()));
    this.#resize = new ResizeObserver(() => {
      stage.resized(this.clientWidth, this.clientHeight);
      if (!this.#fitted && this.clientWidth > 0) {
        this.#fitted = true;
        stage.open();
      }
    });
    this.#resize.observe(this);
  }

  #page(at: Point): Point {
    const r = this.getBoundingClientRect();
    return { x: r.left + at.x, y: r.top + at.y };
  }
  #send<K extends keyof CanvasEvents>(type: K, detail: CanvasEvents[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  #refuse(sentence: string, at: Point): void {
    this.workspace?.say(sentence, 'bad');
    this.draft = { hint: { at, text: sentence, bad: true } };
    this.#refusal = setTimeout(() => (this.draft = {}), 5000);
  }

  #drawn(): void {
    const stage = this.#stage;
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    if (!stage || !box) return;
    const { x, y, k } = stage.transform;
    // The grid thins out as one moves away, so that dots never crowd.
    const step = GRID * k * (k < 0.5 ? 4 : k < 0.9 ? 2 : 1);
    box.style.setProperty('--step', `${step}px`);
    box.style.setProperty('--gx', `${x % step}px`);
    box.style.setProperty('--gy', `${y % step}px`);
    if (this.zoom !== k) this.zoom = k;
  }

  readonly #key = (e: KeyboardEvent): void => {
    if (
      e.composedPath().some((n) => n instanceof HTMLElement && n.dataset['interactive'] !== undefined) &&
      e.key !== 'Escape'
    )
      return;
    if (e.key === 'Escape' && this.#gestures?.abort()) {
      e.preventDefault();
      return;
    }
    if (!this.#keyboard?.key(e)) return;
    e.preventDefault();
    e.stopPropagation();
  };
  readonly #keyUp = (e: KeyboardEvent): void => this.#keyboard?.released(e.key);
  readonly #focusIn = (e: FocusEvent): void => {
    const node = e
      .composedPath()
      .find((n): n is HTMLElement => n instanceof HTMLElement && n.dataset['node'] !== undefined);
    if (node && this.#stage) this.#stage.current = node.dataset['node'] ?? '';
  };
  readonly #focusOut = (e: FocusEvent): void => {
    if (!this.renderRoot.contains(e.relatedTarget as Node | null)) this.#keyboard?.abort();
  };

  #zoomBy(f: number): void {
    const stage = this.#stage;
    if (stage) stage.setTransform(zoomAbout(stage.transform, f, { x: stage.size.width / 2, y: stage.size.height / 2 }));
  }

  override render(): TemplateResult {
    const ws = this.workspace;
    const empty = ws && ws.scene.nodes.size === 0;
    return html`
      <h2 class="spoken">${STRINGS.app.regions.canvas}</h2>
      <p class="spoken" id="help">${STRINGS.canvas.help}</p>
      <div class="box" tabindex="0" role="group" aria-roledescription=${STRINGS.canvas.role} aria-label=${this.count} aria-describedby="help"
        data-testid="canvas" @keydown=${this.#key} @keyup=${this.#keyUp} @focusin=${this.#focusIn} @focusout=${this.#focusOut}></div>
      <canvas class="far" hidden aria-hidden="true"></canvas>
      <svg class="draft" aria-hidden="true">${this.#draft()}</svg>
      ${this.draft.hint ? html`<div class="hint ${this.draft.hint.bad ? 'bad' : ''}" data-testid="wire-hint">${this.draft.hint.text}</div>` : nothing}
      ${empty && !this.plain ? this.#empty() : nothing}
      ${this.plain ? nothing : this.#corner()}
    `;
  }

  #draft(): unknown {
    const { marquee, wire } = this.draft;
    if (marquee)
      return svg`<rect x=${marquee.x} y=${marquee.y} width=${marquee.width} height=${marquee.height} rx="2"></rect>`;
    if (!wire) return nothing;
    const [a, b] = wire.reversed ? [wire.to, wire.from] : [wire.from, wire.to];
    const state = wire.legal === undefined ? '' : wire.legal ? 'legal' : 'illegal';
    return svg`<g data-kind=${wire.kind || nothing}><path class=${state} d=${wirePath(a, b)}></path></g>`;
  }

  #corner(): TemplateResult {
    const S = STRINGS.canvas;
    return html`
      ${
        this.legend
          ? html`<section class="legend scroll" aria-label=${S.legend} data-testid="legend"><h2>${S.legend}</h2><ul>
        ${PORT_KINDS.map((k) => html`<li data-kind=${k}><svg viewBox="-8 -8 16 16" aria-hidden="true">${svg`<path d=${shapeOf(k)}></path>`}</svg>${STRINGS.kinds[k]}</li>`)}
      </ul></section>`
          : nothing
      }
      <div class="corner" role="toolbar" aria-label=${S.zoom(this.zoom)}>
        <button class="icon" title=${S.legend} aria-label=${S.legend} aria-pressed=${this.legend} data-testid="legend-button"
          @click=${() => (this.legend = !this.legend)}>${icon('help')}</button>
        <button class="icon" title="${S.layout} (L)" aria-label=${S.layout} data-testid="layout" ?disabled=${this.workspace?.readonly}
          @click=${() => this.dispatchEvent(new CustomEvent('nl-layout', { bubbles: true, composed: true }))}>${icon('layout')}</button>
        <button class="icon" title=${S.zoomOut} aria-label=${S.zoomOut} @click=${() => this.#zoomBy(1 / 1.25)}>${icon('minus')}</button>
        <span class="zoom num">${S.zoom(this.zoom)}</span>
        <button class="icon" title=${S.zoomIn} aria-label=${S.zoomIn} @click=${() => this.#zoomBy(1.25)}>${icon('plus')}</button>
        <button class="icon" title="${S.fit} (F)" aria-label=${S.fit} data-testid="fit" @click=${() => this.fit()}>${icon('fit')}</button>
      </div>`;
  }

  #empty(): TemplateResult {
    const S = STRINGS.canvas.empty;
    return html`<div class="empty" data-testid="empty-canvas">
      <h2>${S.title}</h2>
      <p>${S.lines[0]} <kbd>A</kbd> ${S.lines[1]} ${S.lines[2]}</p>
      ${
        this.examples.length > 0
          ? html`<p class="quiet">${S.example}</p><ul>${this.examples.map(
              (x) => html`<li>
        <button class="outlined" @click=${() => this.dispatchEvent(new CustomEvent('nl-example', { bubbles: true, composed: true, detail: x.id }))}>${x.title}</button>
      </li>`,
            )}</ul>`
          : nothing
      }
    </div>`;
  }
}
