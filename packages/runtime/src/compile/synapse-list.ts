/**
 * Lists of synapses, as people and programs write them: lines of text (pre, post, weight, delay in ms, with or
 * without a line of names) or NumPy's .npy. Read into typed columns; a row that cannot be is told with its number.
 */
import { isNpy, NeuroloomError, readNpy } from '@neuroloom/core';

export interface SynapseList {
  readonly count: number;
  readonly pre: Int32Array;
  readonly post: Int32Array;
  readonly weight?: Float64Array;
  /** Milliseconds. */
  readonly delay?: Float64Array;
}

const COLUMNS = ['pre', 'post', 'weight', 'delay'] as const;
type Column = (typeof COLUMNS)[number];

/** Where a row stands, for whoever has to mend it. */
type RowName = (row: number) => string;

/** Numbers by row, and which column each is. */
interface Numbers {
  readonly columns: readonly Column[];
  readonly count: number;
  readonly at: (row: number, column: number) => number;
  readonly rowName: RowName;
}

/** `where`: what the list is called in messages. Indices are below `rows` and `columns`. */
export function readSynapses(source: string | Uint8Array, where: string, rows: number, columns: number): SynapseList {
  const numbers = typeof source === 'string' || !isNpy(source) ? readText(source, where) : fromNpy(source, where);
  const of = (name: Column): number => numbers.columns.indexOf(name);
  const { count, at, rowName } = numbers;
  const refuse = (row: number, what: string): never => {
    throw new NeuroloomError({ where: `${where} (${rowName(row)})`, what, remedy: 'mend or remove this synapse' });
  };
  const index = (name: 'pre' | 'post', below: number): Int32Array => {
    const column = of(name);
    const out = new Int32Array(count);
    for (let row = 0; row < count; row++) {
      const x = at(row, column);
      if (!(Number.isInteger(x) && x >= 0 && x < below))
        refuse(row, `expected a whole number from 0 to ${below - 1} for ${name}, got ${x}`);
      out[row] = x;
    }
    return out;
  };
  const reals = (name: 'weight' | 'delay'): Float64Array | undefined => {
    const column = of(name);
    if (column < 0) return undefined;
    const out = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      const x = at(row, column);
      if (!Number.isFinite(x)) refuse(row, `expected a number for ${name}, got ${x}`);
      if (name === 'delay' && x < 0) refuse(row, `a delay cannot be negative, got ${x} ms`);
      out[row] = x;
    }
    return out;
  };
  const [weight, delay] = [reals('weight'), reals('delay')];
  return {
    count,
    pre: index('pre', rows),
    post: index('post', columns),
    ...(weight ? { weight } : {}),
    ...(delay ? { delay } : {}),
  };
}

const [LF, CR, SEMICOLON, COMMA, SPACE, TAB, HASH] = [10, 13, 59, 44, 32, 9, 35];
const ends = (c: number): boolean => c === LF || c === CR || c === SEMICOLON;
const parts = (c: number): boolean => c === COMMA || c === SPACE || c === TAB;

/** Rows end at line ends or semicolons, cells at commas, blanks or tabs; `#` begins a comment. */
function readText(source: string | Uint8Array, where: string): Numbers {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const decoder = new TextDecoder();
  let columns: readonly Column[] | null = null;
  let cells = new Float64Array(1024);
  let lines = new Int32Array(512);
  let [count, line, at] = [0, 1, 0];
  const fail = (what: string): never => {
    throw new NeuroloomError({
      where: `${where} (line ${line})`,
      what,
      remedy: 'write pre, post, and if wanted weight and delay in ms: 0, 1, 0.5, 1.5',
    });
  };
  const words: string[] = [];
  while (at < bytes.length) {
    let filled = 0;
    words.length = 0;
    while (at < bytes.length && !ends(bytes[at]!)) {
      while (parts(bytes[at]!)) at++;
      if (bytes[at] === HASH) while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
      const from = at;
      while (at < bytes.length && !ends(bytes[at]!) && !parts(bytes[at]!) && bytes[at] !== HASH) at++;
      if (at === from) continue;
      const x = whole(bytes, from, at) ?? decimal(decoder.decode(bytes.subarray(from, at)));
      if (Number.isNaN(x)) words.push(decoder.decode(bytes.subarray(from, Math.min(at, from + 40))));
      const place = count * (columns?.length ?? 4) + filled++;
      if (columns && filled > columns.length) fail(`there are more than ${columns.length} cells`);
      if (place >= cells.length) cells = longer(cells);
      cells[place] = x;
    }
    if (filled > 0) {
      if (columns === null && words.length === filled) columns = named(words, fail);
      else {
        if (words.length > 0) fail(`expected a number, got '${words[0]}'`);
        columns ??=
          filled >= 2 && filled <= 4 ? COLUMNS.slice(0, filled) : fail(`there are ${filled} cells, expected 2 to 4`);
        if (filled !== columns.length) fail(`there are ${filled} cells, expected ${columns.length}`);
        if (count >= lines.length) lines = longer(lines);
        lines[count++] = line;
      }
    }
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) line++;
    at++;
  }
  const width = columns?.length ?? 2;
  return {
    columns: columns ?? COLUMNS.slice(0, 2),
    count,
    at: (row, column) => cells[row * width + column]!,
    rowName: (row) => `line ${lines[row]!}`,
  };
}

function named(words: readonly string[], fail: (what: string) => never): readonly Column[] {
  const columns = words.map(
    (word) => COLUMNS.find((c) => c === word.toLowerCase()) ?? fail(`there is no column '${word}'`),
  );
  if (new Set(columns).size < columns.length) fail('a column is named twice');
  if (!columns.includes('pre') || !columns.includes('post')) fail('pre or post is missing');
  return columns;
}

/** Most cells are short whole numbers, and there may be millions. */
function whole(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (to - from > 9) return undefined;
  let x = 0;
  for (let k = from; k < to; k++) {
    const digit = bytes[k]! - 48;
    if (digit < 0 || digit > 9) return undefined;
    x = 10 * x + digit;
  }
  return x;
}

const decimal = (text: string): number => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN);

function longer<T extends Float64Array | Int32Array>(a: T): T {
  const b = new (a.constructor as new (n: number) => T)(2 * a.length);
  b.set(a);
  return b;
}

/** A matrix with a row for each synapse. */
function fromNpy(bytes: Uint8Array, where: string): Numbers {
  const { shape, at } = readNpy(bytes, where);
  const [count = 0, width = 0] = shape;
  if (shape.length !== 2 || width < 2 || width > 4)
    throw new NeuroloomError({
      where,
      what: `its shape is (${shape.join(', ')}); expected a row for each synapse, and 2 to 4 columns`,
      remedy: 'save a matrix of numbers with numpy.save, one row per synapse',
    });
  return {
    columns: COLUMNS.slice(0, width),
    count,
    at: (row, column) => at(row * width + column),
    rowName: (row) => `row ${row}`,
  };
}
