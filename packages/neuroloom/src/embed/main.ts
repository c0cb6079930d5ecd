/**
 * The program of an embedding page: `<script type="module" src="…/embed/neuroloom-graph.js"></script>` is all it takes.
 * A page that wants numbers and no picture imports the engine from it.
 */
import { defineNeuroloomGraph } from './neuroloom-graph.ts';

const here = import.meta.url;
defineNeuroloomGraph(new URL('../data/', here));

export { createBrowserEngine } from '../browser/engine.ts';
export { defineNeuroloomGraph, NeuroloomGraph } from './neuroloom-graph.ts';
