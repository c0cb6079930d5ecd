import { describe, expect, it } from 'vitest';
import { connect, fits } from '../../src/graph/connect.ts';
import type { GraphDocument } from '../../src/graph/document.ts';
import { graph, node, testLibrary } from './library.ts';

const all = graph({
  exc: node('test/cell'),
  inh: node('test/cell'),
  syn: node('test/synapses'),
  back: node('test/synapses'),
  rule: node('test/rule'),
  cut: node('test/cut'),
  coder: node('test/coder'),
  ways: node('test/two-ways'),
  source: node('test/source'),
  reader: node('test/reader'),
  view: node('test/view'),
  who: node('far/away'),
});
const ask = (from: string, to: string, doc: GraphDocument = all) => connect(testLibrary, doc, from, to);
const because = (from: string, to: string, doc: GraphDocument = all): string => {
  const answer = ask(from, to, doc);
  return answer.ok ? 'yes' : answer.because;
};
const wired = (...wires: string[]): GraphDocument => graph(all.nodes, ...wires);

describe('kinds that meet', () => {
  it.each([
    ['coder.spikes', 'syn.pre'],
    ['syn.out', 'exc.exc'],
    ['exc.spikes', 'rule.post'],
    ['rule.dw', 'syn.dw'],
    ['syn.weights', 'rule.w'],
    ['syn.weights', 'cut.w'],
    ['cut.mask', 'syn.mask'],
    ['source.image', 'coder.x'],
    ['source.image', 'exc.gain'],
    ['source.trial', 'exc.reset'],
    ['source.done', 'cut.when'],
    ['source.label', 'reader.label'],
    ['exc.V', 'reader.response'],
    ['exc.V', 'view.show'],
    ['exc.spikes', 'view.show'],
    ['syn.weights', 'view.show'],
    ['cut.mask', 'view.show'],
    ['exc.spikes', 'view.spikes'],
    ['ways.mean', 'coder.x'],
    ['ways.mean', 'exc.gain'],
  ])('%s to %s', (from, to) => {
    expect(ask(from, to)).toEqual({ ok: true, wire: { from, to } });
  });
});

describe('kinds that do not, and what would fit', () => {
  it.each([
    [
      'exc.spikes',
      'inh.exc',
      "'exc.spikes' sends spikes, and 'inh.exc' takes increments; put a projection between them: it turns spikes into increments",
    ],
    [
      'exc.spikes',
      'inh.I',
      "'exc.spikes' sends spikes, and 'inh.I' takes a signal; put a projection or a trace between them",
    ],
    [
      'source.image',
      'syn.pre',
      "'source.image' sends samples, and 'syn.pre' takes spikes; put an encoder between them ('source.spikes' would fit)",
    ],
    [
      'source.data',
      'coder.x',
      "'source.data' sends a data set, and 'coder.x' takes a signal; put a schedule between them: it draws samples from the data set ('source.image' would fit)",
    ],
    [
      'syn.out',
      'exc.I',
      "'syn.out' sends increments, and 'exc.I' takes a signal; wire it to an input that takes increments ('exc.exc' would fit)",
    ],
    [
      'exc.V',
      'syn.pre',
      "'exc.V' sends a signal, and 'syn.pre' takes spikes; put an encoder or a population between them ('exc.spikes' would fit)",
    ],
    [
      'source.weights',
      'rule.w',
      "'source.weights' sends weights once per trial, and 'rule.w' takes them tick by tick; send a sample instead, which is held",
    ],
    ['syn.out', 'reader.increments', "'syn.out' sends increments, which stay inside the ticks"],
    [
      'reader.accuracy',
      'view.show',
      "'reader.accuracy' sends a metric, and 'view.show' takes frames; put a chart between them",
    ],
  ])('%s to %s', (from, to, sentence) => {
    expect(because(from, to)).toBe(sentence);
  });
  it('lists the ports that would do', () => {
    expect(ask('syn.out', 'exc.I')).toMatchObject({ ok: false, fits: ['exc.exc'] });
    expect(ask('exc.spikes', 'rule.w')).toMatchObject({ ok: false, fits: ['rule.pre', 'rule.post'] });
  });
});

