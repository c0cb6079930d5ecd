/**
 * `<nl-studio>`: the whole editor. It is given a library, an engine, a store and examples; it ties the open
 * document, its run and the elements together. With `mode="view"` it shows a graph to be run, not edited.
 */
import { type Engine, type GraphDocument, type Library, writeGraph } from '@neuroloom/core';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Observe } from '../../controllers/observe.ts';
import { addNode, selectAll, takeEquations } from '../../model/actions.ts';
import { arrange } from '../../model/arrange.ts';
import { definitionByType } from '../../model/equations.ts';
import type { Point } from '../../model/geometry.ts';
import { fitting } from '../../model/legality.ts';
import { selected, type Workspace } from '../../model/workspace.ts';
import { RunController } from '../../run/run-controller.ts';
import type { DocumentStore, VersionEntry } from '../../store/document-store.ts';
import { STRINGS } from '../../strings.ts';
import { base, tokens } from '../../theme/tokens.styles.ts';
import type { AddRequest, MenuRequest, NlCanvas } from '../canvas/canvas.ts';
import type { NlDock } from '../dock/dock.ts';
import type { MenuItem, NlMenu } from '../menu/menu.ts';
import { DRAG_TYPE, type NlPalette } from '../palette/palette.ts';
import type { NlToolbar, Theme } from '../toolbar/toolbar.ts';
import { type Adding, popup } from './adding.ts';
import { Clipboard } from './clipboard.ts';
import { Desk } from './desk.ts';
import { dialog, shortcutList, versionList } from './dialogs.ts';
import type { Documents, Example } from './documents.ts';
import { canvasMenu, graphMenu, runMenu, stepMenu, type TargetChoice } from './menus.ts';
import { nextRegion, type Shortcuts, shortcut } from './shortcuts.ts';
import { styles } from './studio.styles.ts';

type AtButton = CustomEvent<{ readonly at: Point; readonly from: HTMLElement }>;

