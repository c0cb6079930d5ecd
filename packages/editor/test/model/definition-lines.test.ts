import { checkNode, readDefinition } from '@neuroloom/core';
import { describe, expect, it } from 'vitest';
import {
  type DefinitionText,
  linesOf,
  problemsAt,
  withFormula,
  withoutLine,
  withoutState,
  withState,
} from '../../src/model/definition-lines.ts';

const leaky: DefinitionText = {
  params: { size: { kind: 'count', default: 10 }, tau: '20 ms', v_rest: '-70 mV', v_th: '-50 mV' },
  axes: { neuron: 'size' },
  inputs: { I: 'mV', exc: { kind: 'increment', unit: 'mV' } },
  outputs: { spikes: 'spikes' },
  state: { V: 'v_rest', w: { init: '0 mV', keep: true } },
  flow: { V: '(v_rest - V + I) / tau' },
  emit: { spikes: 'V >= v_th' },
  on: { spikes: { V: 'v_rest' }, exc: { V: 'V + exc' } },
};
const problemsOf = (text: DefinitionText) => {
  const read = readDefinition(text);
  return 'problems' in read ? read.problems : checkNode(read.definition);
};

describe('the lines of a definition', () => {
  it('are those a person edits: starts, flows, emissions, jumps', () => {
    const { states, emits, events } = linesOf(leaky);
    expect(states.map((s) => [s.name, s.start.formula, s.flow.formula])).toEqual([
      ['V', 'v_rest', '(v_rest - V + I) / tau'],
      ['w', '0 mV', ''],
    ]);
    expect(emits.map((e) => e.place)).toEqual(['emit.spikes']);
    expect(events).toMatchObject([
      { event: 'exc', jumps: [{ place: 'on.exc.V', of: 'V', formula: 'V + exc' }], free: ['w'] },
      { event: 'spikes', jumps: [{ place: 'on.spikes.V', formula: 'v_rest' }], free: ['w'] },
    ]);
  });

  it('can be changed one by one, and the rest of the text stays', () => {
    const changed = withFormula(leaky, 'flow.V', '(v_rest - V) / tau');
    expect(changed).toEqual({ ...leaky, flow: { V: '(v_rest - V) / tau' } });
    expect(withFormula(leaky, 'state.w', '1 mV')['state']).toEqual({ V: 'v_rest', w: { init: '1 mV', keep: true } });
    expect(withFormula(leaky, 'on.spikes.w', 'w + 1 mV')['on']).toMatchObject({
      spikes: { V: 'v_rest', w: 'w + 1 mV' },
    });
    expect(problemsOf(withFormula(leaky, 'flow.w', '-w / tau'))).toEqual([]);
  });

  it('are taken away without leaving empty parts', () => {
    expect(withFormula(leaky, 'flow.V', ' ')).not.toHaveProperty('flow');
    expect(withoutLine(leaky, 'on.exc.V')['on']).toEqual({ spikes: { V: 'v_rest' } });
    expect(withoutLine(withoutLine(leaky, 'on.exc.V'), 'on.spikes.V')).not.toHaveProperty('on');
    const without = withoutState(withFormula(leaky, 'on.spikes.w', 'w'), 'w');
    expect(without).toEqual({ ...leaky, state: { V: 'v_rest' } });
    expect(problemsOf(without)).toEqual([]);
  });

  it('are joined by a new state under a name that is free', () => {
    const { text, name } = withState({ ...leaky, params: { ...(leaky['params'] as object), x: 1 } });
    expect(name).toBe('x2');
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['flow.V', '(v_rest - V + tau) / tau', /cannot add mV and ms/],
    ['emit.spikes', 'V', /expected a truth value/],
    ['on.spikes.V', 'tau', /expected mV, got ms/],
    ['state.V', 'nobody', /unknown name/],
    ['flow.V', '(v_rest - ', /ends too early/],
    ['flow.w', 'V', /./],
  ])('%s = %s has its own problem, and no other line has it', (place, formula, what) => {
    const problems = problemsOf(withFormula(leaky, place, formula));
    expect(problemsAt(problems, place)[0]?.what).toMatch(what);
    for (const other of ['state.w', 'on.exc.V']) expect(problemsAt(problems, other)).toEqual([]);
  });

  it('of text that is no definition are none', () => {
    for (const text of [{}, { state: 3, flow: [], on: { spikes: null } }, { state: null }])
      expect(linesOf(text).states).toEqual([]);
  });
});
