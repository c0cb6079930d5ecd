import { describe, expect, test } from 'vitest';
import type { NodeDefinition, ParamValue } from '@neuroloom/core';
import {
  checkNode,
  choice,
  count,
  defineNode,
  delay,
  dw,
  event,
  flag,
  formatProblem,
  formula,
  increment,
  mask,
  param,
  signal,
  spikes,
  state,
  steps,
  text,
  weights,
} from '@neuroloom/core';

const lif = defineNode({
  type: 'population/lif',
  version: 1,
  title: 'LIF neurons',
  summary: 'Leaky integrate-and-fire neurons.',
  cite: [],
  params: {
    size: count(100, 'Number of neurons', { min: 1 }),
    tau_mem: param('20 ms', 'Membrane time constant', { min: '0.1 ms' }),
    R: param('100 MΩ', 'Membrane resistance', { min: 0 }),
    v_rest: param('-70 mV', 'Resting potential'),
    v_th: param('-50 mV', 'Threshold'),
    t_ref: param('2 ms', 'Absolute refractory period'),
    noisy: flag(false, 'Whether to add noise'),
    kind: choice('a', ['a', 'b'], 'A word'),
    label: text('', 'A label'),
    v_init: formula('v_rest', 'Potential at the start'),
  },
  axes: { neuron: 'size' },
  inputs: {
    I: signal('nA', 'Input current', 'neuron', { default: 0 }),
    learn: signal(1, 'Adapts while above 0', 'scalar'),
    exc: increment('mV', 'Jumps of the potential'),
    reset: event('Start again'),
  },
  outputs: { spikes: spikes('One event per threshold crossing') },
  state: {
    V: state('v_init', 'Membrane potential'),
    refr: steps(0, 'Refractory ticks left'),
    n: state(0, 'Spikes so far', 'scalar'),
  },
  flow: { V: 'refr > 0 ? 0 : (v_rest - V + R * I) / tau_mem' },
  emit: { spikes: 'V >= v_th and (noisy ? rand() < 0.5 : t >= 0)' },
  on: { exc: { V: 'V + exc' }, spikes: { V: 'v_rest', refr: 'ticks(t_ref)', n: 'n + 1' }, reset: { V: 'v_rest' } },
});

const projection = defineNode({
  type: 'projection/plastic',
  version: 1,
  title: 'Plastic projection',
  summary: 'A projection with its own rule.',
  cite: [],
  params: {
    w_init: formula('0.3 * rand()', 'First weight'),
    w_max: param(1, 'Largest weight', { free: true }),
    w_min: param(0, 'Smallest weight', { free: true }),
    delay: delay(1, 'Delay'),
    p: param(0.1, 'Probability of a synapse', { min: 0, max: 1 }),
    tau: param('20 ms', 'Memory'),
  },
  axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'probability', by: 'p' } } },
  inputs: {
    pre: spikes('Spikes', 'pre'),
    r: signal(1, 'Rates', 'pre', { default: 0 }),
    dw: dw('w', 'Changes'),
    mask: mask('Survivors'),
    clock: event('Normalise'),
  },
  outputs: {
    out: increment('w', 'What arrives', 'post'),
    w_out: weights('w', 'Weights'),
    y: signal('w', 'Weighted sum', 'post'),
  },
  state: {
    w: state('w_init', 'Weight', 'synapse', { keep: true, role: 'weights' }),
    x: state(0, 'Trace', 'pre'),
    last: state(0, 'Arrivals', 'post'),
  },
  flow: { x: '-x / tau' },
  emit: { w_out: 'w', y: 'sum(w * r, pre)' },
  on: {
    pre: { out: 'w * x', x: 'x + 1', last: 'last + x' },
    dw: { w: 'clip(w + dw, w_min, w_max)' },
    mask: { w: 'w * mask' },
    clock: { w: 'w / most(sum(w, pre) / (1 + 0 * sum(w, pre)), post) * w_max / w_max' },
  },
});

test('two definitions with everything in them are fine', () => {
  expect(checkNode(lif).map(formatProblem)).toEqual([]);
  expect(
    checkNode({ ...projection, on: { ...projection.on, clock: { w: 'w * (w_max / most(w))' } } }).map(formatProblem),
  ).toEqual([]);
});

