/** The studio with a fake engine, to be looked at and tried out. `?theme=dark`, `?empty`, `?nodes=1000`, `?mode=view`, `?store`, `?run`. */
import { defineEditorElements, openDocumentStore } from '../../src/index.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { digitsGraph, largeGraph } from '../support/graphs.ts';
import { testLibrary } from '../support/library.ts';

const asked = new URL(location.href).searchParams;
defineEditorElements();
const studio = document.createElement('nl-studio');
studio.library = testLibrary;
studio.engine = new FakeEngine();
studio.examples = [
  { id: 'digits', title: 'Digits by STDP', load: () => Promise.resolve(digitsGraph) },
  { id: 'large', title: '200 nodes', load: () => Promise.resolve(largeGraph(200)) },
];
if (asked.has('store')) studio.store = await openDocumentStore('neuroloom-test');
if (asked.has('empty'))
  studio.graph = {
    format: 'neuroloom',
    version: 1,
    title: 'Untitled graph',
    time: { dt: '0.1 ms' },
    seed: 1,
    nodes: {},
    wires: [],
    layout: {},
  };
if (asked.has('nodes')) studio.graph = largeGraph(Number(asked.get('nodes')));
if (asked.get('mode') === 'view') studio.mode = 'view';
const theme = asked.get('theme');
if (theme === 'dark' || theme === 'light') studio.theme = theme;
studio.autorun = asked.has('run');
document.querySelector('main')?.append(studio);
