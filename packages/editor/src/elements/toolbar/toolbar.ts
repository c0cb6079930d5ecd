/** `<nl-toolbar>`: the graph's name, its files, undo and redo, and the run: start, step, speed, how far it is. */
import { canRedo, canUndo } from '@neuroloom/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { Observe } from '../../controllers/observe.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Run, Step } from '../../run/run.ts';
import { bioTime, duration, factor, STRINGS } from '../../strings.ts';
import { base } from '../../theme/tokens.styles.ts';
import { icon } from '../icon/icons.ts';
import { styles } from './toolbar.styles.ts';

/** Positions of the speed slider: tenths of real time up to a hundred times, then without limit. */
const SPEEDS: readonly number[] = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, Infinity];
export type Theme = 'auto' | 'light' | 'dark';

export class NlToolbar extends LitElement {
  static override styles = [base, styles];
  static override properties = {
    workspace: { attribute: false },
    run: { attribute: false },
    theme: {},
    plain: { type: Boolean },
    lastStep: { state: true },
  };
  declare workspace: Workspace | undefined;
  declare run: Run | undefined;
  declare theme: Theme;
  /** Only what a reader needs: run, pause, progress. */
  declare plain: boolean;
  declare lastStep: Step;

  constructor() {
    super();
    this.theme = 'auto';
    this.plain = false;
    this.lastStep = 'tick';
    new Observe(this, () => [this.workspace?.history$, this.workspace?.readonly$, this.run?.view$]);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.run:not(:disabled), button')?.focus();
  }

