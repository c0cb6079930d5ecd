/**
 * `<nl-studio>`: the whole editor. It is given a library, an engine, a store and examples; it ties the open
 * document, its run and the elements together. With `mode="view"` it shows a graph to be run, not edited.
 */
import { emptyGraph, type Engine, formatProblem, type Frame, type GraphDocument, type Library } from '@neuroloom/core';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Subscription } from 'rxjs';
import { Observe } from '../../controllers/observe.ts';
import { addNode } from '../../model/actions.ts';
import type { Point } from '../../model/geometry.ts';
import { fitting } from '../../model/legality.ts';
import { selected, Workspace } from '../../model/workspace.ts';
import { viewsFor } from '../../run/route.ts';
import { RunController } from '../../run/run-controller.ts';
import type { DocumentStore, VersionEntry } from '../../store/document-store.ts';
import { STRINGS } from '../../strings.ts';
import { base, tokens } from '../../theme/tokens.styles.ts';
import type { AddRequest, MenuRequest, NlCanvas } from '../canvas/canvas.ts';
import { otherSide, type Wiring } from '../canvas/wiring.ts';
import type { NlDock } from '../dock/dock.ts';
import { icon } from '../icon/icons.ts';
import type { MenuItem, NlMenu } from '../menu/menu.ts';
import { DRAG_TYPE, type NlPalette, type PaletteFilter } from '../palette/palette.ts';
import type { NlToolbar, Theme } from '../toolbar/toolbar.ts';
import { Clipboard } from './clipboard.ts';
import { Documents, type Example } from './documents.ts';
import { canvasMenu, graphMenu, runMenu, stepMenu } from './menus.ts';
import { type Shortcuts, shortcut } from './shortcuts.ts';
import { dialog, shortcutList, versionList } from './dialogs.ts';
import { arrange } from '../../model/arrange.ts';
import { styles } from './studio.styles.ts';

const REGIONS = ['nl-toolbar', '.palette', 'nl-canvas', 'nl-inspector', 'nl-dock'] as const;

