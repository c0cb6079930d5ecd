/** The words of formula text: numbers, names, signs, and what a person may have meant by any other character. */

export interface Token {
  readonly kind: 'number' | 'word' | 'symbol' | 'foreign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** What an ASCII character is, or begins; nearly all of a formula is read by this alone. */
const LETTER = 1;
const DIGIT = 2;
const BLANK = 4;
const SIGN = 8;
/** A sign that may be the first of two. */
const PAIR = 16;
const CHARACTERS: readonly (readonly [kind: number, characters: string])[] = [
  [LETTER, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_'],
  [DIGIT, '0123456789'],
  [BLANK, ' \t\n\v\f\r'],
  [SIGN, '-+*/^<>!?:(),'],
  [PAIR, '*<>=!&|'],
];
const KIND = /* #__PURE__ */ (() => {
  const kinds = new Uint8Array(128);
  for (const [kind, characters] of CHARACTERS)
    for (let k = 0; k < characters.length; k++) kinds[characters.charCodeAt(k)]! |= kind;
  return kinds;
})();
const PAIRS: ReadonlySet<string> = /* #__PURE__ */ new Set(['**', '<=', '>=', '==', '!=', '&&', '||']);

/** What the character here is; of others than ASCII, and behind the end, nothing is known. */
const kindAt = (text: string, at: number): number => KIND[text.charCodeAt(at)] ?? 0;

/** From a first letter to behind the last letter or digit. */
function wordEnd(text: string, from: number): number {
  let at = from + 1;
  while ((kindAt(text, at) & (LETTER | DIGIT)) !== 0) at++;
  return at;
}

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** The first token at or after an offset. */
export function tokenAt(text: string, from: number): Token {
  let at = from;
  while (at < text.length && (text.charCodeAt(at) < 128 ? kindAt(text, at) === BLANK : /\s/.test(text[at]!))) at++;
  if (at >= text.length) return { kind: 'end', text: '', at };
  const kind = kindAt(text, at);
  if (kind === LETTER) {
    const end = wordEnd(text, at);
    // Another letter than those of ASCII may follow.
    if (end === text.length || text.charCodeAt(end) < 128) return { kind: 'word', text: text.slice(at, end), at };
  }
  if ((kind & PAIR) !== 0 && PAIRS.has(text.slice(at, at + 2)))
    return { kind: 'symbol', text: text.slice(at, at + 2), at };
  if ((kind & SIGN) !== 0) return { kind: 'symbol', text: text[at]!, at };
  const number = kind === DIGIT || text[at] === '.' ? matchAt(NUMBER, text, at) : undefined;
  if (number !== undefined) return { kind: 'number', text: number, at };
  const word = matchAt(WORD, text, at);
  if (word !== undefined) return { kind: 'word', text: word, at };
  return { kind: 'foreign', text: String.fromCodePoint(text.codePointAt(at)!), at };
}

/** A character as a message can show it. */
export function shown(c: string): string {
  const invisible = /[\p{C}\p{Z}]/u.test(c);
  return invisible ? `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : `'${c}'`;
}

/** What to write instead of a character that formulas do not have. */
export const insteadOf = (c: string): string | undefined => (Object.hasOwn(MISTAKES, c) ? MISTAKES[c] : undefined);

const MISTAKES: Readonly<Record<string, string>> = {
  '=': 'write == to compare; a formula assigns nothing',
  '%': 'write mod(a, b) for a remainder',
  '&': 'write and',
  '|': 'write or',
  '[': 'a formula has no brackets; read a whole axis with sum(x, axis) and its like',
  ';': 'one formula has one value; write a formula for each name',
  $: 'names that begin with $ belong to the compiler',
  '·': 'write * to multiply',
  '×': 'write * to multiply',
  '−': 'write - for a minus',
};