describe('units', () => {
  it('wants the same dimension, and says by what to multiply', () => {
    expect(because('exc.V', 'inh.I')).toContain(
      "'exc.V' sends mV, and 'inh.I' takes nA; multiply by something in µS on the way",
    );
    expect(because('source.image', 'exc.I')).toContain(
      "'source.image' sends a plain number, and 'exc.I' takes nA; multiply by something in nA",
    );
  });
  it('follows a formula param to the unit of the weights', () => {
    const doc = graph({ ...all.nodes, syn: node('test/synapses', { w_init: '2 nS * rand()' }) });
    expect(because('syn.out', 'exc.exc', doc)).toContain("'syn.out' sends µS, and 'exc.exc' takes a plain number");
  });
  it('names the free param that would mend it', () => {
    const doc = graph({ ...all.nodes, syn: node('test/synapses', { w_init: '2 nS * rand()' }) });
    expect(because('rule.dw', 'syn.dw', doc)).toContain("give 'rule.eta' a value in µS");
    const mended = graph({ ...doc.nodes, rule: node('test/rule', { eta: '0.1 nS' }) });
    expect(ask('rule.dw', 'syn.dw', mended).ok).toBe(true);
    expect(ask('syn.weights', 'rule.w', mended).ok).toBe(true);
    expect(because('syn.weights', 'rule.w', doc)).toContain("give 'rule.eta' a value in µS");
  });
});

describe('axes', () => {
  it('spreads one number over all, and does not guess the reverse', () => {
    expect(ask('ways.mean', 'coder.x').ok).toBe(true);
    expect(because('ways.a2', 'exc.gain')).toBe(
      "'ways.a2' has a value per neuron, and 'exc.gain' takes one value for the whole node; reduce it first, such as mean(x, neuron) ('ways.mean' would fit)",
    );
  });
});

describe('ends', () => {
  it.each([
    ['exc.I', 'inh.I', "'exc.I' is an input; a wire begins at an output"],
    ['exc.V', 'inh.V', "'inh.V' is an output; a wire ends at an input"],
    ['ecx.V', 'inh.I', "there is no node 'ecx'; did you mean 'exc'?"],
    ['exc.spike', 'syn.pre', "'exc' has no output 'spike'; did you mean 'spikes'? ('exc.spikes' would fit)"],
    ['exc.spikes', 'syn.prä', "'syn' has no input 'prä'; did you mean 'pre'? ('syn.pre' would fit)"],
    ['exc.spikes', 'exc.exc', "'exc' cannot be wired to itself; put a projection with a delay between"],
    ['exc.constructor', 'syn.pre', "'exc' has no output 'constructor' ('exc.spikes' would fit)"],
    ['toString.spikes', 'syn.pre', "there is no node 'toString'"],
    ['exc', 'syn', "'exc' is a node; a wire ends at 'node.port'"],
    [
      'exc.spikes',
      'who.in',
      "nothing can be wired to 'who': this library has no node 'far/away'; open the graph with a library that has it",
    ],
  ])('%s to %s', (from, to, sentence) => {
    expect(because(from, to)).toContain(sentence);
  });
});

describe('what is wired already', () => {
  it('refuses the same wire twice', () => {
    expect(because('syn.out', 'exc.exc', wired('syn.out > exc.exc'))).toBe("'syn.out' is wired to 'exc.exc' already");
  });
  it('gives a single input one wire, and offers the one to replace', () => {
    expect(ask('inh.spikes', 'syn.pre', wired('exc.spikes > syn.pre'))).toEqual({
      ok: false,
      because: "'syn.pre' takes one wire and has one from 'exc.spikes'; remove that one first",
      replace: { from: 'exc.spikes', to: 'syn.pre' },
    });
  });
  it('lets increments, events, changes of weights and masks gather', () => {
    expect(ask('back.out', 'exc.exc', wired('syn.out > exc.exc')).ok).toBe(true);
    expect(ask('source.done', 'exc.reset', wired('source.trial > exc.reset')).ok).toBe(true);
  });
});