export class NlStudio extends LitElement {
  static override styles = [tokens, base, styles];
  static override properties = {
    library: { attribute: false },
    engine: { attribute: false },
    store: { attribute: false },
    examples: { attribute: false },
    targets: { attribute: false },
    addressOf: { attribute: false },
    graph: { attribute: false },
    mode: { reflect: true },
    theme: { reflect: true },
    autorun: { type: Boolean },
    view: {},
    adding: { state: true },
    versions: { state: true },
  };
  declare library: Library | undefined;
  declare engine: Engine | undefined;
  declare store: DocumentStore | undefined;
  declare examples: readonly Example[];
  /** The engine's targets, the usual one first. */
  declare targets: readonly TargetChoice[];
  /** Makes an address that carries a graph file's text; with it the menu offers a link to the open graph. */
  declare addressOf: ((file: string) => Promise<string>) | undefined;
  /** A graph to open in place of what was open last. */
  declare graph: unknown;
  declare mode: 'edit' | 'view';
  declare theme: Theme;
  /** Runs a graph as soon as it is open. */
  declare autorun: boolean;
  /** In a view: the node whose picture is shown below the graph. */
  declare view: string;
  declare adding: Adding | undefined;
  declare versions: readonly VersionEntry[] | undefined;
  #desk: Desk | undefined;
  readonly #control = new RunController(this, {
    resolve: (node) => this.workspace?.resolve(node),
    notify: (sentence) => this.workspace?.say(sentence),
  });
  readonly #clipboard = new Clipboard(this);

  constructor() {
    super();
    this.examples = [];
    this.targets = [{ name: 'wasm' }, { name: 'reference' }];
    this.mode = 'edit';
    this.theme = 'auto';
    this.autorun = false;
    this.view = '';
    new Observe(this, () => [this.#documents?.autosave?.state$]);
  }

  get workspace(): Workspace | undefined {
    return this.#desk?.ws;
  }
  /** The document as it is now. */
  get document(): GraphDocument | undefined {
    return this.workspace?.document;
  }
  get #documents(): Documents | undefined {
    return this.#desk?.documents;
  }
  #find<T extends HTMLElement>(selector: string): T | null {
    return this.renderRoot.querySelector<T>(selector);
  }
  get #canvas(): NlCanvas | null {
    return this.#find('nl-canvas');
  }
  get #dock(): NlDock | null {
    return this.#find('nl-dock');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#leave);
    globalThis.addEventListener('pagehide', this.#gone);
    globalThis.addEventListener('beforeunload', this.#guard);
    this.addEventListener('keydown', this.#key);
    this.#clipboard.listen();
    if (this.hasUpdated) this.#build();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#leave);
    globalThis.removeEventListener('pagehide', this.#gone);
    globalThis.removeEventListener('beforeunload', this.#guard);
    this.removeEventListener('keydown', this.#key);
    this.#clipboard.deafen();
    this.#desk?.close();
    this.#desk = undefined;
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

  /** Opens a file of the person's disk; what is wrong with it is told in the status line. */
  async openFile(file: File): Promise<void> {
    await this.#documents?.openFile(file);
  }

  #build(): void {
    this.#desk?.close();
    this.#desk = undefined;
    if (!this.library) return;
    const editable = this.mode === 'edit';
    const desk = new Desk(this.library, this.store, editable, this.#control.run, {
      opened: (doc) => this.#opened(doc),
      picture: (node, frame) => {
        this.#canvas?.show(node, frame);
        this.#dock?.show(node, frame);
      },
      watched: (key, frame) => this.#dock?.showWatch(key, frame),
      idle: () => {
        this.#canvas?.clearFrames();
        this.#dock?.clearFrames();
      },
    });
    this.#desk = desk;
    this.requestUpdate();
    if (this.graph !== undefined) void this.open(this.graph);
    else void desk.documents.start(this.examples);
  }

  #opened(doc: GraphDocument): void {
    const { run } = this.#control;
    void run.load(doc).then(() => {
      if (this.autorun && this.engine && Object.keys(doc.nodes).length > 0) void run.play();
    });
    this.requestUpdate();
    void this.#drawn().then(() => this.#canvas?.showOpening());
  }
  async #drawn(): Promise<void> {
    await this.updateComplete;
    await new Promise((done) => requestAnimationFrame(done));
  }

  readonly #gone = (): void => this.#documents?.autosave?.leave();
  readonly #leave = (): void => {
    if (document.visibilityState === 'hidden') this.#gone();
  };
  readonly #guard = (e: BeforeUnloadEvent): void => {
    const state = this.#documents?.autosave?.state$.value.is;
    if (state === 'full' || state === 'failed') e.preventDefault();
  };
  readonly #key = (e: KeyboardEvent): void => {
    if (e.defaultPrevented || this.mode !== 'edit' || !this.workspace || this.#find('dialog[open]')) return;
    if (shortcut(e, this.#shortcuts)) e.preventDefault();
  };
  readonly #shortcuts: Shortcuts = {
    undo: () => this.workspace?.undo(),
    redo: () => this.workspace?.redo(),
    copy: () => this.#clipboard.copy(),
    cut: () => this.#clipboard.cut(),
    duplicate: () => this.#clipboard.duplicate(),
    selectAll: () => this.workspace && selectAll(this.workspace),
    save: () => void this.#documents?.saveFile(),
    open: () => void this.#documents?.openFile(),
    toggleRun: () => this.#control.run.toggle(),
    tick: () => void this.#control.run.step('tick'),
    palette: () => this.#find<NlPalette>('nl-palette')?.focus(),
    fit: () => this.#canvas?.fit(),
    layout: () => this.#arrange(),
    help: () => this.#find<HTMLDialogElement>('#shortcuts')?.showModal(),
    region: (step) => nextRegion(this.renderRoot, step),
  };

  #arrange(): void {
    if (this.workspace && arrange(this.workspace)) void this.#drawn().then(() => this.#canvas?.fit());
  }

  #add(request: AddRequest): void {
    const ws = this.workspace;
    if (!ws) return;
    const { wiring } = request;
    this.adding = { request, fits: wiring ? fitting(ws.library, ws.document, wiring.text) : undefined };
  }
  #placePopup(page: Point): void {
    const box = this.#find('.popup');
    if (!box) return;
    box.style.setProperty('--x', `${Math.max(8, Math.min(page.x, innerWidth - box.offsetWidth - 8))}px`);
    box.style.setProperty('--y', `${Math.max(8, Math.min(page.y, innerHeight - box.offsetHeight - 8))}px`);
    box.querySelector<NlPalette>('nl-palette')?.focus();
  }

  /** Adds a definition where the person pointed, wired to the port they came from. */
  #pick(type: string): void {
    const ws = this.workspace;
    const definition = ws && definitionByType(ws.library, type);
    if (!ws || !definition) return;
    const { adding } = this;
    const wiring = adding?.request.wiring;
    const port = adding?.fits?.get(type);
    const at = adding?.request.world ?? this.#canvas?.middle ?? { x: 0, y: 0 };
    const wire = wiring && port !== undefined ? { end: wiring.end, side: wiring.start.side, port } : undefined;
    const id = addNode(ws, definition, at, wire);
    this.adding = undefined;
    if (id === undefined) return;
    void this.#drawn().then(() => (adding ? this.#canvas?.focusNode(id) : this.#canvas?.reveal(id)));
  }

  #openMenu(items: readonly MenuItem[], at: Point, label: string, back?: HTMLElement | null): void {
    void this.#find<NlMenu>('nl-menu')?.open(items, at, label, back ?? undefined);
  }
  readonly #graphMenu = async ({ detail }: AtButton): Promise<void> => {
    const docs = this.#documents;
    if (!docs) return;
    const stored = (await docs.store?.list().catch(() => [])) ?? [];
    const offers = {
      ...(docs.store ? { versions: () => void this.#showVersions() } : {}),
      ...(this.addressOf ? { link: () => void this.#copyLink() } : {}),
    };
    const items = graphMenu(docs, offers, this.examples, stored);
    this.#openMenu(items, detail.at, STRINGS.toolbar.menu, detail.from);
  };
  async #copyLink(): Promise<void> {
    const ws = this.workspace;
    if (!ws || !this.addressOf) return;
    try {
      await navigator.clipboard.writeText(await this.addressOf(writeGraph(ws.document)));
      ws.say(STRINGS.store.linked);
    } catch (error) {
      ws.say(STRINGS.store.notLinked(error instanceof Error ? error.message : String(error)), 'bad');
    }
  }
  readonly #stepMenu = ({ detail }: AtButton): void => {
    const bar = this.#find<NlToolbar>('nl-toolbar');
    const items = stepMenu(this.#control.run, (what) => {
      if (bar) bar.lastStep = what;
    });
    this.#openMenu(items, detail.at, STRINGS.run.stepMenu, detail.from);
  };
  readonly #runMenu = ({ detail }: AtButton): void => {
    const items = this.document ? runMenu(this.#control.run, this.document, this.targets) : [];
    this.#openMenu(items, detail.at, STRINGS.run.settings, detail.from);
  };
  readonly #canvasMenu = ({ detail }: CustomEvent<MenuRequest>): void => {
    const ws = this.workspace;
    if (!ws) return;
    const items = canvasMenu(ws, detail, {
      add: () => this.#add({ page: detail.page, world: detail.world, wiring: undefined }),
      inspect: (node) => this.#inspect(node),
      watch: (node, of) => this.#watch(node, of),
      layout: () => this.#arrange(),
      fit: () => this.#canvas?.fit(),
      equations: (node) => takeEquations(ws, node) && ws.say(STRINGS.equations.taken),
      toClipboard: (text) => this.#clipboard.write(text),
      paste: () => void this.#clipboard.paste(detail.world),
    });
    this.#openMenu(items, detail.page, STRINGS.app.regions.canvas, this.#canvas);
  };

  async #showVersions(): Promise<void> {
    const autosave = this.#documents?.autosave;
    await autosave?.flush();
    this.versions = (autosave && (await this.store?.versions(autosave.id).catch(() => []))) ?? [];
    await this.updateComplete;
    this.#find<HTMLDialogElement>('#versions')?.showModal();
  }

  #watch(node: string, of: string): void {
    const dock = this.#dock;
    if (dock) dock.closed = false;
    this.#control.run.watch({ node, of });
    if (this.#control.view.phase === 'idle') this.workspace?.say(STRINGS.dock.watchNeedsRun);
  }
  #inspect(node: string): void {
    this.workspace?.select(selected([node]));
    void this.#drawn().then(() => this.#find('nl-inspector')?.focus());
  }
  #go(node: string): void {
    this.workspace?.select(selected([node]));
    this.#canvas?.reveal(node);
  }

  readonly #drop = (e: DragEvent): void => {
    const type = e.dataTransfer?.getData(DRAG_TYPE);
    const file = e.dataTransfer?.files[0];
    if (!type && !file) return;
    e.preventDefault();
    const at = this.#canvas?.worldAt({ x: e.clientX, y: e.clientY });
    const definition = type && this.library ? definitionByType(this.library, type) : undefined;
    if (definition && at && this.workspace) addNode(this.workspace, definition, { x: at.x - 100, y: at.y - 18 });
    else if (file) void this.#documents?.openFile(file);
  };
  readonly #dragOver = (e: DragEvent): void => {
    const types = e.dataTransfer?.types ?? [];
    if (!types.includes(DRAG_TYPE) && !types.includes('Files')) return;
    e.preventDefault();
    if (e.dataTransfer) e.dataTransfer.dropEffect = 'copy';
  };
  readonly #example = ({ detail }: CustomEvent<string>): void => {
    const x = this.examples.find((example) => example.id === detail);
    if (x) void this.#documents?.openExample(x);
  };

  override render(): TemplateResult | typeof nothing {
    const ws = this.workspace;
    if (!ws) return nothing;
    const { run } = this.#control;
    const S = STRINGS.app.regions;
    const view = this.mode === 'view';
    const themes: readonly Theme[] = ['auto', 'light', 'dark'];
    return html`
      <nl-toolbar role="region" aria-label=${S.toolbar} .workspace=${ws} .run=${run} .theme=${this.theme} ?plain=${view}
        @nl-menu-graph=${this.#graphMenu} @nl-menu-step=${this.#stepMenu} @nl-menu-run=${this.#runMenu}
        @nl-theme=${() => (this.theme = themes[(themes.indexOf(this.theme) + 1) % 3] ?? 'auto')}
        @nl-shortcuts=${this.#shortcuts.help}></nl-toolbar>
      ${
        view
          ? nothing
          : html`<nl-palette class="palette" role="region" aria-label=${S.palette} .library=${this.library}
              @nl-pick=${(e: CustomEvent<{ type: string }>) => this.#pick(e.detail.type)} @nl-close=${() => this.#canvas?.focus()}></nl-palette>`
      }
      <nl-canvas role="region" aria-label=${S.canvas} .workspace=${ws} .examples=${this.examples} ?plain=${view}
        @nl-add=${(e: CustomEvent<AddRequest>) => this.#add(e.detail)} @nl-menu=${this.#canvasMenu} @nl-layout=${() => this.#arrange()}
        @nl-inspect=${(e: CustomEvent<{ node: string }>) => this.#inspect(e.detail.node)}
        @nl-problem=${(e: CustomEvent<{ node: string }>) => this.#go(e.detail.node)}
        @nl-example=${this.#example} @drop=${this.#drop} @dragover=${this.#dragOver}></nl-canvas>
      ${view ? nothing : this.#aside(ws)}
      <nl-dock role="region" aria-label=${S.dock} .workspace=${ws} .run=${run} ?plain=${view} .only=${this.view}></nl-dock>
      <nl-menu></nl-menu>`;
  }

  #aside(ws: Workspace): TemplateResult {
    const S = STRINGS.app.regions;
    const first = (): string => ws.problems.find((p) => p.node !== undefined)?.node ?? '';
    return html`
      <nl-inspector role="region" aria-label=${S.inspector} .workspace=${ws} @nl-go=${(e: CustomEvent<string>) => this.#go(e.detail)}
        @nl-watch=${(e: CustomEvent<{ node: string; of: string }>) => this.#watch(e.detail.node, e.detail.of)}></nl-inspector>
      <nl-status role="region" aria-label=${S.status} .workspace=${ws} .save=${this.#documents?.autosave?.state$.value}
        @nl-take-over=${() => void this.#documents?.takeOver()} @nl-download=${() => this.#documents?.download()}
        @nl-first-problem=${() => this.#go(first())}></nl-status>
      ${popup(this.adding, this.library, {
        pick: (type) => this.#pick(type),
        left: () => (this.adding = undefined),
        close: () => {
          this.adding = undefined;
          this.#canvas?.focus();
        },
      })}
      ${dialog('shortcuts', STRINGS.shortcuts.title, shortcutList())}
      ${dialog(
        'versions',
        STRINGS.store.versions,
        versionList(this.versions ?? [], (revision) => {
          this.#find<HTMLDialogElement>('#versions')?.close();
          void this.#documents?.restore(revision);
        }),
      )}`;
  }
}
