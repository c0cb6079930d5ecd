/** Tables of numbers from the bytes of a file: comma-separated text, or an array of NumPy (Harris et al. 2020). */
import { isNpy, NeuroloomError, readNpy } from '@neuroloom/core';

export interface Table {
  /** Rows, then the shape of one: [150, 4], or [60000, 28, 28]. */
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Float64Array;
}

/** Numbers that a table may hold. */
const MOST = 2 ** 26;

export function readTable(bytes: Uint8Array, where: string): Table {
  return isNpy(bytes) ? fromNpy(bytes, where) : readText(bytes, where);
}

function refuse(where: string, what: string, remedy?: string): never {
  throw new NeuroloomError({ where, what, ...(remedy === undefined ? {} : { remedy }) });
}

/** Rows as lines, columns between commas, semicolons, tabs or blanks; a first line of names and lines after # are passed over. */
function readText(bytes: Uint8Array, where: string): Table {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\r|\n/);
  const values: number[] = [];
  let columns = 0;
  let rows = 0;
  for (const [k, line] of lines.entries()) {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') continue;
    const cells = text.split(/\s*[,;\t]\s*|\s+/);
    const numbers = cells.map((cell) => (cell === '' ? NaN : Number(cell)));
    const bad = numbers.findIndex((x) => !Number.isFinite(x));
    if (bad >= 0 && rows === 0 && columns === 0) {
      columns = cells.length;
      continue;
    }
    if (bad >= 0) refuse(where, `line ${k + 1}, column ${bad + 1}: '${cells[bad]!.slice(0, 40)}' is not a number`);
    if (columns === 0) columns = numbers.length;
    if (numbers.length !== columns)
      refuse(where, `line ${k + 1} has ${numbers.length} numbers where the first has ${columns}`);
    rows++;
    if (rows * columns > MOST) refuse(where, `it has more than ${MOST} numbers`, 'save it as float32 in parts');
    for (const x of numbers) values.push(x);
  }
  if (rows === 0) refuse(where, 'there are no numbers in it', 'write one sample per line, numbers between commas');
  return { shape: [rows, columns], values: Float64Array.from(values) };
}

function fromNpy(bytes: Uint8Array, where: string): Table {
  const { shape, count, at } = readNpy(bytes, where);
  if (shape.length === 0) refuse(where, 'it is a single number', 'save an array of samples');
  if (!(count > 0 && count <= MOST)) refuse(where, `it has ${count} numbers; 1 to ${MOST} are allowed`);
  return {
    shape: shape.length === 1 ? [shape[0]!, 1] : shape,
    values: Float64Array.from({ length: count }, (_, k) => at(k)),
  };
}
