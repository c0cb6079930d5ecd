/** A matrix read whole, for a view or a file: row-major, without padding, with 0 for pairs that do not exist. */
import type { MatrixFrame, Reals } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { valueOnHost } from '../compile/host.ts';
import type { Program, Readable, Space } from '../program.ts';
import type { TickPlane } from './tick-plane.ts';
import type { valuesOf } from './values.ts';

/** Elements of a matrix that is read whole: a gibibyte. */
const MOST_READ = 2 ** 28;

/** `whole` is the program before any pruning; `values` gives what memory holds. */
export function readWhole(
  program: Program,
  whole: Program,
  params: ReadonlyMap<string, number>,
  r: Readable,
  values: () => ReturnType<typeof valuesOf>,
): Reals {
  if (r.length > MOST_READ) throw tooLarge(r);
  const buffer = program.buffers.get(r.name);
  const space = buffer?.space === undefined ? undefined : program.spaces.get(buffer.space)!;
  const constant = program.constants.get(r.name);
  const all = buffer && !constant ? values() : null;
  if (!space?.sparse && all && !(all instanceof Int32Array) && all.length === r.length) return all;
  const out = new (realsOf(program))(r.length);
  if (constant) {
    const value = valueOnHost(constant.value, program, params);
    forEachPair(whole.spaces.get(constant.space)!, (_, pair) => (out[pair] = value));
    return out;
  }
  if (!all) return out;
  if (!space?.sparse) out.set(all);
  else forEachPair(space, (k, pair) => (out[pair] = all[k]!));
  return out;
}

/** In double precision numbers are shown as they are. */
export const realsOf = ({ precision }: Program): Float32ArrayConstructor | Float64ArrayConstructor =>
  precision === 'f64' ? Float64Array : Float32Array;

/** Weights and masks as they are now, by `node.state`. */
export function weightsOf(plane: TickPlane): Record<string, MatrixFrame> {
  const { program, resolved } = plane.compiled;
  const names = [...resolved.nodes.values()].flatMap((n) =>
    Object.entries(n.def.state).flatMap(([s, { role }]) => (role === undefined ? [] : `${n.id}.${s}`)),
  );
  return Object.fromEntries(
    names
      .filter((name) => program.buffers.has(name) || program.constants.has(name))
      .map((from) => {
        const r = plane.readable(from);
        const [rows = r.length, columns = 1] = r.shape;
        return [from, { kind: 'matrix', from, rows, columns, data: plane.read(r) }];
      }),
  );
}

/** Calls back for every synapse: where its number is kept, and its place in the whole matrix, row by row. */
function forEachPair(space: Space, f: (element: number, pair: number) => void): void {
  const { rows, columns, stride, sparse } = space;
  for (let row = 0; row < rows; row++) {
    if (!sparse) for (let column = 0; column < columns; column++) f(row * stride + column, row * columns + column);
    else for (let k = sparse.start[row]!; k < sparse.start[row + 1]!; k++) f(k, row * columns + sparse.target[k]!);
  }
}

const tooLarge = (r: Readable): NeuroloomError =>
  new NeuroloomError({
    where: r.name,
    what: `a matrix of ${r.shape.join(' × ')} is too large to be read whole`,
    remedy: 'look at the neurons on its two sides instead',
  });
