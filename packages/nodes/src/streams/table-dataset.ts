/** A table as a data set: each row a sample, one column, if wanted, the class of each. */
import type { Dataset } from '@neuroloom/core';
import { NeuroloomError, sha256 } from '@neuroloom/core';
import { readTable } from './table.ts';

export interface TableOptions {
  readonly labels: string;
  readonly scale: string;
}

export function tableDataset(name: string, bytes: Uint8Array, { labels, scale }: TableOptions): Dataset {
  const { shape, values } = readTable(bytes, name);
  const [count = 0, ...all] = shape;
  const width = all.reduce((product, n) => product * n, 1);
  const labelled = labels !== 'none';
  if (labelled && (all.length !== 1 || width < 2)) {
    const what = `rows of ${all.join(' × ')} have no column to spare for classes`;
    throw new NeuroloomError({ where: name, what, remedy: 'set labels to none' });
  }
  const from = labels === 'first' ? 1 : 0;
  const size = labelled ? width - 1 : width;
  const classAt = (row: number): number => (labelled ? values[row * width + (from ? 0 : width - 1)]! : 0);
  let classes = labelled ? 0 : 1;
  for (let row = 0; labelled && row < count; row++) {
    const c = classAt(row);
    if (!Number.isInteger(c) || c < 0 || c > 65_535)
      throw new NeuroloomError({
        where: name,
        what: `the class of row ${row + 1} is ${c}`,
        remedy: 'count classes from 0',
      });
    classes = Math.max(classes, c + 1);
  }
  const range = ranges(values, { count, width, from, size }, scale);
  const sample = new Float64Array(size);
  let digest: string | undefined;
  const check = (row: number): void => {
    if (!(row >= 0 && row < count))
      throw new NeuroloomError({ where: name, what: `there is no row ${row} among ${count}` });
  };
  return {
    name,
    count,
    shape: labelled ? [size] : all,
    classes,
    get digest() {
      return (digest ??= sha256(bytes));
    },
    sample(row) {
      check(row);
      for (let k = 0; k < size; k++) sample[k] = (values[row * width + from + k]! - range[k]![0]) * range[k]![1];
      return sample;
    },
    label(row) {
      check(row);
      return classAt(row);
    },
  };
}

/** What to take away from each column and what to multiply it with: nothing, or so that it runs from 0 to 1. */
function ranges(
  values: Float64Array,
  { count, width, from, size }: { count: number; width: number; from: number; size: number },
  scale: string,
): readonly (readonly [number, number])[] {
  const columns = Array.from({ length: size }, (_, k): [number, number] => {
    let [low, high] = [Infinity, -Infinity];
    for (let row = 0; row < count; row++) {
      const x = values[row * width + from + k]!;
      low = Math.min(low, x);
      high = Math.max(high, x);
    }
    return [low, high];
  });
  const all: [number, number] = [
    columns.reduce((m, [low]) => Math.min(m, low), Infinity),
    columns.reduce((m, [, high]) => Math.max(m, high), -Infinity),
  ];
  return columns.map((column) => {
    if (scale === 'none') return [0, 1];
    const [low, high] = scale === 'columns' ? column : all;
    return [low, high > low ? 1 / (high - low) : 0];
  });
}
