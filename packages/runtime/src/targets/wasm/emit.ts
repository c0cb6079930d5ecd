/**
 * The wasm target: a program becomes one WebAssembly module of SIMD kernels over a shared linear memory. One
 * function per kernel, one per group that calls them in order, and `ticks(from, to)`.
 */
import { NeuroloomError } from '@neuroloom/core';
import type { Layout } from '../../compile/memory.ts';
import { REGISTERS } from '../../compile/memory.ts';
import type { Dealt, Shares } from '../../compile/shares.ts';
import type { Kernel, Program } from '../../program.ts';
import { emptyBody } from '../../program.ts';
import type { Area } from './area.ts';
import { BodyEmitter } from './body.ts';
import type { Context } from './control.ts';
import type { Callable, FuncBuilder } from './encode.ts';
import { ModuleBuilder } from './encode.ts';
import { buildActiveList } from './active.ts';
import { emitLoop } from './loops.ts';
import { numericOf } from './numeric.ts';
import { forgetQuiet } from './quiet.ts';
import { emitWakeAll } from './rest.ts';
import { beginShare, type Share } from './share.ts';
import { emitTogether } from './together.ts';

export function emitModule(
  program: Program,
  layout: Layout,
  options: { readonly relaxed?: boolean; readonly dealt?: Dealing } = {},
): ModuleBuilder {
  const { relaxed = false, dealt } = options;
  const pages = Math.ceil((dealt?.area.bytes ?? layout.bytes) / 65536);
  const m = new ModuleBuilder({ memory: { min: pages, ...(dealt ? { max: pages, shared: true } : {}) } });
  const { one } = numericOf(layout.bytesPerReal);
  const quantile = m.importFunc('env', 'quantile', [one], [one]);
  const of = { program, layout, relaxed };
  const wholes = new Map<Kernel, FuncBuilder>();
  for (const [group, kernels] of program.groups) {
    for (const k of kernels) wholes.set(k, emitKernel(m, of, k, quantile));
    const all = m.func(group, [], []);
    for (const k of kernels) all.call(wholes.get(k)!);
    if (group !== 'tick') emitWakeAll(all, layout);
    if (group === 'hold')
      for (const [buffer, list] of layout.active) all.call(buildActiveList(m, layout, buffer, list));
    m.export(group, all);
    if (group === 'tick') m.export('ticks', emitTicks(m, all));
  }
  if (dealt) {
    const { shares, area } = dealt;
    const wakes = (d: Dealt): boolean => (d.kernel.wakes ?? []).some((w) => shares.rests.has(w.rest));
    emitTogether(m, { program, layout, shares, area }, (d) =>
      d.cut || wakes(d) || d.kernel.quiet
        ? emitKernel(m, of, d.kernel, quantile, (f) => beginShare(f, program, shares, area, d))
        : wholes.get(d.kernel)!,
    );
  }
  return m;
}

/** How the tick is dealt out to threads, and where they meet. */
export interface Dealing {
  readonly shares: Shares;
  readonly area: Area;
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

/** A kernel as a function; `share` begins one of which a thread, its parameter, does a part. */
function emitKernel(
  m: ModuleBuilder,
  of: Omit<Context, 'f'>,
  k: Kernel,
  quantile: Callable,
  share?: (f: FuncBuilder) => Share,
): FuncBuilder {
  const { layout } = of;
  const f = m.func(k.name, share ? ['i32'] : [], []);
  const c: Context = { ...of, f, ...(share ? { share: share(f) } : {}) };
  const quantiles = k.body.folds.filter((x) => x.op === 'quantile');
  if (quantiles.length > 1) throw new NeuroloomError({ where: k.name, what: 'two quantiles in one loop' });
  if (quantiles.length > 0) f.push('i32.const', 0).push('i32.const', 0).push('i32.store', { offset: layout.scratch });
  if (share && k.quiet) forgetQuiet(c, k);
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
