/** Every learning rule does the same to the same synapses, however a projection stores them. */
import type { Reals } from '@neuroloom/core';
import { createEngine } from 'neuroloom';
import { describe, expect, test } from 'vitest';
import type { ClaimRun } from '../../src/claims.ts';
import { network, runClaim } from '../../src/claims.ts';
import { nodes } from '../../src/index.ts';

const [PRE, POST] = [9, 6];
const engine = createEngine({ thread: 'calling' });

/** All pairs, in the three forms that a projection of spiking neurons has. */
const forms = {
  dense: ['projection/dense', {}],
  sparse: ['projection/sparse', { p: 1 }],
  indegree: ['projection/indegree', { k: PRE }],
} as const;

/** Rules that speak of spikes: what each hears, by the names of its inputs. */
const sources: Readonly<Record<string, string>> = {
  pre: 'inputs.spikes',
  post: 'cells.spikes',
  reward: 'giver.spikes',
  V: 'cells.membrane',
  w: 'synapses.weights',
};
const rules = [...nodes.definitions.values()].filter((d) => d.plane === 'tick' && d.outputs['dw'] && !d.inputs['x']);

async function learned(rule: string, form: keyof typeof forms): Promise<Float32Array> {
  const [type, params] = forms[form];
  const graph = network({
    dt: '0.5 ms',
    duration: '400 ms',
    nodes: {
      bright: ['source/signal', { size: PRE, value: '1' }],
      inputs: ['encoder/poisson', { rate: '60 Hz' }],
      cells: ['population/lif', { size: POST }],
      giver: ['source/pulses', { size: 2, start: '100 ms + 90 ms * index(neuron)', period: '120 ms' }],
      synapses: [
        type,
        { ...params, w_init: '0.2 + 0.05 * index(pre) + 0.01 * index(post)', scale: '0.4 nA', delay: '1.5 ms' },
      ],
      rule: [rule, {}],
    },
    wires: [
      'bright.x -> inputs.x',
      'inputs.spikes -> synapses.pre',
      'synapses.out -> cells.exc',
      'rule.dw -> synapses.dw',
      ...Object.keys(nodes.definitions.get(rule)!.inputs).flatMap((to) =>
        sources[to] ? [`${sources[to]} -> rule.${to}`] : [],
      ),
    ],
  });
  let w: Reals = new Float32Array();
  const check = (run: ClaimRun): { points: never[] } => {
    w = run.last('synapses.w').slice();
    return { points: [] };
  };
  const claim = {
    about: rule,
    says: '',
    cite: '',
    because: '',
    grade: 'exact',
    graph,
    probes: ['synapses.w'],
    check,
  } as const;
  await runClaim(engine, claim);
  return w;
}

describe.each(rules.map((d) => d.type))('%s', (rule) => {
  test('teaches dense, sparse and in-degree synapses alike', async () => {
    const dense = await learned(rule, 'dense');
    expect(dense).toHaveLength(PRE * POST);
    const moved = dense.filter((w, k) => w !== Math.fround(0.2 + 0.05 * Math.floor(k / POST) + 0.01 * (k % POST)));
    expect(moved.length).toBeGreaterThan(PRE);
    expect(await learned(rule, 'sparse')).toEqual(dense);
    expect(await learned(rule, 'indegree')).toEqual(dense);
  });
});

test('there are rules to try it on', () => expect(rules.length).toBeGreaterThanOrEqual(7));