/** A definition with some parts replaced. */
const but = (def: NodeDefinition, parts: { [K in keyof NodeDefinition]?: object | string }): NodeDefinition => {
  const merged: Record<string, unknown> = { ...def };
  for (const [key, part] of Object.entries(parts)) {
    merged[key] =
      typeof part === 'string' || key === 'method'
        ? part
        : { ...(def[key as keyof NodeDefinition] as object), ...part };
  }
  // A graph file can hold any shape; the checker must judge what defineNode's types would have refused.
  return merged as unknown as NodeDefinition;
};
const told = (def: NodeDefinition, params: Readonly<Record<string, ParamValue>> = {}): string[] =>
  checkNode(def, params).map(formatProblem);
const only = (def: NodeDefinition, message: string, params: Readonly<Record<string, ParamValue>> = {}): void => {
  const all = told(def, params);
  expect(all).toHaveLength(1);
  expect(all[0]).toContain(message);
};

test('a membrane that forgot its resistance is told so under the plus', () => {
  const source = 'refr > 0 ? 0 : (v_rest - V + I) / tau_mem';
  expect(told(but(lif, { flow: { V: source } }))).toEqual([
    `population/lif › flow.V: cannot add mV and nA\n  ${source}\n  ${' '.repeat(source.indexOf('+'))}^ multiply by R to get mV`,
  ]);
});

describe('units and types', () => {
  test.each([
    [
      { flow: { V: 'v_rest - V' } },
      'population/lif › flow.V: expected mV/ms, got mV\n  v_rest - V\n         ^ divide by tau_mem to get mV/ms',
    ],
    [{ flow: { V: 'V > 0' } }, 'expected mV/ms, got a truth value'],
    [{ emit: { spikes: 'V - v_th' } }, 'population/lif › emit.spikes: expected a truth value, got mV'],
    [{ on: { exc: { V: 'exc / tau_mem' } } }, 'population/lif › on.exc.V: expected mV, got mV/ms'],
    [{ on: { spikes: { refr: 't_ref' } } }, 'expected a whole number of ticks, got ms'],
    [{ on: { spikes: { refr: 'refr / 2' } } }, 'expected a whole number of ticks, got a plain number'],
    [{ on: { spikes: { V: 'Vm' } } }, 'unknown name Vm'],
    [{ on: { spikes: { V: 'v_rest + exc' } } }, 'unknown name exc'],
    [{ on: { spikes: { V: 'kind' } } }, 'unknown name kind'],
    [{ state: { V: state('V0', '') } }, 'population/lif › state.V: unknown name V0'],
    [{ state: { V: state('V', '') } }, 'unknown name V'],
    [{ state: { V: state('t', '') } }, 'unknown name t'],
    [{ state: { V: state('v_rest > 0 mV', '') } }, 'a state holds a number, not a truth value'],
    [{ state: { V: state('1 +', '') } }, 'the formula ends too early'],
    [{ state: { refr: { ...steps(0, ''), init: '1 ms' } } }, 'expected a whole number of ticks, got ms'],
    [{ flow: { V: '((' } }, 'population/lif › flow.V: the formula ends too early'],
    [
      { inputs: { I: signal('nAmp', '', 'neuron', { default: 0 }) } },
      "population/lif › inputs.I: 'nAmp' is neither a unit nor a param or state; did you mean one of ",
    ],
    [
      { inputs: { I: signal('nA', '', 'neuron', { default: '3 mV' }) } },
      "inputs.I: default: expected nA, got mV in '3 mV'",
    ],
    [
      { params: { tau_mem: param('20 ms', '', { min: '1 mV' }) } },
      "params.tau_mem: min: expected ms, got mV in '1 mV'",
    ],
    [{ params: { v_init: formula('I', '') } }, 'population/lif › params.v_init: unknown name I'],
    [{ params: { v_init: formula('1 +', '') } }, 'population/lif › params.v_init: the formula ends too early'],
    [{ params: { v_init: formula('v_init', '') } }, 'params.v_init: unknown name v_init'],
  ])('%j', (parts, message) => only(but(lif, parts), message));

  test('a fault in a first value is told once, however many formulas read the state', () => {
    only(but(lif, { state: { V: state('v_rest + R', '') } }), 'population/lif › state.V: cannot add mV and MΩ');
  });

  test('a formula param is judged where it is used, for the text it is given', () => {
    expect(told(lif, { v_init: 'v_rest + rand() * 5 mV' })).toEqual([]);
    only(lif, 'population/lif › params.v_init: cannot add mV and nA\n  v_rest + 1 nA\n', { v_init: 'v_rest + 1 nA' });
    // A bare 0 has no unit of its own, so V would be a plain number.
    expect(told(lif, { v_init: '0' }).join()).toContain('cannot');
    only(lif, "population/lif › params.v_init: 'msec' is not a unit\n  2 msec\n    ^ units here: ", {
      v_init: '2 msec',
    });
  });

  test('a quantity of several units may be a first value, unless its words are names here', () => {
    const density = but(lif, { state: { g: state('5 uS/cm^2', 'Conductance per area') } });
    expect(told(density)).toEqual([]);
    expect(told(but(lif, { state: { g: state('5 mV / tau_mem', 'Slope') }, flow: { g: '0' } }))).toEqual([]);
  });

  test('a unit that is also a name of the node must mean the same', () => {
    // V is a volt and the membrane potential: both are voltages.
    expect(told(but(lif, { inputs: { exc: increment('V', 'Jumps') } }))).toEqual([]);
    only(
      but(projection, {
        inputs: { r: signal('S', '', 'pre', { default: 0 }) },
        state: { S: state(0, 'Resource', 'pre') },
        emit: { y: 'sum(w, pre)' },
        on: { clock: {} },
      }),
      "inputs.r: 'S' is a unit and also a name of this node, and they differ; rename S",
    );
  });
});

