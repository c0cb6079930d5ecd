/**
 * `<neuroloom-graph src="digits.graph.json" run controls view="raster">`: a graph to watch in any page. It shows the
 * graph, runs it in a worker of its own and draws one of its views; it cannot be edited and keeps nothing.
 *
 * - `src`: address of a graph file, which the page must be allowed to fetch
 * - `run`: starts by itself when the graph is there
 * - `controls`: a bar with run, pause, reset and progress
 * - `view`: the node whose picture is shown below the graph; the first view of the graph if absent
 * - `target`: what it runs on, as in the run settings: `wasm`, `webgpu` or `reference`; `wasm` if absent
 * - `theme`: `light` or `dark`; as the system has it if absent
 * - `data`: address of the folder of data sets; the one beside the element's own program if absent
 *
 * `graph` takes a graph as a value instead of `src`, and `engine` another engine. Problems are shown in the element and
 * sent as the event `neuroloom-problem`, with the sentence as its detail.
 */
import { type Engine, formatProblem, readGraph } from '@neuroloom/core';
import { defineEditorElements, NlStudio } from '@neuroloom/editor';
import { nodes } from '@neuroloom/nodes';
import { createBrowserEngine } from '../browser/engine.ts';
import { fetchText } from '../browser/fetch-text.ts';
import { targetChoices } from '../browser/targets.ts';
import { embedStyles } from './embed-styles.ts';

/** A graph file larger than this is not meant to be shown in a page (characters). */
const MOST = 8 * 1024 * 1024;

export class NeuroloomGraph extends HTMLElement {
  static readonly observedAttributes = ['src', 'run', 'controls', 'view', 'target', 'theme', 'data'];
  /** Folder of data sets for elements without `data`. */
  static data: URL | undefined;

  #graph: unknown;
  #engine: Engine | undefined;
  #studio: NlStudio | undefined;
  /** Counts loadings, so that a file that comes too late is not shown. */
  #turn = 0;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [embedStyles()];
  }

  /** The graph that is shown: a document, or a file's text. */
  get graph(): unknown {
    return this.#studio?.document ?? this.#graph;
  }
  set graph(graph: unknown) {
    this.#graph = graph;
    if (this.isConnected) this.#show(graph);
  }
  get engine(): Engine | undefined {
    return this.#engine;
  }
  set engine(engine: Engine | undefined) {
    this.#engine = engine;
    if (this.#studio) this.#studio.engine = this.#aimed();
  }

  connectedCallback(): void {
    if (this.#graph === undefined) void this.#load();
    else this.#show(this.#graph);
  }
  disconnectedCallback(): void {
    this.#turn++;
    this.#studio?.remove();
    this.#studio = undefined;
  }
  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return;
    if (name === 'src') void this.#load();
    else if (name === 'data') this.engine = this.#engine;
    else if (name === 'target') this.connectedCallback();
    else this.#settle();
  }

  async #load(): Promise<void> {
    const src = this.getAttribute('src');
    const turn = ++this.#turn;
    if (!src)
      return this.#tell('This element shows a graph: give it the address of a graph file as its attribute src.');
    try {
      const text = await fetchText(new URL(src, this.baseURI), MOST);
      if (turn === this.#turn) this.#show(text);
    } catch (error) {
      if (turn === this.#turn) this.#tell(error instanceof Error ? error.message : String(error));
    }
  }

  #show(graph: unknown): void {
    const { doc, problems } = readGraph(graph, nodes);
    if (!doc) return this.#tell(problems.map(formatProblem).join('\n'));
    const missing = this.#missing();
    if (missing !== undefined) return this.#tell(missing);
    this.#studio?.remove();
    const studio = new NlStudio();
    this.#studio = studio;
    studio.mode = 'view';
    studio.library = nodes;
    studio.engine = this.#aimed();
    studio.graph = doc;
    this.#settle();
    this.shadowRoot!.replaceChildren(studio);
    this.#listen(studio);
  }

  /** Passes on what goes wrong while the graph runs. */
  #listen(studio: NlStudio): void {
    void studio.updateComplete.then(() =>
      studio.workspace?.notices$.subscribe(({ text, tone }) => {
        if (tone === 'bad') this.#send(text);
      }),
    );
  }

  #settle(): void {
    const studio = this.#studio;
    if (!studio) return;
    studio.autorun = this.hasAttribute('run');
    studio.toggleAttribute('bare', !this.hasAttribute('controls'));
    studio.view = this.getAttribute('view') ?? '';
    const theme = this.getAttribute('theme');
    studio.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
  }

  /** Why the graph cannot be run on what it is asked to, in the words of the studio. */
  #missing(): string | undefined {
    const name = this.getAttribute('target');
    const choices = targetChoices(navigator);
    const choice = choices.find((c) => c.name === (name ?? choices[0]!.name));
    return choice
      ? choice.missing
      : `There is no target '${name}': it can be ${choices.map((c) => c.name).join(', ')}.`;
  }

  /** The engine, which runs on what the element is asked for. */
  #aimed(): Engine {
    const engine = this.#engine ?? this.#ownEngine();
    const target = this.getAttribute('target');
    if (target === null) return engine;
    return { open: (graph, options, checkpoint) => engine.open(graph, { ...options, target }, checkpoint) };
  }

  #ownEngine(): Engine {
    const data = this.getAttribute('data');
    const folder = data === null ? NeuroloomGraph.data : new URL(data, this.baseURI);
    return createBrowserEngine(folder ?? new URL('data/', this.baseURI));
  }

  #tell(sentence: string): void {
    this.#studio?.remove();
    this.#studio = undefined;
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.textContent = sentence;
    this.shadowRoot!.replaceChildren(message);
    this.#send(sentence);
  }

  #send(problem: string): void {
    this.dispatchEvent(new CustomEvent('neuroloom-problem', { bubbles: true, composed: true, detail: problem }));
  }
}

/** Makes `<neuroloom-graph>` known to the page. Calling it twice, or beside another copy of it, does nothing. */
export function defineNeuroloomGraph(data?: URL): void {
  if (data) NeuroloomGraph.data ??= data;
  defineEditorElements();
  if (!customElements.get('neuroloom-graph')) customElements.define('neuroloom-graph', NeuroloomGraph);
}