describe('loops', () => {
  const loop = wired('exc.spikes > syn.pre', 'syn.out > inh.exc', 'inh.spikes > back.pre');
  it('need a step of delay, and the sentence says where', () => {
    expect(because('back.out', 'exc.exc', loop)).toBe(
      "the loop back → exc → syn → inh → back has no delay; give 'back.delay' or 'syn.delay' at least one tick",
    );
  });
  it.each([
    ['1 tick', 1, true],
    ['a time of one step', '0.1 ms', true],
    ['a time that rounds to none', '0.04 ms', false],
    ['a time that rounds to one', '0.05 ms', true],
    ['no tick', 0, false],
  ])('are open with a delay of %s', (_name, delay, ok) => {
    const doc = { ...loop, nodes: { ...loop.nodes, syn: node('test/synapses', { delay }) } };
    expect(ask('back.out', 'exc.exc', doc).ok).toBe(ok);
  });
  it('do not run through weights, their changes and masks, which apply after the tick', () => {
    const learning = wired(
      'coder.spikes > syn.pre',
      'coder.spikes > rule.pre',
      'syn.out > exc.exc',
      'exc.spikes > rule.post',
      'syn.weights > rule.w',
    );
    expect(ask('rule.dw', 'syn.dw', learning).ok).toBe(true);
    expect(
      ask('cut.mask', 'syn.mask', { ...learning, wires: [...learning.wires, { from: 'syn.weights', to: 'cut.w' }] }).ok,
    ).toBe(true);
  });
  it('follow what depends on what, not whole nodes', () => {
    const two = graph({ one: node('test/two-ways'), two: node('test/two-ways') }, 'one.a2 > two.a', 'two.b2 > one.b');
    expect(ask('one.b2', 'two.b', two).ok).toBe(false); // b → b2 → b
    expect(ask('two.a2', 'one.b', graph(two.nodes, 'one.a2 > two.a')).ok).toBe(true); // a → a2 → b → b2, which ends
    expect(ask('two.a2', 'one.a', graph(two.nodes, 'one.a2 > two.a')).ok).toBe(false);
  });
  it('are not closed by the stream plane, which answers after the trial', () => {
    const doc = graph({ exc: node('test/cell'), ...all.nodes }, 'exc.V > reader.response');
    expect(ask('source.image', 'coder.x', doc).ok).toBe(true);
  });
  it('are found in a chain of 5000 nodes', () => {
    const n = 5000;
    const nodes = Object.fromEntries(Array.from({ length: n }, (_, k) => [`n${k}`, node('test/two-ways')]));
    const chain = graph(nodes, ...Array.from({ length: n - 1 }, (_, k) => `n${k}.a2 > n${k + 1}.a`));
    expect(because(`n${n - 1}.a2`, 'n0.a', chain)).toContain('the loop n4999 → n0 → n1');
    expect(ask(`n${n - 1}.a2`, 'n0.b', chain).ok).toBe(true);
  });
});

describe('what a dropped wire could go to', () => {
  it('finds inputs for an output', () => {
    expect(fits(testLibrary, all, 'exc.spikes')).toEqual([
      { type: 'test/synapses', port: 'pre' },
      { type: 'test/rule', port: 'pre' },
      { type: 'test/rule', port: 'post' },
      { type: 'test/view', port: 'show' },
      { type: 'test/view', port: 'spikes' },
    ]);
  });
  it('finds outputs for an input, by unit', () => {
    expect(fits(testLibrary, all, 'exc.exc')).toEqual([{ type: 'test/synapses', port: 'out' }]);
    expect(fits(testLibrary, all, 'exc.I')).toEqual([]);
  });
  it('finds nothing for what is not there', () => {
    expect(fits(testLibrary, all, 'exc.nothing')).toEqual([]);
    expect(fits(testLibrary, all, 'who.in')).toEqual([]);
  });
});
