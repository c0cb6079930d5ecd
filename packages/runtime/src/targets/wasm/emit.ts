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
import { bodies, isEmpty } from '../../compile/rewrite.ts';
import type { Area } from './area.ts';
import { BodyEmitter } from './body.ts';
import { type Context, pushCount } from './control.ts';
import type { Callable, FuncBuilder } from './encode.ts';
import { ModuleBuilder } from './encode.ts';
import { chanceOf } from '../../compile/chances.ts';
import { buildActiveList } from './active.ts';
import { emitLoop } from './loops.ts';
import { numericOf } from './numeric.ts';
import { emitOutside } from './outside.ts';
import { forgetQuiet } from './quiet.ts';
import { delayOf, emitWakeAll } from './rest.ts';
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
  const bare = { program, layout, relaxed, outside: new Map<string, Callable>() };
  const of = { ...bare, outside: emitOutside(m, bare) };
  const wholes = new Map<Kernel, FuncBuilder>();
  const tossed = new Map(
    [...program.groups.values()].flat().flatMap((k) => {
      const chance = chanceOf(k);
      return chance ? [[chance.buffer, program.buffers.get(chance.buffer)!.length] as const] : [];
    }),
  );
  for (const [group, kernels] of program.groups) {
    for (const k of kernels) wholes.set(k, emitKernel(m, of, k, quantile));
    const all = m.func(group, [], []);
    callEach({ ...of, f: all }, kernels, wholes);
    if (group !== 'tick') emitWakeAll(all, layout);
    if (group === 'hold')
      for (const [buffer, list] of layout.active)
        all.call(buildActiveList(m, layout, buffer, list, tossed.get(buffer)));
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

/** Calls kernels in order; what follows the same events, or hangs on the same condition, is passed over together. */
function callEach(c: Context, kernels: readonly Kernel[], wholes: ReadonlyMap<Kernel, Callable>): void {
  const { f } = c;
  for (let k = 0; k < kernels.length; ) {
    const guard = guardOf(c, kernels[k]!);
    let end = k + 1;
    while (guard && end < kernels.length && guardOf(c, kernels[end]!)?.key === guard.key) end++;
    const these = kernels.slice(k, end);
    const call = (): void => these.forEach((kernel) => f.call(wholes.get(kernel)!));
    if (guard) {
      guard.push();
      f.if(call);
    } else call();
    k = end;
  }
}

/** Without what a kernel has nothing to do: events, or a condition that it has in common with all its elements. */
function guardOf(c: Context, k: Kernel): { readonly key: string; readonly push: () => void } | null {
  // Lists and sums are begun anew where nothing is added to them, too.
  if (bodies(k).some((b) => b.emits.length + b.folds.length > 0)) return null;
  const { loop } = k;
  const delay = delayOf(c, loop);
  if (delay !== null && 'list' in loop)
    return { key: `${loop.list} ${delay}`, push: () => pushCount(c, loop.list, delay) };
  if (!k.when || !isEmpty(k.otherwise ?? emptyBody)) return null;
  const { when } = k;
  return { key: `#${when.id}`, push: () => new BodyEmitter(c, false, {}, new Set(), emptyBody).push(when) };
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
