import { describe, expect, test } from 'vitest';
import { count, defineNode, formula, signal, state } from '@neuroloom/core';
import { but, lif, only, projection, told } from './definitions.ts';

describe('axes', () => {
  test.each([
    [
      projection,
      { on: { clock: { w: 'w' } }, flow: { x: '-w / tau' } },
      'flow.x: w is per synapse, which a rule per pre cannot see\n  -w / tau\n   ^ reduce it first, for example sum(w, post)',
    ],
    [projection, { on: { clock: { w: 'w' } }, emit: { y: 'w' } }, 'reduce it first, for example sum(w, pre)'],
    [projection, { on: { clock: { w: 'w' } }, emit: { y: 'r' } }, 'r is per pre, which a rule per post cannot see'],
    [
      projection,
      { on: { clock: { w: 'w' } }, emit: { y: 'sum(r, post)' } },
      'r is per pre; there is no post in it to reduce over\n  sum(r, post)\n  ^ reduce over pre',
    ],
    [
      projection,
      { on: { clock: { w: 'w' } }, emit: { y: 'sum(3, pre)' } },
      '3 is a single number; there is no pre in it to reduce over\n  sum(3, pre)\n  ^ leave the reduction away',
    ],
    [projection, { on: { clock: { w: 'w' } }, emit: { y: 'index(pre)' } }, 'index(pre) is per pre'],
    [
      projection,
      { on: { clock: { w: 'w' } }, emit: { y: 'index(neuron)' } },
      'index(neuron) is per neuron, which a rule per post cannot see',
    ],
    [
      projection,
      { on: { clock: { w: 'w' } }, emit: { y: 'size(layer)' } },
      'unknown axis layer\n  size(layer)\n  ^ axes here: ',
    ],
    [projection, { on: { clock: { w: 'w' } }, emit: { y: 'sum(w, layer)' } }, 'unknown axis layer'],
    [
      projection,
      { on: { clock: { w: 'w' } }, emit: { y: 'sum(w, post)' } },
      'sum(w, post) is per pre, which a rule per post cannot see',
    ],
    [
      projection,
      { on: { clock: { w: 'w * quantile(w, x, pre)' } } },
      'x is per pre, which a rule a single number cannot see',
    ],
    [
      projection,
      { on: { clock: { w: 'w' } }, state: { w: state('index(neuron)', '', 'synapse') } },
      'state.w: index(neuron) is per neuron',
    ],
    [
      projection,
      {
        on: { clock: { w: 'w' } },
        axes: { layer: 'size' },
        inputs: { z: signal(1, '', 'layer') },
        emit: { y: 'sum(z + r, pre)' },
        params: { size: count(3, '') },
      },
      'per layer and per pre never meet',
    ],
    [
      lif,
      { on: { spikes: { V: 'V' }, exc: { V: 'V + exc', k: 'k + 1' } }, state: { k: state(0, '', 'pre') } },
      'on.exc.k: k is per pre, and the event comes per neuron; put k on the axis neuron',
    ],
    [
      lif,
      {
        on: { spikes: { k: 'k + 1' } },
        state: { k: state(0, '', 'channel') },
        inputs: { c: signal(1, '', 'channel') },
      },
      'k is per channel, and the event comes per neuron',
    ],
  ])('%#', (def, parts, message) => only(but(def, parts), message));

  test('a formula param lies on the axis of its text', () => {
    const gain = (f: string) =>
      but(lif, { params: { f: formula(f, 'Gain') }, outputs: { y: signal('mV', '', 'scalar') }, emit: { y: 'f' } });
    expect(told(gain('mean(V, neuron)'))).toEqual([]);
    only(gain('V'), 'emit.y: f is per neuron, which a rule a single number cannot see');
    only(gain('mean(V, layer)'), 'params.f: unknown axis layer');
  });

  test('a product is seen from its factors', () => {
    const tiles = defineNode({
      type: 'encoder/tiles',
      version: 1,
      title: 'Tiles',
      summary: 'Tiles.',
      cite: [],
      params: { fields: count(8, 'Fields per channel') },
      axes: { field: 'fields', neuron: ['channel', 'field'] },
      inputs: { x: signal(1, 'One per channel', 'channel') },
      outputs: { y: signal(1, 'One per field of each channel'), z: signal(1, 'One per channel', 'channel') },
      emit: { y: 'x * index(field) / size(field)', z: 'x * most(index(field) + x, field)' },
    });
    expect(told(tiles)).toEqual([]);
    only(but(tiles, { emit: { z: 'index(field)' } }), 'index(field) is per field, which a rule per channel cannot see');
  });
});
