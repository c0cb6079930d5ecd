/**
 * A JSON reader for graph files. `JSON.parse` forgets where a mistake is, lets the second of two nodes with one
 * name win in silence, and builds whatever it is given; this one points at line and column, refuses doubled and
 * forbidden keys, and stops at the limits of a graph file before memory is taken.
 */
import { NeuroloomError } from '../errors.ts';
import type { Problems } from './limits.ts';
import { count, FORBIDDEN, LIMITS, place, show } from './limits.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

/** Reads a text. What it cannot read is a problem, with its place, and `undefined`. */
export function parseJson(text: string, problems: Problems): Json | undefined {
  if (text.length > LIMITS.text) {
    problems.add({
      where: 'file',
      what: `${count(text.length)} characters are too many for a graph; the limit is ${count(LIMITS.text)}`,
      remedy: 'keep weights and data in files of their own',
    });
    return undefined;
  }
  try {
    return new Reader(text, problems).document();
  } catch (error) {
    if (!(error instanceof NeuroloomError)) throw error;
    for (const problem of error.problems) problems.add(problem);
    return undefined;
  }
}

/** One reading of one text: a position that moves on, and the path of what is being read. */
class Reader {
  readonly #text: string;
  readonly #problems: Problems;
  readonly #path: (string | number)[] = [];
  #at: number;
  #values = 0;

  constructor(text: string, problems: Problems) {
    this.#text = text;
    this.#problems = problems;
    this.#at = text.startsWith('\ufeff') ? 1 : 0; // editors on Windows write a byte order mark
  }

  document(): Json {
    const value = this.#value();
    if (this.#peek() !== '') this.#fail(`expected the end of the file, found ${this.#found()}`);
    return value;
  }

  #value(): Json {
    if (++this.#values > LIMITS.values) this.#refuse(`more than ${count(LIMITS.values)} values`);
    const first = this.#peek();
    if (first === '{') return this.#record();
    if (first === '[') return this.#list();
    if (first === '"') return this.#string();
    if (this.#word('true')) return true;
    if (this.#word('false')) return false;
    if (this.#word('null')) return null;
    return this.#number();
  }

  #record(): Json {
    const record: Record<string, Json> = {};
    this.#enter();
    let entries = 0;
    for (let sign = this.#peek(); sign !== '}'; sign = this.#next('}')) {
      if (this.#peek() !== '"') this.#fail(`expected a name in double quotes, found ${this.#found()}`);
      const at = this.#at;
      const key = this.#string();
      this.#path.push(key);
      if (++entries > LIMITS.entries) this.#tooMany();
      if (this.#peek() !== ':') this.#fail(`expected ':', found ${this.#found()}`);
      this.#at++;
      const value = this.#value();
      if (FORBIDDEN.has(key)) this.#report(`the name '${key}' is not allowed`, at);
      else if (Object.hasOwn(record, key))
        this.#report('this name stands twice', at, 'rename or remove one of the two');
      else record[key] = value;
      this.#path.pop();
    }
    this.#at++;
    return record;
  }

  #list(): Json {
    const list: Json[] = [];
    this.#enter();
    for (let sign = this.#peek(); sign !== ']'; sign = this.#next(']')) {
      this.#path.push(list.length);
      if (list.length >= LIMITS.entries) this.#tooMany();
      list.push(this.#value());
      this.#path.pop();
    }
    this.#at++;
    return list;
  }

  #enter(): void {
    this.#at++;
    if (this.#path.length >= LIMITS.depth)
      this.#refuse(`more than ${LIMITS.depth} lists and objects inside one another`);
  }

  /** After an entry: a comma and what follows it, or the closing sign. */
  #next(close: string): string {
    const sign = this.#peek();
    if (sign === close) return sign;
    if (sign !== ',') this.#fail(`expected ',' or '${close}', found ${this.#found()}`);
    this.#at++;
    const after = this.#peek();
    if (after === close) this.#fail(`expected another entry after ',', found '${close}'`);
    return after;
  }

  #string(): string {
    const start = this.#at;
    let escaped = false;
    for (let at = start + 1; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x22) {
        this.#at = at + 1;
        break;
      }
      if (code === 0x5c) {
        escaped = true;
        at++;
      } else if (!(code >= 0x20)) {
        this.#at = at;
        this.#fail(at >= this.#text.length ? 'a text has no closing quote' : 'a text runs over the end of its line');
      }
      if (at - start > LIMITS.string * 6) this.#refuse(`a text of more than ${count(LIMITS.string)} characters`);
    }
    const raw = this.#text.slice(start + 1, this.#at - 1);
    const value = escaped ? this.#unescape(raw, start) : raw;
    if (value.length > LIMITS.string) this.#refuse(`a text of more than ${count(LIMITS.string)} characters`);
    return value;
  }

  #unescape(raw: string, start: number): string {
    const bad = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(raw.replace(/\\\\/g, '..'));
    if (!bad) return JSON.parse(`"${raw}"`) as string;
    this.#at = start + 1 + bad.index;
    return this.#fail(`unknown escape ${show(raw.slice(bad.index, bad.index + 2))}`);
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const digits = NUMBER.exec(this.#text)?.[0];
    if (digits === undefined) return this.#fail(`expected a value, found ${this.#found()}`);
    const value = digits.length > 1000 ? Infinity : Number(digits);
    if (!Number.isFinite(value)) this.#fail(`${show(digits).slice(1, -1)} is not a finite number`);
    this.#at += digits.length;
    return value;
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  /** The next sign that is no space, or '' at the end. */
  #peek(): string {
    const code = this.#text.charCodeAt(this.#at);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) {
      SPACE.lastIndex = this.#at;
      this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
    }
    return this.#text.charAt(this.#at);
  }

  #found(): string {
    const rest = this.#text.slice(this.#at, this.#at + 12);
    return rest === '' ? 'the end of the file' : show(/^[\p{L}\p{N}_.+-]+|^./su.exec(rest)?.[0] ?? rest);
  }

  #tooMany(): never {
    this.#path.pop();
    return this.#refuse(`more than ${count(LIMITS.entries)} entries`);
  }

  #refuse(what: string): never {
    throw new NeuroloomError({ where: place(this.#path.slice(0, 4)) || 'file', what });
  }

  #report(what: string, at: number, remedy?: string): void {
    const { line } = this.#position(at);
    this.#problems.add({ where: place(this.#path), what: `${what} (line ${line})`, ...(remedy ? { remedy } : {}) });
  }

  /** The text is not JSON: says where, shows the line, and ends the reading. */
  #fail(what: string): never {
    const { line, column, start } = this.#position(this.#at);
    // A graph written on one line is shown around the mistake only.
    const from = Math.max(start, this.#at - 60);
    const source = /^[^\n\r]*/.exec(this.#text.slice(from, this.#at + 40))?.[0] ?? '';
    throw new NeuroloomError({ where: `line ${line}, column ${column}`, what, source, at: this.#at - from });
  }

  #position(at: number): { readonly line: number; readonly column: number; readonly start: number } {
    const start = this.#text.lastIndexOf('\n', at - 1) + 1;
    let line = 1;
    for (let k = this.#text.indexOf('\n'); k >= 0 && k < at; k = this.#text.indexOf('\n', k + 1)) line++;
    return { line, column: at - start + 1, start };
  }
}
