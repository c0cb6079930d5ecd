/** Compiles an emitted module and makes it a machine, whose ticks one thread does or several do together. */
import { NeuroloomError } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { realsAt } from '../../compile/memory.ts';
import type { Shares } from '../../compile/shares.ts';
import type { Group, Program } from '../../program.ts';
import { began } from '../../session/phases.ts';
import { HelperLost, type Machine, type Together } from '../target.ts';
import { planArea, writeArea } from './area.ts';
import type { Crew } from './crew.ts';
import { type Dealing, emitModule } from './emit.ts';
import { Quicker } from './quicker.ts';

/** As far as addresses reach. */
const REACH = 2 ** 32;

/** A machine whose memory helpers share. Until all of them are there, and when one is lost, it runs on one thread. */
export function startTogether(
  program: Program,
  layout: Layout,
  { relaxed, shares, crew, steadfast = false }: TogetherOptions,
): Machine {
  const area = planArea(program, layout, shares);
  if (area.bytes > REACH) return start(program, layout, { relaxed }).machine;
  const { machine, memory, module, exported } = start(program, layout, { relaxed, dealt: { shares, area } });
  writeArea(program, shares, area, memory.buffer);
  const shift = crew.begin({ module, memory }, shares.threads, area.words);
  const quicker = new Quicker();
  const together: Together = {
    threads: 1,
    off: false,
    get ready() {
      return shift.ready;
    },
  };
  const alone = (): Machine => {
    const own = takeMemory(area.bytes, true);
    new Uint8Array(own.buffer).set(new Uint8Array(memory.buffer));
    return { ...machineOf(link(module, own, layout), own), together };
  };
  return {
    ...machine,
    together,
    ticks: (from, to) => {
      if (together.off || !shift.ready) return machine.ticks(from, to);
      together.threads = shares.threads;
      const began = performance.now();
      if (!quicker.first && !steadfast) machine.ticks(from, to);
      else if (exported['together']!(from, to) !== 0) {
        shift.lose();
        throw new HelperLost(alone);
      }
      quicker.took(to - from, performance.now() - began);
    },
    close: () => shift.end(),
  };
}

export interface TogetherOptions {
  readonly relaxed: boolean;
  readonly shares: Shares;
  readonly crew: Crew;
  /** They do all ticks together, also where one thread would be quicker. */
  readonly steadfast?: boolean;
}

interface Started {
  readonly machine: Machine;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly exported: Exported;
}
type Exported = Readonly<Record<string, (...args: number[]) => number>>;

export function start(
  program: Program,
  layout: Layout,
  options: { readonly relaxed: boolean; readonly dealt?: Dealing },
): Started {
  const generated = began('generate');
  const bytes = emitModule(program, layout, options).encode();
  generated();
  const { dealt } = options;
  const memory = takeMemory(dealt?.area.bytes ?? layout.bytes, dealt !== undefined);
  const instantiated = began('instantiate');
  // At once: engines compile a function when it is called, and a promise waits behind what else they compile.
  const module = new WebAssembly.Module(bytes);
  const exported = link(module, memory, layout);
  instantiated();
  return { machine: machineOf(exported, memory), memory, module, exported };
}

const link = (module: WebAssembly.Module, memory: WebAssembly.Memory, layout: Layout): Exported =>
  new WebAssembly.Instance(module, importsOf(memory, layout)).exports as Exported;

const machineOf = (exported: Exported, { buffer }: WebAssembly.Memory): Machine => ({
  memory: buffer,
  run: (group: Group) => void exported[group]?.(),
  ticks: (from, to) => void exported['ticks']!(from, to),
});

function importsOf(memory: WebAssembly.Memory, layout: Layout): WebAssembly.Imports {
  // Values that a quantile is asked of lie behind a byte count.
  const quantile = (q: number): number => {
    const n = new Int32Array(memory.buffer, layout.scratch, 1)[0]! / layout.bytesPerReal;
    const sorted = realsAt(layout, memory.buffer, layout.scratch + 16, n)
      .slice()
      .sort();
    return sorted[Math.min(n - 1, Math.max(0, Math.floor(q * n)))] ?? 0;
  };
  return { env: { memory, quantile } };
}

function takeMemory(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / 65536);
  try {
    return new WebAssembly.Memory({ initial: pages, ...(shared ? { maximum: pages, shared } : {}) });
  } catch {
    throw new NeuroloomError({
      where: 'memory',
      what: `this machine could not give the ${Math.ceil(bytes / 2 ** 20)} MiB that the network needs`,
      remedy: 'make the populations smaller or connect them more sparsely',
    });
  }
}
