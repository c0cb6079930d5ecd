/** Tables of numbers from the bytes of a file: comma-separated text, or an array of NumPy (Harris et al. 2020). */
import { NeuroloomError } from '@neuroloom/core';

export interface Table {
  /** Rows, then the shape of one: [150, 4], or [60000, 28, 28]. */
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Float64Array;
}

/** Numbers that a table may hold. */
const MOST = 2 ** 26;
const NPY = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export function readTable(bytes: Uint8Array, where: string): Table {
  return NPY.every((byte, k) => bytes[k] === byte) ? readNpy(bytes, where) : readText(bytes, where);
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

const READ: Readonly<Record<string, readonly [bytes: number, read: (v: DataView, at: number) => number]>> = {
  '<f4': [4, (v, at) => v.getFloat32(at, true)],
  '<f8': [8, (v, at) => v.getFloat64(at, true)],
  '|u1': [1, (v, at) => v.getUint8(at)],
  '|i1': [1, (v, at) => v.getInt8(at)],
  '<u2': [2, (v, at) => v.getUint16(at, true)],
  '<i2': [2, (v, at) => v.getInt16(at, true)],
  '<u4': [4, (v, at) => v.getUint32(at, true)],
  '<i4': [4, (v, at) => v.getInt32(at, true)],
  '<i8': [8, (v, at) => Number(v.getBigInt64(at, true))],
};

/** Formats 1 to 3 differ in how long the header may be. */
function readNpy(bytes: Uint8Array, where: string): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = (bytes[6] ?? 1) >= 2;
  const start = wide ? 12 : 10;
  if (bytes.length < start) refuse(where, 'it ends within its header');
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder().decode(bytes.subarray(start, end));
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((n) => n.trim())
    .map(Number);
  const [size, read] =
    READ[type] ??
    refuse(
      where,
      `numbers of type '${type.slice(0, 20)}' cannot be read`,
      `save it with one of ${Object.keys(READ).join(' ')}`,
    );
  if (/'fortran_order':\s*True/.test(header))
    refuse(where, 'it lies column by column', 'save numpy.ascontiguousarray(x)');
  if (shape.length === 0) refuse(where, 'it is a single number', 'save an array of samples');
  const count = shape.reduce((product, n) => product * n, 1);
  if (!(count > 0 && count <= MOST)) refuse(where, `it has ${count} numbers; 1 to ${MOST} are allowed`);
  if (bytes.length < end + count * size)
    refuse(
      where,
      `it has ${bytes.length} bytes where ${end + count * size} are announced`,
      'the file is damaged; copy it again',
    );
  const values = Float64Array.from({ length: count }, (_, k) => read(view, end + k * size));
  return { shape: shape.length === 1 ? [shape[0]!, 1] : shape, values };
}
