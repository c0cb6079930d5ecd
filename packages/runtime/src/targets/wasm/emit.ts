/**
 * The wasm target: a program becomes one WebAssembly module of SIMD kernels over a shared linear memory. One
 * function per kernel, one per group that calls them in order, and `ticks(from, to)`.
 */
import { NeuroloomError } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Kernel, Program } from '../../program.ts';
import { emptyBody } from '../../program.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import type { Callable, FuncBuilder } from './encode.ts';
import { ModuleBuilder } from './encode.ts';
import { buildActiveList } from './active.ts';
import { emitLoop } from './loops.ts';
import { numericOf } from './numeric.ts';
import { emitWakeAll } from './rest.ts';

export function emitModule(
  program: Program,
  layout: Layout,
  options: { readonly shared?: boolean; readonly relaxed?: boolean } = {},
): ModuleBuilder {
  const pages = Math.ceil(layout.bytes / 65536);
  const m = new ModuleBuilder({ memory: { min: pages, ...(options.shared ? { max: pages, shared: true } : {}) } });
  const { one } = numericOf(layout.bytesPerReal);
  const quantile = m.importFunc('env', 'quantile', [one], [one]);
  for (const [group, kernels] of program.groups) {
    const parts = kernels.map((k) =>
      emitKernel(m, { program, layout, relaxed: options.relaxed ?? false }, k, quantile),
    );
    const all = m.func(group, [], []);
    for (const p of parts) all.call(p);
    if (group !== 'tick') emitWakeAll(all, layout);
    if (group === 'hold')
      for (const [buffer, list] of layout.active) all.call(buildActiveList(m, layout, buffer, list));
    m.export(group, all);
    if (group === 'tick') m.export('ticks', emitTicks(m, all));
  }
  return m;
}

function emitTicks(m: ModuleBuilder, tick: Callable): FuncBuilder {
  const f = m.func('ticks', ['i32', 'i32'], []);
  f.block((done) =>
    f.loop((again) => {
      f.push('local.get', 0).push('local.get', 1).push('i32.ge_s').brIf(done);
      f.push('i32.const', 0).push('local.get', 0).push('i32.store', { offset: REGISTERS.tick });
      f.call(tick);
      f.push('local.get', 0).push('i32.const', 1).push('i32.add').push('local.set', 0).br(again);
    }),
  );
  return f;
}

function emitKernel(m: ModuleBuilder, of: Omit<Context, 'f'>, k: Kernel, quantile: Callable): FuncBuilder {
  const { layout } = of;
  const f = m.func(k.name, [], []);
  const c: Context = { ...of, f };
  const quantiles = k.body.folds.filter((x) => x.op === 'quantile');
  if (quantiles.length > 1) throw new NeuroloomError({ where: k.name, what: 'two quantiles in one loop' });
  if (quantiles.length > 0) f.push('i32.const', 0).push('i32.const', 0).push('i32.store', { offset: layout.scratch });
  if (!k.when) emitLoop(c, k, k.body, 1);
  else {
    new BodyEmitter(c, false, {}, new Set(), emptyBody).push(k.when);
    f.if(
      () => emitLoop(c, k, k.body, 1),
      () => emitLoop(c, k, k.otherwise ?? emptyBody, 2),
    );
  }
  for (const x of quantiles) {
    f.push('i32.const', 0);
    new BodyEmitter(c, false, {}, new Set(), emptyBody).push(x.q!);
    f.call(quantile).push(`${numericOf(layout.bytesPerReal).one}.store`, { offset: layout.buffers.get(x.into)! });
  }
  return f;
}
