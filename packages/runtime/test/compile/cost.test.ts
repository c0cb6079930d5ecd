/** Whether threads would pay, told from the kernels: measured figures are those of one core of an EPYC at some 4 GHz. */
import { nodes } from '@neuroloom/nodes';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { costOf, worthSharing } from '../../src/compile/cost.ts';
import type { Program } from '../../src/program.ts';
import { exampleGraphs } from '../support/graphs.ts';

const programOf = (name: string): Program =>
  compile(exampleGraphs.find((e) => e.name === `examples/${name}.graph.json`)!.graph, nodes).program;

describe('The estimate of a tick', () => {
  it.each([
    ['cuba', 1.7],
    ['coba', 8],
    ['cobahh', 43],
  ])('is right within a factor of three for %s (%d µs)', (name, measured) => {
    const program = programOf(name);
    const estimated = program.groups.get('tick')!.reduce((ns, k) => ns + costOf(program, k), 0) / 1000;
    expect(estimated).toBeGreaterThan(measured / 3);
    expect(estimated).toBeLessThan(measured * 3);
  });

  it('leaves a network to one thread where a tick takes a few microseconds, and uses no more than are worth it', () => {
    expect(worthSharing(programOf('lif'), 64)).toBeNull();
    expect(worthSharing(programOf('cuba'), 64)).toBeNull();
    expect(worthSharing(programOf('cobahh'), 2)?.threads).toBe(2);
    const most = worthSharing(programOf('cobahh'), 64)?.threads ?? 0;
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThan(32);
  });
});
