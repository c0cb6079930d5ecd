/**
 * An element whose mask is 0 does not exist: after pruning, an axis is as long as what is left of it, and so is
 * everything on it. Outside, elements keep their numbers; inside they stand close together. The program is changed
 * as data, and memory is carried over element by element (session/carry.ts).
 */
import { NeuroloomError } from '@neuroloom/core';
import type { Group, Kernel, Loop, Program } from '../program.ts';
import { padded } from '../program.ts';
import type { Term } from '../term.ts';
import { some } from '../term.ts';
import { bodies, termsOf } from './rewrite.ts';

/** Of each axis that has lost elements, the numbers of those left, in ascending order. */
export type Survivors = ReadonlyMap<string, Int32Array>;

/** Axes that carry a mask, and the buffers that hold it. */
export function axisMasks(program: Program): ReadonlyMap<string, readonly string[]> {
  const masks = new Map<string, string[]>();
  for (const b of program.buffers.values()) {
    if (b.role === 'mask' && b.space === undefined && b.axis !== undefined)
      masks.set(b.axis, [...(masks.get(b.axis) ?? []), b.name]);
  }
  return masks;
}

/** Refuses masks on an axis whose elements could not close ranks without becoming others. */
export function checkMasks(program: Program): void {
  for (const [axis, [mask]] of axisMasks(program)) {
    const fault = [...program.groups]
      .flatMap(([group, ks]) => ks.map((k) => standsAlone(program, axis, group, k)))
      .find(Boolean);
    if (fault)
      throw new NeuroloomError({
        where: mask!,
        node: mask!.split('.')[0]!,
        what: `cannot remove elements of ${axis.replace('/', ' › ')}: ${fault}`,
        remedy: 'prune synapses there instead',
      });
  }
}

/** Why a kernel ties an element to its number, or null. */
function standsAlone(program: Program, axis: string, group: Group, k: Kernel): string | null {
  const space = 'space' in k.loop ? program.spaces.get(k.loop.space)! : undefined;
  const touches = space ? space.rowAxis === axis || space.columnAxis === axis : axisOf(program, k.loop) === axis;
  if (!touches || group === 'init-run') return null;
  if (space?.sparse) return `${k.name} runs over sparse synapses`;
  if (k.active !== undefined) return `${k.name} draws random numbers for each`;
  if ('list' in k.loop && program.lists.get(k.loop.list)!.fed) return `${k.name} hears spikes from outside`;
  if ('columns' in k.loop && k.loop.columns !== undefined) return `${k.name} runs over a product`;
  for (const t of bodies(k).flatMap(termsOf)) {
    if (some(t, (x) => x.op === 'rand')) return `${k.name} draws random numbers for each`;
    if (numbered(t, space !== undefined && space.rowAxis === space.columnAxis))
      return `${k.name} depends on its number`;
  }
  return null;
}

/** Does a term depend on how elements are numbered? Whether two of one axis (`among` themselves) are the same does not. */
function numbered(t: Term, among: boolean, seen = new Set<Term>()): boolean {
  if (seen.has(t)) return false;
  seen.add(t);
  if (t.op === 'index') return true;
  const indices = t.args.every((a) => a.op === 'index' && (a.place === 'row' || a.place === 'column'));
  if (among && indices && (t.op === 'eq' || t.op === 'ne')) return false;
  return t.args.some((a) => numbered(a, among, seen));
}

function axisOf(program: Program, loop: Loop): string | undefined {
  if (loop.over === 'axis') return loop.axis;
  return loop.over === 'events' ? program.lists.get(loop.list)!.axis : undefined;
}

/** The same program over what is left. */
export function closeRanks(program: Program, left: Survivors): Program {
  if (left.size === 0) return program;
  const size = (axis: string | undefined, length: number): number =>
    axis === undefined ? length : (left.get(axis)?.length ?? length);
  const spaces = new Map(
    [...program.spaces].map(([name, s]) => {
      const [rows, columns] = [size(s.rowAxis, s.rows), size(s.columnAxis, s.columns)];
      return [name, s.sparse ? s : { ...s, rows, columns, stride: padded(columns) }];
    }),
  );
  const buffers = new Map(
    [...program.buffers].map(([name, b]) => {
      const s = b.space === undefined ? undefined : spaces.get(b.space)!;
      const length = !s ? size(b.axis, b.length) : s.sparse ? b.length : s.rows * s.stride;
      return [name, { ...b, length }];
    }),
  );
  const lists = new Map([...program.lists].map(([name, l]) => [name, { ...l, length: size(l.axis, l.length) }]));
  const rests = new Map(program.rests);
  const kernel = (k: Kernel): Kernel => {
    if (k.loop.over !== 'axis') return k;
    const loop = { ...k.loop, length: size(k.loop.axis, k.loop.length) };
    if (k.rests) rests.set(k.rests, { ...rests.get(k.rests)!, length: loop.length });
    return { ...k, loop };
  };
  const groups = new Map([...program.groups].map(([name, ks]) => [name, ks.map(kernel)]));
  return { ...program, spaces, buffers, lists, groups, rests };
}
