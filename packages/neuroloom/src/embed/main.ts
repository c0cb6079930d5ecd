/** The program of an embedding page: `<script type="module" src="…/embed/neuroloom-graph.js"></script>` is all it takes. */
import { defineNeuroloomGraph } from './neuroloom-graph.ts';

const here = import.meta.url;
defineNeuroloomGraph(new URL('../data/', here));

export { defineNeuroloomGraph, NeuroloomGraph } from './neuroloom-graph.ts';
