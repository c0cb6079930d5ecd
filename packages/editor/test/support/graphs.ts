/** Graphs for tests: digits by STDP in outline, and as many nodes as one likes. */
import type { GraphDocument, Wire } from '@neuroloom/core';

const node = (
  type: string,
  params: GraphDocument['nodes'][string]['params'] = {},
  title?: string,
): GraphDocument['nodes'][string] => ({ type, version: 1, params, ...(title ? { title } : {}) });

export const digitsGraph: GraphDocument = {
  format: 'neuroloom',
  version: 1,
  title: 'Digits by STDP',
  description: 'Learns handwritten digits without labels, after Diehl and Cook (2015).',
  cite: ['diehl2015'],
  time: {
    dt: '0.5 ms',
    phases: [
      { name: 'image', for: '350 ms' },
      { name: 'rest', for: '150 ms', blank: true },
    ],
  },
  seed: 1,
  nodes: {
    digits: node('source/digits'),
    trials: node('schedule/trials', { samples: 5000 }),
    input: node('encoder/poisson'),
    input_exc: node('projection/dense', { w0: '0.3 * rand()' }, 'Input weights'),
    stdp: node('plasticity/stdp', { A_plus: 0.02 }),
    exc: node('population/lif', { size: 100, tau_mem: '100 ms' }, 'Excitatory'),
    inhibition: node('projection/dense', { w_max: 17 }, 'Lateral inhibition'),
    labels: node('readout/assignment'),
    raster: node('view/raster'),
    fields: node('view/weights', {}, 'Receptive fields'),
    accuracy: node('view/chart', {}, 'Accuracy'),
  },
  wires: [
    { from: 'digits.data', to: 'trials.data' },
    { from: 'trials.sample', to: 'input.x' },
    { from: 'input.spikes', to: 'input_exc.pre' },
    { from: 'input_exc.out', to: 'exc.exc' },
    { from: 'input.spikes', to: 'stdp.pre' },
    { from: 'exc.spikes', to: 'stdp.post' },
    { from: 'stdp.dw', to: 'input_exc.dw' },
    { from: 'exc.spikes', to: 'inhibition.pre' },
    { from: 'inhibition.out', to: 'exc.inh' },
    { from: 'exc.spikes', to: 'labels.spikes' },
    { from: 'trials.label', to: 'labels.label' },
    { from: 'exc.spikes', to: 'raster.spikes' },
    { from: 'input_exc.w', to: 'fields.w' },
    { from: 'labels.accuracy', to: 'accuracy.metric' },
  ],
  layout: {
    digits: { x: 0, y: 0 },
    trials: { x: 272, y: 0 },
    input: { x: 560, y: 0 },
    stdp: { x: 560, y: 240 },
    input_exc: { x: 848, y: 48 },
    exc: { x: 1136, y: 48 },
    inhibition: { x: 1136, y: 288 },
    labels: { x: 1440, y: 0 },
    raster: { x: 1440, y: 176 },
    fields: { x: 848, y: 288 },
    accuracy: { x: 1744, y: 0 },
  },
};

/** Chains of encoder, projection, population and raster. */
export function largeGraph(nodes: number): GraphDocument {
  const types = ['encoder/poisson', 'projection/dense', 'population/lif', 'view/raster'] as const;
  const ids = Array.from({ length: nodes }, (_, i) => `n${i}`);
  const wires: Wire[] = [];
  ids.forEach((id, i) => {
    const next = ids[i + 1];
    if (!next) return;
    if (i % 4 === 0) wires.push({ from: `${id}.spikes`, to: `${next}.pre` });
    if (i % 4 === 1) wires.push({ from: `${id}.out`, to: `${next}.exc` });
    if (i % 4 === 2) wires.push({ from: `${id}.spikes`, to: `${next}.spikes` });
  });
  return {
    format: 'neuroloom',
    version: 1,
    title: `${nodes} nodes`,
    time: { dt: '0.1 ms' },
    seed: 1,
    nodes: Object.fromEntries(ids.map((id, i) => [id, node(types[i % 4]!)])),
    wires,
    layout: Object.fromEntries(ids.map((id, i) => [id, { x: (i % 40) * 304, y: Math.floor(i / 40) * 304 }])),
  };
}
