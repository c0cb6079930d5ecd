import { describe, expect, test } from 'vitest';
import { checkNode, dw, formatProblem, formula, increment, mask, param, signal, state, steps } from '@neuroloom/core';
import { but, lif, only, projection, told } from './definitions.ts';

test('two definitions with everything in them are fine', () => {
  expect(checkNode(lif).map(formatProblem)).toEqual([]);
  expect(checkNode(projection).map(formatProblem)).toEqual([]);
});

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