  #send(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
  readonly #menu = (e: Event): void => {
    const button = e.currentTarget as HTMLElement;
    const r = button.getBoundingClientRect();
    this.#send(`nl-menu-${button.dataset['menu']}`, { at: { x: r.left, y: r.bottom + 4 }, from: button });
  };

  override render(): TemplateResult | typeof nothing {
    const ws = this.workspace;
    if (!ws) return nothing;
    return this.plain
      ? html`${this.#runPart()}${this.#progress()}`
      : html`${this.#file(ws)}${this.#runPart()}${this.#speed()}${this.#progress()}<span class="spring"></span>${this.#edit(ws)}`;
  }

  #file(ws: Workspace): TemplateResult {
    const S = STRINGS.toolbar;
    return html`<div class="group">
      <button class="mark" data-menu="graph" title=${S.menu} aria-label=${S.menu} aria-haspopup="menu" data-testid="graph-menu" @click=${this.#menu}>${MARK}</button>
      <input class="title" type="text" aria-label=${S.title} .value=${ws.document.title} ?readonly=${ws.readonly} data-testid="title" maxlength="200"
        @input=${(e: Event) => ws.edit({ kind: 'set-meta', title: (e.target as HTMLInputElement).value }, STRINGS.edit.title, 'title')}
        @blur=${() => ws.seal()} @keydown=${(e: KeyboardEvent) => e.key === 'Enter' && (e.target as HTMLElement).blur()} />
    </div>`;
  }

  #edit(ws: Workspace): TemplateResult {
    const S = STRINGS.toolbar;
    const h = ws.history$.value;
    const undo = S.undoWhat(canUndo(h) ? (h.entries[h.done - 1]?.label ?? '') : '');
    const redo = S.redoWhat(canRedo(h) ? (h.entries[h.done]?.label ?? '') : '');
    return html`<div class="group">
      <button class="icon" title="${undo} (Ctrl+Z)" aria-label=${undo} ?disabled=${!canUndo(h) || ws.readonly} data-testid="undo" @click=${() => ws.undo()}>${icon('undo')}</button>
      <button class="icon" title="${redo} (Shift+Ctrl+Z)" aria-label=${redo} ?disabled=${!canRedo(h) || ws.readonly} data-testid="redo" @click=${() => ws.redo()}>${icon('redo')}</button>
      <button class="icon" title=${S.theme[this.theme]} aria-label=${S.theme[this.theme]} data-testid="theme" @click=${() => this.#send('nl-theme')}>${icon(this.theme === 'dark' ? 'moon' : 'sun')}</button>
      <button class="icon" title="${S.help} (?)" aria-label=${S.help} data-testid="shortcuts" @click=${() => this.#send('nl-shortcuts')}>${icon('help')}</button>
    </div>`;
  }

  #runPart(): TemplateResult {
    const S = STRINGS.run;
    const { run, workspace: ws } = this;
    const phase = run?.view$.value.phase ?? 'idle';
    const going = phase === 'running';
    const away = run?.view$.value.progress?.fault !== undefined;
    const empty = Object.keys(ws?.document.nodes ?? {}).length === 0;
    const off = !run?.engine || empty;
    const why = !run?.engine ? S.noEngine : empty ? S.noNodes : '';
    const label = going
      ? S.pause
      : away || phase === 'done'
        ? S.again
        : phase === 'paused' && run?.view$.value.progress
          ? S.resume
          : S.run;
    return html`<div class="group">
      <button class="run ${going ? 'on' : ''}" ?disabled=${off || phase === 'starting'} title=${why || `${label} (Space)`} data-testid="run"
        @click=${() => (going ? run?.pause() : void run?.play())}>${icon(going ? 'pause' : 'play', 14)}${phase === 'starting' ? S.starting : label}</button>
      <button class="icon" ?disabled=${off || phase === 'idle'} title=${S.reset} aria-label=${S.reset} data-testid="reset-run" @click=${() => void run?.reset()}>${icon('reset')}</button>
      ${
        this.plain
          ? nothing
          : html`<span class="group split">
        <button ?disabled=${off || going || away} title="${away ? S.away : `${S.step}: ${S[this.lastStep]} (.)`}" data-testid="step" @click=${() => void run?.step(this.lastStep)}>${icon('step')}${S.step}</button>
        <button ?disabled=${off || going || away} data-menu="step" title=${S.stepMenu} aria-label=${S.stepMenu} aria-haspopup="menu" data-testid="step-menu" @click=${this.#menu}>${icon('down', 12)}</button>
      </span>
      <button class="icon" data-menu="run" title=${S.settings} aria-label=${S.settings} aria-haspopup="menu" data-testid="run-settings" @click=${this.#menu}>${icon('settings')}</button>`
      }
    </div>`;
  }

  #speed(): TemplateResult {
    const S = STRINGS.run;
    const { run } = this;
    const at = Math.max(0, SPEEDS.indexOf(run?.speed ?? Infinity));
    const limit = SPEEDS[at]!;
    const text = limit === Infinity ? S.asFast : `${limit}×`;
    const measured = run?.view$.value.progress?.realtime;
    return html`<label class="speed" title=${S.slow}><span class="spoken">${S.speed}</span>
      <input type="range" min="0" max=${SPEEDS.length - 1} step="1" .value=${String(at)} aria-valuetext=${text} data-testid="speed"
        @input=${(e: Event) => {
          run?.setSpeed(SPEEDS[Number((e.target as HTMLInputElement).value)] ?? Infinity);
          this.requestUpdate();
        }} />
      <output class="num" data-testid="realtime">${measured && run?.view$.value.phase === 'running' ? factor(measured) : limit === Infinity ? 'max' : text}</output></label>`;
  }

  #progress(): TemplateResult | typeof nothing {
    const S = STRINGS.run;
    const view = this.run?.view$.value;
    if (!view || view.phase === 'idle') return nothing;
    if (view.stale) {
      return html`<div class="stale" role="status">${S.stale}<button class="outlined" data-testid="restart" @click=${() => void this.run?.restart()}>${S.restart}</button></div>`;
    }
    const { progress: p, phase } = view;
    if (!p) {
      return html`<div class="progress" data-testid="progress" data-phase=${phase}><div class="facts"><strong class=${phase === 'failed' ? 'bad' : ''}>${S.phase[phase]}</strong>
        ${view.problems[0] ? html`<span class="bad" title=${view.problems[0].what}>${view.problems[0].what}</span>` : nothing}</div></div>`;
    }
    if (p.fault) {
      return html`<div class="progress" data-testid="progress" data-phase=${phase} data-fault><div class="facts num"><strong class="bad" title=${`${p.fault.where}: ${p.fault.what}`}>${S.ranAway}</strong>
        <span>${bioTime(p.time)}</span></div></div>`;
    }
    const metrics = Object.entries(p.metrics).slice(0, 2);
    return html`<div class="progress" data-testid="progress" data-phase=${phase}>
      <div class="facts num"><strong>${phase === 'running' ? p.stage || S.phase.running : S.phase[phase]}</strong>
        ${p.of > 0 ? html`<span>${p.done.toLocaleString('en')} / ${p.of.toLocaleString('en')}</span>` : html`<span>${bioTime(p.time)}</span>`}
        ${metrics.map(([name, v]) => html`<span title=${name}>${name} ${name.toLowerCase().includes('accuracy') ? `${(100 * v).toFixed(1)} %` : Number(v.toPrecision(4))}</span>`)}
        ${p.rate > 0 && p.of > 0 ? html`<span>${S.perSecond(p.rate)}</span>` : nothing}
        ${p.left !== null && phase === 'running' ? html`<span>${S.left(duration(p.left))}</span>` : nothing}
      </div>
      ${p.of > 0 ? html`<progress max=${p.of} value=${Math.min(p.done, p.of)} aria-label=${S.progress}></progress>` : nothing}</div>`;
  }
}

const MARK = html`<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round">
  <path d="M4 7c5 0 5 10 10 10h1M4 17c5 0 5-10 10-10h1"></path></g><g fill="currentColor"><circle cx="4" cy="7" r="2.4"></circle><circle cx="4" cy="17" r="2.4"></circle>
  <circle cx="18.5" cy="7" r="2.4"></circle><circle cx="18.5" cy="17" r="2.4"></circle></g></svg>`;
