import type { GraphDocument, ParamValue } from '@neuroloom/core';
import { formatProblem, NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';

const node = (type: string, params: Record<string, ParamValue> = {}): GraphDocument['nodes'][string] => ({
  type,
  version: 1,
  params,
});
/** Spikes through synapses that tire. */
const graph = (tire: ParamValue, deliver: ParamValue, type = 'projection/sparse'): GraphDocument => ({
  format: 'neuroloom',
  version: 1,
  title: '',
  seed: 1,
  layout: {},
  time: { dt: '0.5 ms', duration: '20 ms' },
  nodes: {
    train: node('source/pulses', { size: 20 }),
    tired: node('plasticity/short-term', { delay: tire }),
    synapses: node(type, { delay: deliver, ...(type.endsWith('one-to-one') ? { w: '1 mV' } : { scale: '1 mV' }) }),
    cells: node('population/lif-cuba', { size: 20 }),
  },
  wires: [
    { from: 'train.spikes', to: 'tired.spikes' },
    { from: 'train.spikes', to: 'synapses.pre' },
    { from: 'tired.release', to: 'synapses.gain' },
    { from: 'synapses.out', to: 'cells.exc' },
  ],
});
const refusal = (g: GraphDocument): string => {
  try {
    compile(g, nodes);
    return '';
  } catch (error) {
    if (error instanceof NeuroloomError) return error.problems.map(formatProblem).join('\n');
    throw error;
  }
};

describe('a gain that follows from the same spikes', () => {
  it.each(['projection/sparse', 'projection/dense', 'projection/one-to-one'])('comes with the events of %s', (type) => {
    expect(refusal(graph('2 ms', '2 ms', type))).toBe('');
    expect(refusal(graph(4, '2 ms', type))).toBe('');
  });

  it.each(['projection/sparse', 'projection/one-to-one'])(
    'is refused where it would meet another spike of %s',
    (type) => {
      const said = refusal(graph('0.5 ms', '2 ms', type));
      expect(said).toContain('tired.release');
      expect(said).toContain(
        'follows a spike by 1 step, and synapses, which it scales, delivers the spike after 4 steps',
      );
      expect(said).toContain('give tired the delay of synapses');
    },
  );

  it('is refused where synapses of one source differ', () => {
    const said = refusal(graph('2 ms', '1 ms + 1 ms * rand()'));
    expect(said).toMatch(/deliver a spike at [23] different times/);
    expect(said).toContain('give all synapses of synapses one delay');
  });

  it('may come from elsewhere at any time', () => {
    const g = graph('0.5 ms', '2 ms');
    const other = { ...g, nodes: { ...g.nodes, others: node('source/pulses', { size: 20 }) } };
    const wires = g.wires.map((w) => (w.to === 'tired.spikes' ? { ...w, from: 'others.spikes' } : w));
    expect(refusal({ ...other, wires })).toBe('');
  });
});