describe('params of one node of a graph', () => {
  const rule = but(projection, { on: { clock: { w: 'w' } } });
  test('free params take the unit of their values, and all must agree', () => {
    expect(told(rule)).toEqual([]);
    expect(told(rule, { w_init: '0.3 nS * rand()', w_max: '1 nS' })).toEqual([]);
    only(rule, 'projection/plastic › on.dw.w: cannot take the smaller of µS and a plain number', { w_init: '0.3 nS' });
    // 0 is the smallest weight of any unit.
    expect(told(rule, { w_init: '0.3 nS', w_max: '1 nS', w_min: 0 })).toEqual([]);
  });
  test('what is wrong with a value is told with the value', () => {
    only(rule, "projection/plastic › params.tau: expected ms, got '3 mV'", { tau: '3 mV' });
    only(rule, 'projection/plastic › params.p: must be at most 1, got 2', { p: 2 });
  });
});

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

describe('left-hand sides', () => {
  test.each([
    [{ params: { 'a-b': param(1, '') } }, "params: 'a-b' cannot be a name"],
    [{ params: { dt: param('1 ms', '') } }, "params.dt: 'dt' has a meaning of its own in formulas"],
    [{ inputs: { V: signal('mV', '') } }, "inputs.V: 'V' is already a state"],
    [
      { inputs: { y: { kind: 'sample', doc: '', axis: 'channel' } } },
      "inputs.y: a node of the tick plane has no ports of kind 'sample'",
    ],
    [{ axes: { neuron: 'sise' } }, 'axes.neuron: there is no param sise; known here: size'],
    [{ axes: { neuron: 'R' } }, 'axes.neuron: R is not a count'],
    [{ axes: { scalar: 'size' } }, "axes.scalar: 'scalar' has one element"],
    [{ axes: { grid: ['pre', 'pre'] } }, 'axes.grid: a product has two different axes, got pre × pre'],
    [{ axes: { grid: ['grid', 'pre'] } }, 'axes.grid: grid would be a product of itself'],
    [
      { axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'indegree', by: 'R' } } } },
      "connect: R is a quantity; a rule 'indegree' reads a count",
    ],
    [
      { axes: { synapse: { of: ['pre', 'post'], connect: { rule: 'probability', by: 'q' } } } },
      "connect: q is not a param; a rule 'probability' reads a quantity",
    ],
    [{ state: { g: state(0, '', 'layer') } }, 'state.g: unknown axis layer; axes here: '],
    [{ flow: { v: '0' } }, 'flow.v: there is no state v; known here: V'],
    [{ flow: { refr: '-1' } }, 'flow.refr: refr counts ticks down by itself'],
    [{ emit: { out: 'V' } }, 'emit.out: there is no output out; known here: spikes'],
    [
      { outputs: { g: increment('mV', '') }, emit: { g: 'V' } },
      "emit.g: an output of kind 'increment' is sent at an event; write it under on",
    ],
    [{ outputs: { y: signal('mV', '') } }, 'outputs.y: nothing makes y; write emit.y'],
    [{ outputs: { y: dw(1, '') } }, 'outputs.y: nothing makes y; send it at an event'],
    [{ on: { fire: { V: '0' } } }, 'on.fire: there is no port fire; known here: '],
    [{ on: { I: { V: '0' } } }, 'on.I: a signal is no event; it is there at every tick'],
    [{ outputs: { y: signal('mV', '') }, emit: { y: 'V' }, on: { y: { V: '0' } } }, 'on.y: a signal is no event'],
    [
      { outputs: { y: mask('') }, on: { reset: { y: '1' }, y: { V: '0' } } },
      'on.y: a mask is no event; events are spikes, event',
    ],
    [{ on: { exc: { U: '0' } } }, 'on.exc.U: there is no state or output U; known here: '],
    [
      { outputs: { y: signal('mV', '') }, emit: { y: 'V' }, on: { exc: { y: 'V' } } },
      "on.exc.y: an output of kind 'signal' is there at every tick; write it under emit",
    ],
    [{ method: 'magic' }, "method: unknown method 'magic'; methods are auto, exact"],
    [{ method: { n: 'euler' } }, 'method.n: n does not flow; known here: V'],
  ])('%j', (parts, message) => {
    only(but(lif, parts), message);
  });

  test('an output may share its name with a param, which no formula confuses', () => {
    expect(
      told(
        but(lif, { params: { y: param('1 mV', '') }, outputs: { y: signal('y', 'Potential') }, emit: { y: 'V + y' } }),
      ),
    ).toEqual([]);
  });
});

