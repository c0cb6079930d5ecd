/** A graph that is checked by whoever starts the thread: what is wrong with it is said as by the thread itself. */
import { NeuroloomError } from '@neuroloom/core';
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { localEngine } from '../../src/engine.ts';
import { remoteEngine } from '../../src/remote/connect.ts';
import type { Port, Request } from '../../src/remote/protocol.ts';
import { serve } from '../../src/remote/serve.ts';
import { barsGraph, barsHost } from '../support/digits.ts';
import { portPair } from '../support/ports.ts';

const here = localEngine(nodes, barsHost);

function thread(): { readonly spawn: () => Port; readonly asked: Request[]; readonly ended: () => boolean } {
  const asked: Request[] = [];
  let ended = false;
  const spawn = (): Port => {
    const [near, far] = portPair();
    serve(far, here);
    return {
      ...near,
      post: (message, transfer) => {
        asked.push(message as Request);
        near.post(message, transfer);
      },
      close: () => {
        ended = true;
        near.close();
      },
    };
  };
  return { spawn, asked, ended: () => ended };
}

const graph = barsGraph({ train: 1, assign: 1, test: 1 });
const [first] = Object.keys(graph.nodes);
const wrong = {
  ...graph,
  nodes: { ...graph.nodes, [first!]: { ...graph.nodes[first!]!, params: { no_such: 1 } } },
  wires: [...graph.wires, { from: 'nobody.spikes', to: 'nowhere.pre' }],
};

async function problemsOf(open: () => Promise<unknown>): Promise<unknown> {
  try {
    await open();
    return [];
  } catch (error) {
    return error instanceof NeuroloomError ? error.problems : error;
  }
}

describe('a graph that is checked while its thread starts', () => {
  it('is refused with the same problems, and the thread is ended', async () => {
    const said = await problemsOf(() => here.open(wrong));
    expect(said).not.toEqual([]);
    const { spawn, ended } = thread();
    expect(await problemsOf(() => remoteEngine(spawn, {}, nodes).open(wrong))).toEqual(said);
    expect(ended()).toBe(true);
  });

  it('runs to the same result, checked once', async () => {
    const results = [];
    for (const library of [undefined, nodes]) {
      const { spawn, asked } = thread();
      const session = await remoteEngine(spawn, {}, library).open(graph);
      session.play();
      results.push((await session.result()).receipt.digests);
      expect(asked[0]).toMatchObject({ do: 'open', checked: library !== undefined });
    }
    expect(results[1]).toEqual(results[0]);
  });
});
