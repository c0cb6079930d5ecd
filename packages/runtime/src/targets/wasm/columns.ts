/** A formula for many numbers at once, in double precision: a program of one loop, compiled and run on the spot. */
import { planMemory } from '../../compile/memory.ts';
import { expand } from '../../compile/expand.ts';
import { signs } from '../../compile/signs.ts';
import type { Group, Kernel, Program } from '../../program.ts';
import type { Term, Terms } from '../../term.ts';
import { emitModule } from './emit.ts';

/** The name of the loop's argument: `terms.load(ARGUMENT, 'element')`. */
export const ARGUMENT = 'x';

/** What formulas of one argument and of numbers make of many arguments: an array for each formula. */
export function columnsOf(terms: Terms, formulas: readonly Term[], x: Float64Array): Float64Array[] {
  const { length } = x;
  const names = [ARGUMENT, ...formulas.map((_, k) => `f${k}`)];
  const kernel: Kernel = {
    name: 'columns',
    loop: { over: 'axis', length },
    body: {
      stores: formulas.map((value, k) => ({ buffer: `f${k}`, place: 'element', value })),
      emits: [],
      folds: [],
    },
  };
  const groups = new Map<Group, Kernel[]>([['hold', [kernel]]]);
  expand(terms, groups, 'f64');
  signs(terms, groups);
  const program: Program = {
    precision: 'f64',
    dt: 1,
    seed: 0,
    buffers: new Map(names.map((name) => [name, { name, type: 'real', length, keep: false }])),
    constants: new Map(),
    given: new Map(),
    lists: new Map(),
    spaces: new Map(),
    groups,
    rests: new Map(),
    quiets: new Map(),
    uniforms: [],
    tables: new Map(),
    coefficients: new Map(),
    params: new Map(),
    held: [],
    readable: new Map(),
  };
  const layout = planMemory(program);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / 65536) });
  const module = new WebAssembly.Module(emitModule(program, layout).encode());
  const { exports } = new WebAssembly.Instance(module, { env: { memory, quantile: () => 0 } });
  const column = (name: string): Float64Array => new Float64Array(memory.buffer, layout.buffers.get(name), length);
  column(ARGUMENT).set(x);
  (exports['hold'] as () => void)();
  return formulas.map((_, k) => column(`f${k}`));
}