test('a method that the flow does not allow is refused when the node is made', () => {
  only(
    but(lif, { method: 'exact', flow: { V: 'V * V / (tau_mem * 1 mV)' } }),
    'population/lif › flow.V: V cannot be integrated exactly: V * V is in the way',
  );
  only(
    but(lif, { method: 'exact', params: { f: formula('V * V', '') }, flow: { V: 'f / (tau_mem * 1 mV)' } }),
    '  f / (tau_mem * 1 mV)\n  ^ use the method',
  );
});

test('every fault of a definition is told at once', () => {
  expect(told(but(lif, { flow: { V: 'Vm' }, emit: { spikes: 'V' }, on: { exc: { V: 'I' } } }))).toHaveLength(3);
});

test('hostile definitions are judged, not run into', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  for (const name of names) {
    const def = but(lif, {
      flow: Object.fromEntries([[name, '0']]),
      on: { spikes: Object.fromEntries([[name, '0']]) },
    });
    expect(told(def).length).toBeGreaterThan(0);
    expect(told(but(lif, { flow: { V: name === '__proto__' ? 'V' : name } })).length).toBeGreaterThan(0);
  }
  const ring = (n: number) => {
    const names = Array.from({ length: n }, (_, k) => `x${k}`);
    const flow = Object.fromEntries(names.map((x, k) => [x, `(x${(k + 1) % n} - ${x}) / tau_mem`]));
    return told(but(lif, { state: Object.fromEntries(names.map((x) => [x, state(0, '')])), flow }));
  };
  expect(ring(250)).toEqual([]);
  expect(ring(1000)).toEqual([
    'population/lif: 1003 states; at most 256 are allowed; give one of them an axis with many elements',
  ]);
});