export class NlStudio extends LitElement {
  static override styles = [tokens, base, styles];
  static override properties = {
    library: { attribute: false }, engine: { attribute: false }, store: { attribute: false }, examples: { attribute: false }, targets: { attribute: false },
    graph: { attribute: false }, mode: { reflect: true }, theme: { reflect: true }, autorun: { type: Boolean }, view: {},
    workspace: { state: true }, adding: { state: true }, dockOpen: { state: true }, versions: { state: true },
  };
  declare library: Library | undefined;
  declare engine: Engine | undefined;
  declare store: DocumentStore | undefined;
  declare examples: readonly Example[];
  /** Names of the engine's targets, the usual one first. */
  declare targets: readonly string[];
  /** A graph to open in place of what was open last. */
  declare graph: unknown;
  declare mode: 'edit' | 'view';
  declare theme: Theme;
  /** Runs a graph as soon as it is open. */
  declare autorun: boolean;
  /** In a view: the node whose picture is shown below the graph. */
  declare view: string;
  declare workspace: Workspace | undefined;
  declare adding: { readonly request: AddRequest; readonly filter: PaletteFilter | undefined; readonly fits: ReadonlyMap<string, string> } | undefined;
  declare dockOpen: boolean;
  declare versions: readonly VersionEntry[] | undefined;
  readonly #control = new RunController(this, {
    resolve: (node) => this.workspace?.resolve(node),
    notify: (sentence) => this.workspace?.say(sentence),
  });
  readonly #clipboard = new Clipboard(this);
  #documents: Documents | undefined;
  #links = new Subscription();

  constructor() {
    super();
    this.examples = [];
    this.targets = ['wasm', 'reference'];
    this.mode = 'edit';
    this.theme = 'auto';
    this.autorun = false;
    this.view = '';
    this.dockOpen = true;
    new Observe(this, () => [this.#documents?.autosave?.state$]);
  }

  get #canvas(): NlCanvas | null {
    return this.renderRoot.querySelector<NlCanvas>('nl-canvas');
  }
  get #dock(): NlDock | null {
    return this.renderRoot.querySelector<NlDock>('nl-dock');
  }
  get #menu(): NlMenu | null {
    return this.renderRoot.querySelector<NlMenu>('nl-menu');
  }

  /** The document as it is now. */
  get document(): GraphDocument | undefined {
    return this.workspace?.document;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#leave);
    globalThis.addEventListener('pagehide', this.#leave);
    globalThis.addEventListener('beforeunload', this.#guard);
    this.addEventListener('keydown', this.#key);
    this.#clipboard.listen();
    if (this.hasUpdated) this.#build();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#leave);
    globalThis.removeEventListener('pagehide', this.#leave);
    globalThis.removeEventListener('beforeunload', this.#guard);
    this.removeEventListener('keydown', this.#key);
    this.#clipboard.deafen();
    this.#close();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('engine')) this.#control.run.engine = this.engine;
    if (changed.has('library') || changed.has('store')) this.#build();
    else if (changed.has('graph') && this.graph !== undefined) void this.open(this.graph);
  }
  override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme')) this.#canvas?.themeChanged();
    if (changed.has('adding') && this.adding) this.#placePopup(this.adding.request.page);
  }

  /** Opens a graph, as a value or as a file's text. */
  async open(graph: unknown): Promise<void> {
    await this.#documents?.openExample({ id: '', title: STRINGS.inspector.graph, load: () => Promise.resolve(graph) });
  }

  /** Opens a graph file of the person's disk; what is wrong with it is told in the status line. */
  async openFile(file: File): Promise<void> {
    await this.#documents?.openFile(file);
  }

  #close(): void {
    this.#links.unsubscribe();
    this.#documents?.close();
    this.#documents = undefined;
  }

  #build(): void {
    this.#close();
    if (!this.library) return;
    const ws = new Workspace(this.library, emptyGraph(STRINGS.app.untitled));
    this.workspace = ws;
    const { run } = this.#control;
    const rescue = safeStorage();
    const edit = this.mode === 'edit';
    this.#documents = new Documents(ws, edit ? this.store : undefined, (doc) => this.#opened(doc), rescue);
    if (!edit) ws.readonly$.next(true);
    this.#links = new Subscription();
    this.#links.add(ws.document$.subscribe((doc) => run.edited(doc)));
    this.#links.add(run.frames$.subscribe((f) => this.#frame(f)));
    this.#links.add(run.view$.subscribe((v) => {
      if (ws.runProblems$.value !== v.problems) {
        ws.runProblems$.next(v.problems);
        const last = v.problems.at(-1);
        if (last) ws.say(formatProblem(last), 'bad');
      }
      if (v.phase === 'idle') {
        this.#canvas?.clearFrames();
        this.#dock?.clearFrames();
      }
    }));
    if (this.graph !== undefined) void this.open(this.graph);
    else void this.#documents.start(this.examples);
  }

  #opened(doc: GraphDocument): void {
    void this.#control.run.load(doc).then(() => {
      if (this.autorun && Object.keys(doc.nodes).length > 0 && this.engine) void this.#control.run.play();
    });
    void this.updateComplete.then(() => requestAnimationFrame(() => this.#canvas?.fit()));
    this.requestUpdate();
  }

  #frame(frame: Frame): void {
    const ws = this.workspace;
    if (!ws) return;
    if (this.#control.run.watches$.value.some((w) => w.key === frame.from)) this.#dock?.show(`watch:${frame.from}`, frame);
    for (const id of viewsFor(ws.document, (node) => ws.scene.nodes.get(node)?.face.view === true, frame)) {
      this.#canvas?.show(id, frame);
      this.#dock?.show(id, frame);
    }
  }

  readonly #leave = (): void => {
    if (document.visibilityState === 'hidden') this.#documents?.autosave?.leave();
  };
  readonly #guard = (e: BeforeUnloadEvent): void => {
    const state = this.#documents?.autosave?.state$.value.is;
    if (state === 'full' || state === 'failed') e.preventDefault();
  };

  readonly #key = (e: KeyboardEvent): void => {
    if (e.defaultPrevented || !this.workspace || this.renderRoot.querySelector('dialog[open]')) return;
    if (shortcut(e, this.#shortcuts)) e.preventDefault();
  };

  readonly #shortcuts: Shortcuts = {
    undo: () => this.workspace?.undo(),
    redo: () => this.workspace?.redo(),
    copy: () => this.#clipboard.copy(),
    cut: () => this.#clipboard.cut(),
    duplicate: () => this.#clipboard.duplicate(),
    selectAll: () => this.workspace?.select(selected(Object.keys(this.workspace.document.nodes))),
    save: () => void this.#documents?.saveFile(),
    open: () => void this.#documents?.openFile(),
    toggleRun: () => {
      const { run, view } = this.#control;
      if (view.phase === 'running') run.pause();
      else void run.play();
    },
    tick: () => void this.#control.run.step('tick'),
    palette: () => this.renderRoot.querySelector<NlPalette>('.palette')?.focus(),
    fit: () => this.#canvas?.fit(),
    layout: () => this.#arrange(),
    help: () => this.renderRoot.querySelector<HTMLDialogElement>('#shortcuts')?.showModal(),
    region: (step) => this.#region(step),
  };

  #region(step: 1 | -1): void {
    const all = REGIONS.map((r) => this.renderRoot.querySelector<HTMLElement>(r)).filter((e) => e !== null);
    const here = all.findIndex((e) => e.matches(':focus-within'));
    const next = all[(here + step + all.length) % all.length];
    const inner = next?.shadowRoot?.querySelector<HTMLElement>('button:not(:disabled), [tabindex="0"]');
    if (next && 'focus' in next && next.localName !== 'nl-toolbar' && next.localName !== 'nl-dock') next.focus();
    else inner?.focus();
  }

  #arrange(): void {
    const { workspace: ws } = this;
    if (ws && arrange(ws)) void this.updateComplete.then(() => this.#canvas?.fit());
  }

  #add(request: AddRequest): void {
    const ws = this.workspace;
    if (!ws) return;
    const wiring = request.wiring;
    const fits = wiring ? fitting(ws.library, ws.document, wiring.text) : new Map<string, string>();
    this.adding = { request, fits, filter: wiring ? { what: wiring.text, types: new Set(fits.keys()) } : undefined };
  }
  #placePopup(page: Point): void {
    const popup = this.renderRoot.querySelector<HTMLElement>('.popup');
    if (!popup) return;
    popup.style.setProperty('--x', `${Math.max(8, Math.min(page.x, innerWidth - 316))}px`);
    popup.style.setProperty('--y', `${Math.max(8, Math.min(page.y, innerHeight - Math.min(420, innerHeight * 0.7) - 12))}px`);
    popup.querySelector<NlPalette>('nl-palette')?.focus();
  }
  #endAdding(): void {
    this.adding = undefined;
    this.#canvas?.focus();
  }

  /** Adds a definition where the person pointed, wired to the port they came from. */
  #pick(type: string): void {
    const ws = this.workspace;
    const definition = ws?.library.definitions.get(type);
    if (!ws || !definition) return;
    const { adding } = this;
    const wiring: Wiring | undefined = adding?.request.wiring;
    const port = adding?.fits.get(type);
    const at = adding?.request.world ?? this.#canvas?.middle ?? { x: 0, y: 0 };
    const id = addNode(ws, definition, at, wiring && port !== undefined ? { end: wiring.end, side: wiring.start.side, port } : undefined);
    const side = wiring && otherSide(wiring.start.side);
    this.adding = undefined;
    if (id !== undefined) void this.updateComplete.then(() => requestAnimationFrame(() => (side || adding ? this.#canvas?.focusNode(id) : this.#canvas?.reveal(id))));
  }

  #openMenu(items: readonly MenuItem[], at: Point, label: string, back?: HTMLElement): void {
    void this.#menu?.open(items, at, label, back);
  }

  async #graphMenu(e: CustomEvent<{ at: Point; from: HTMLElement }>): Promise<void> {
    const docs = this.#documents;
    if (!docs) return;
    const stored = (await docs.store?.list().catch(() => [])) ?? [];
    this.#openMenu(graphMenu({
      create: () => void docs.create(), open: () => void docs.openFile(), save: () => void docs.saveFile(), saveAs: () => void docs.saveFile(true),
      versions: docs.store ? () => void this.#showVersions() : undefined,
      example: (x) => void docs.openExample(x), stored: (id) => void docs.openStored(id),
    }, this.examples, stored, docs.autosave?.id ?? ''), e.detail.at, STRINGS.toolbar.menu, e.detail.from);
  }

  async #showVersions(): Promise<void> {
    const id = this.#documents?.autosave?.id;
    await this.#documents?.autosave?.flush();
    this.versions = id ? ((await this.store?.versions(id).catch(() => [])) ?? []) : [];
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLDialogElement>('#versions')?.showModal();
  }

  #canvasMenu(e: CustomEvent<MenuRequest>): void {
    const ws = this.workspace;
    if (!ws) return;
    const items = canvasMenu(ws, e.detail, {
      add: () => this.#add({ page: e.detail.page, world: e.detail.world, wiring: undefined }),
      inspect: (node) => this.#inspect(node), watch: (node, of) => this.#watch(node, of), layout: () => this.#arrange(), fit: () => this.#canvas?.fit(),
      toClipboard: (text) => this.#clipboard.write(text), paste: () => void this.#clipboard.paste(e.detail.world),
    });
    this.#openMenu(items, e.detail.page, STRINGS.app.regions.canvas, this.#canvas ?? undefined);
  }

  #watch(node: string, of: string): void {
    this.dockOpen = true;
    this.#control.run.watch({ node, of });
    if (this.#control.view.phase === 'idle') this.workspace?.say(STRINGS.dock.watchNeedsRun);
  }
  #inspect(node: string): void {
    this.workspace?.select(selected([node]));
    void this.updateComplete.then(() => requestAnimationFrame(() => this.renderRoot.querySelector<HTMLElement>('nl-inspector')?.focus()));
  }
  #go(node: string): void {
    this.workspace?.select(selected([node]));
    this.#canvas?.reveal(node);
  }

  readonly #drop = (e: DragEvent): void => {
    const type = e.dataTransfer?.getData(DRAG_TYPE);
    const file = e.dataTransfer?.files[0];
    const at = this.#canvas?.worldAt({ x: e.clientX, y: e.clientY });
    if (!type && !file) return;
    e.preventDefault();
    const definition = type ? this.library?.definitions.get(type) : undefined;
    if (definition && at && this.workspace) addNode(this.workspace, definition, { x: at.x - 100, y: at.y - 18 });
    else if (file) void this.#documents?.openFile(file);
  };
  readonly #dragOver = (e: DragEvent): void => {
    const types = e.dataTransfer?.types ?? [];
    if (!types.includes(DRAG_TYPE) && !types.includes('Files')) return;
    e.preventDefault();
    if (e.dataTransfer) e.dataTransfer.dropEffect = 'copy';
  };

  readonly #resize = (e: PointerEvent): void => {
    const grip = e.currentTarget as HTMLElement;
    const dock = grip.parentElement as HTMLElement;
    const [start, height] = [e.clientY, dock.offsetHeight];
    grip.setPointerCapture(e.pointerId);
    const move = (m: PointerEvent): void => this.#dockHeight(height + start - m.clientY);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', () => grip.removeEventListener('pointermove', move), { once: true });
  };
  #dockHeight(px: number): void {
    this.renderRoot.querySelector<HTMLElement>('.dock')?.style.setProperty('--dock', `${Math.max(120, Math.min(this.clientHeight * 0.7, px))}px`);
  }

  override render(): TemplateResult | typeof nothing {
    const ws = this.workspace;
    if (!ws) return nothing;
    const { run } = this.#control;
    const S = STRINGS.app.regions;
    const view = this.mode === 'view';
    return html`
      <nl-toolbar role="region" aria-label=${S.toolbar} .workspace=${ws} .run=${run} .theme=${this.theme} ?plain=${view}
        @nl-menu-graph=${this.#graphMenu}
        @nl-menu-step=${(e: CustomEvent<{ at: Point; from: HTMLElement }>) => this.#openMenu(stepMenu(run, (s) => {
          const bar = this.renderRoot.querySelector<NlToolbar>('nl-toolbar');
          if (bar) bar.lastStep = s;
        }), e.detail.at, STRINGS.run.stepMenu, e.detail.from)}
        @nl-menu-run=${(e: CustomEvent<{ at: Point; from: HTMLElement }>) => this.#openMenu(runMenu(run, ws.document, this.targets), e.detail.at, STRINGS.run.settings, e.detail.from)}
        @nl-theme=${() => (this.theme = this.theme === 'auto' ? 'light' : this.theme === 'light' ? 'dark' : 'auto')}
        @nl-shortcuts=${this.#shortcuts.help}></nl-toolbar>
      ${view ? nothing : html`<nl-palette class="palette" role="region" aria-label=${S.palette} .library=${this.library} @nl-pick=${(e: CustomEvent<{ type: string }>) => this.#pick(e.detail.type)}
        @nl-close=${() => this.#canvas?.focus()}></nl-palette>`}
      <nl-canvas role="region" aria-label=${S.canvas} .workspace=${ws} .examples=${this.examples} ?plain=${view}
        @nl-add=${(e: CustomEvent<AddRequest>) => this.#add(e.detail)} @nl-menu=${this.#canvasMenu} @nl-layout=${() => this.#arrange()}
        @nl-inspect=${(e: CustomEvent<{ node: string }>) => this.#inspect(e.detail.node)} @nl-problem=${(e: CustomEvent<{ node: string }>) => this.#go(e.detail.node)}
        @nl-example=${(e: CustomEvent<string>) => {
          const x = this.examples.find((ex) => ex.id === e.detail);
          if (x) void this.#documents?.openExample(x);
        }} @drop=${this.#drop} @dragover=${this.#dragOver}></nl-canvas>
      ${view ? this.#viewDock(ws) : html`
        <nl-inspector role="region" aria-label=${S.inspector} .workspace=${ws} @nl-go=${(e: CustomEvent<string>) => this.#go(e.detail)}
          @nl-watch=${(e: CustomEvent<{ node: string; of: string }>) => this.#watch(e.detail.node, e.detail.of)}></nl-inspector>
        ${this.#editDock(ws)}
        <nl-status role="region" aria-label=${S.status} .workspace=${ws} .save=${this.#documents?.autosave?.state$.value}
          @nl-take-over=${() => void this.#documents?.takeOver()} @nl-download=${() => this.#documents?.download()}
          @nl-first-problem=${() => this.#go(ws.problems.find((p) => p.node !== undefined)?.node ?? '')}></nl-status>
        ${this.#popup()}
        ${dialog('shortcuts', STRINGS.shortcuts.title, shortcutList())}
        ${dialog('versions', STRINGS.store.versions, versionList(this.versions ?? [], (n) => {
          this.renderRoot.querySelector<HTMLDialogElement>('#versions')?.close();
          void this.#documents?.restore(n);
        }))}`}
      <nl-menu></nl-menu>`;
  }

  #editDock(ws: Workspace): TemplateResult {
    const S = STRINGS.dock;
    return html`<section class="dock ${this.dockOpen ? '' : 'closed'}" aria-label=${S.title}>
      <div class="grip" role="separator" aria-orientation="horizontal" aria-label=${S.resize} tabindex="0" ?hidden=${!this.dockOpen} @pointerdown=${this.#resize}
        @keydown=${(e: KeyboardEvent) => {
          const by = e.key === 'ArrowUp' ? 24 : e.key === 'ArrowDown' ? -24 : 0;
          if (by) this.#dockHeight((e.currentTarget as HTMLElement).parentElement!.offsetHeight + by);
        }}></div>
      <header>${S.title}<button class="icon" title=${this.dockOpen ? S.hide : S.show} aria-label=${this.dockOpen ? S.hide : S.show} aria-expanded=${this.dockOpen}
        data-testid="dock-toggle" @click=${() => (this.dockOpen = !this.dockOpen)}>${icon('down')}</button></header>
      ${this.dockOpen ? html`<nl-dock .workspace=${ws} .run=${this.#control.run}></nl-dock>` : nothing}
    </section>`;
  }

  #viewDock(ws: Workspace): TemplateResult {
    const views = [...ws.scene.nodes.values()].filter((p) => p.face.view).map((p) => p.face.id);
    const only = views.includes(this.view) ? this.view : (views[0] ?? '');
    return html`<section class="dock" aria-label=${STRINGS.dock.title} ?hidden=${only === ''}><nl-dock .workspace=${ws} .run=${this.#control.run} .only=${only}></nl-dock></section>`;
  }

  #popup(): TemplateResult | typeof nothing {
    if (!this.adding) return nothing;
    return html`<div class="popup" data-testid="add-popup" @focusout=${(e: FocusEvent) => {
      const inside = e.relatedTarget instanceof Node && (e.currentTarget as HTMLElement).contains(e.relatedTarget);
      if (!inside && e.relatedTarget !== null) this.adding = undefined;
    }}><nl-palette popup .library=${this.library} .filter=${this.adding.filter} @nl-pick=${(e: CustomEvent<{ type: string }>) => {
      e.stopPropagation();
      this.#pick(e.detail.type);
    }} @nl-close=${() => this.#endAdding()}></nl-palette></div>`;
  }
}

/** localStorage where a page may use it. */
function safeStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
