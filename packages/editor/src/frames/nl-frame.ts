/**
 * `<nl-frame>`: a live figure of what a running graph shows. Frames may come as fast as they like; it draws once per
 * repaint and only while it can be seen. Pointer and arrow keys read values off a heat map or a confusion matrix.
 */
import type { ConfusionFrame, Frame } from '@neuroloom/core';
import {
  accuracyText,
  describeShown,
  describeWait,
  drawShown,
  hasCells,
  moveCell,
  type Probe,
  probeAt,
  probeCell,
  type Sheet,
  type Shown,
  score,
  show,
  type Theme,
} from '@neuroloom/core/figure';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { canvasPen, offscreenScratch, type Scratch } from './canvas-pen.ts';
import { frameStyles } from './frame.styles.ts';
import { inkStyles, readTheme } from './read-theme.ts';

/** How often the words for screen readers follow the figure, in ms. */
const WORDS_EVERY = 1000;
/** A larger confusion matrix is not read out cell by cell. */
const MAX_TABLE = 64;

const STEPS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class NlFrame extends LitElement {
  static override properties = {
    frame: { attribute: false, noAccessor: true },
    compact: { type: Boolean, reflect: true },
    label: { type: String },
    expects: { type: String },
    span: { type: Number },
    zoom: { type: Number },
  };
  static override styles = [frameStyles, inkStyles];

  /** A thumbnail: no heading, no axes, no keyboard. */
  declare compact: boolean;
  /** Name of what is shown; by default the place its frames come from. */
  declare label: string | undefined;
  /** The kind of frame an empty figure says it waits for. */
  declare expects: Frame['kind'] | undefined;
  /** How far a raster or a trace looks back, in ms. */
  declare span: number;
  /** Magnification of the canvas this element stands on: more of it, up to 2, is drawn with more pixels. */
  declare zoom: number;

  #frame: Frame | undefined;
  #shown: Shown | undefined;
  #theme: Theme | undefined;
  #scratch: Scratch | undefined;
  #cell: Probe['cell'] | undefined;
  #visible = false;
  #request = 0;
  #wordsTimer: ReturnType<typeof setTimeout> | undefined;
  #seen: IntersectionObserver | undefined;
  #sized: ResizeObserver | undefined;

  constructor() {
    super();
    this.compact = false;
    this.span = 500;
    this.zoom = 1;
  }

  /** The newest frame; undefined empties the figure. Frames are kept by reference: do not write to them afterwards. */
  get frame(): Frame | undefined {
    return this.#frame;
  }
  set frame(frame: Frame | undefined) {
    if (frame === this.#frame) return;
    const before = this.#shown;
    this.#frame = frame;
    this.#shown = frame && show(before, frame, this.span);
    if (before?.kind !== this.#shown?.kind) {
      this.#cell = undefined;
      this.requestUpdate();
    } else this.#speakLater();
    this.#redraw();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen = new IntersectionObserver((entries) => {
      const visible = entries.at(-1)?.isIntersecting ?? false;
      if (visible && !this.#visible) this.#theme = undefined; // no transition tells of a change while nothing is laid out
      this.#visible = visible;
      if (visible) this.#redraw();
    });
    this.#seen.observe(this);
    this.#sized = new ResizeObserver(() => this.#redraw());
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
    this.#sized?.disconnect();
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#wordsTimer);
    this.#request = 0;
    this.#wordsTimer = undefined;
    this.#visible = false;
  }

  protected override updated(): void {
    this.#redraw();
  }

  /** Reads the colours again; needed only where a theme changes in a way that no transition follows. */
  refreshTheme(): void {
    this.#theme = undefined;
    this.#redraw();
  }

  get #sheet(): Sheet {
    return { width: this.clientWidth, height: this.clientHeight, compact: this.compact };
  }

  #redraw(): void {
    if (this.#request || !this.#visible || !this.isConnected) return;
    this.#request = requestAnimationFrame(() => {
      this.#request = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const ink = this.renderRoot.querySelector('.ink');
    const context = canvas?.getContext('2d');
    const { width, height } = this.#sheet;
    if (!canvas || !ink || !context || width === 0 || height === 0) return;
    const scale = window.devicePixelRatio * Math.min(2, Math.max(1, this.zoom));
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    if (!this.#shown) return;
    this.#theme ??= readTheme(ink);
    this.#scratch ??= offscreenScratch();
    const pen = canvasPen(context, this.#theme, scale, this.#scratch);
    const options = { compact: this.compact, ...(this.label !== undefined && { label: this.label }) };
    drawShown(pen, this.#shown, this.#theme, width, height, options);
    this.#showCursor();
  }

  #speakLater(): void {
    this.#wordsTimer ??= setTimeout(() => {
      this.#wordsTimer = undefined;
      this.requestUpdate();
    }, WORDS_EVERY);
  }

  #probe(): Probe | undefined {
    return this.#cell && hasCells(this.#shown) ? probeCell(this.#shown, this.#sheet, this.#cell) : undefined;
  }

  /** Puts the frame around the chosen cell and its value beside it. */
  #showCursor(): void {
    const cursor = this.renderRoot.querySelector<HTMLElement>('.cursor');
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (!cursor || !tip) return;
    const probe = this.compact ? undefined : this.#probe();
    cursor.hidden = tip.hidden = !probe;
    if (!probe) return;
    const { x, y, width, height } = probe.box;
    const [w, h] = [Math.max(7, width + 3), Math.max(7, height + 3)];
    const [left, top] = [x + width / 2 - w / 2, y + height / 2 - h / 2];
    cursor.style.setProperty('width', `${w}px`);
    cursor.style.setProperty('height', `${h}px`);
    cursor.style.setProperty('transform', `translate(${left}px, ${top}px)`);
    tip.textContent = probe.text;
    const sheet = this.#sheet;
    const right = left + w + 8;
    const tipLeft = right + tip.offsetWidth <= sheet.width - 4 ? right : Math.max(4, left - 8 - tip.offsetWidth);
    const tipTop = Math.min(sheet.height - tip.offsetHeight - 4, Math.max(4, top + h / 2 - tip.offsetHeight / 2));
    tip.style.setProperty('transform', `translate(${Math.round(tipLeft)}px, ${Math.round(tipTop)}px)`);
  }

  #say(text: string): void {
    const live = this.renderRoot.querySelector('[aria-live]');
    if (live) live.textContent = text;
  }

  #onPointerMove = (event: PointerEvent): void => {
    if (!hasCells(this.#shown) || this.compact) return;
    // the box on the page may be magnified; the sheet is not
    const page = this.getBoundingClientRect();
    const sheet = this.#sheet;
    const x = ((event.clientX - page.left) / page.width) * sheet.width;
    const y = ((event.clientY - page.top) / page.height) * sheet.height;
    this.#cell = probeAt(this.#shown, sheet, x, y)?.cell;
    this.#showCursor();
  };

  #onPointerLeave = (): void => {
    this.#cell = undefined;
    this.#showCursor();
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    if (!hasCells(this.#shown) || this.compact || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (!this.#cell) return;
      this.#cell = undefined;
    } else {
      const step = STEPS[event.key];
      if (!step && event.key !== 'Home') return;
      const from = this.#probe()?.cell;
      const far = event.shiftKey ? 10 : 1;
      if (!from || !step) this.#cell = { row: 0, column: 0 };
      else for (let k = 0; k < far; k++) this.#cell = moveCell(this.#shown, this.#sheet, this.#cell ?? from, ...step);
    }
    // the arrows move the cursor here, not a node on the canvas around
    event.preventDefault();
    event.stopPropagation();
    this.#showCursor();
    this.#say(this.#probe()?.text ?? '');
  };

  #onInkChange = (): void => this.refreshTheme();

  protected override render(): TemplateResult {
    const shown = this.#shown;
    const words = shown ? describeShown(shown, this.label) : describeWait(this.expects, this.label ?? '');
    const readable = hasCells(shown) && !this.compact;
    return html`
      <span class="ink" aria-hidden="true" @transitionend=${this.#onInkChange}></span>
      <canvas
        part="canvas"
        role=${readable ? 'application' : 'img'}
        aria-roledescription=${readable ? 'figure, arrow keys read its values' : nothing}
        aria-label=${words}
        tabindex=${readable ? '0' : nothing}
        ?hidden=${!shown}
        @pointermove=${this.#onPointerMove}
        @pointerleave=${this.#onPointerLeave}
        @keydown=${this.#onKeyDown}
        @blur=${this.#onPointerLeave}
      ></canvas>
      <p class="wait" ?hidden=${shown !== undefined}>${words}</p>
      <div class="cursor" aria-hidden="true" hidden></div>
      <div class="tip" aria-hidden="true" hidden></div>
      <div class="spoken" aria-live="polite"></div>
      ${shown?.kind === 'confusion' && !this.compact && shown.classes <= MAX_TABLE ? confusionTable(shown) : nothing}
    `;
  }
}

/** The counts as a table that only a screen reader meets. */
function confusionTable(frame: ConfusionFrame): TemplateResult {
  const classes = Array.from({ length: frame.classes }, (_, k) => k);
  return html`<table class="spoken">
    <caption>
      Counts of truth (rows) against answer (columns), accuracy ${accuracyText(score(frame))}
    </caption>
    <thead>
      <tr>
        <th scope="col">truth</th>
        ${classes.map((k) => html`<th scope="col">answer ${k}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${classes.map(
        (truth) =>
          html`<tr>
            <th scope="row">${truth}</th>
            ${classes.map((answer) => html`<td>${frame.counts[truth * frame.classes + answer] ?? 0}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'nl-frame': NlFrame;
  }
}

/** Defines `<nl-frame>` unless the page has one already. */
export function defineFrameElements(registry: Pick<CustomElementRegistry, 'get' | 'define'> = customElements): void {
  if (!registry.get('nl-frame')) registry.define('nl-frame', NlFrame);
}
