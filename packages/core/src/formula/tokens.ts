/** The words of formula text: numbers, names, signs, and what a person may have meant by any other character. */

export interface Token {
  readonly kind: 'number' | 'word' | 'symbol' | 'foreign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** Nearly all words and blanks are ASCII, and are read without a pattern. */
const LETTER = 1;
const DIGIT = 2;
const BLANK = 4;
const KIND = /* #__PURE__ */ Uint8Array.from({ length: 128 }, (_, c) => {
  const character = String.fromCharCode(c);
  return (
    (/[a-z_]/i.test(character) ? LETTER : 0) | (/\d/.test(character) ? DIGIT : 0) | (/\s/.test(character) ? BLANK : 0)
  );
});

/** Where the word that begins here ends; here, where it is not all of ASCII letters and digits, or none. */
function wordEnd(text: string, from: number): number {
  let at = from;
  let c = text.charCodeAt(at);
  if ((KIND[c] ?? 0) !== LETTER) return from;
  while (c < 128 && (KIND[c]! & (LETTER | DIGIT)) !== 0) c = text.charCodeAt(++at);
  return c < 128 || at === text.length ? at : from;
}

const isBlank = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at);
  return c < 128 ? KIND[c] === BLANK : /\s/.test(text[at]!);
};

const PATTERNS = [
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['symbol', /\*\*|<=|>=|==|!=|&&|\|\||[-+*/^<>!?:(),]/y],
] as const;

/** The first token at or after an offset. */
export function tokenAt(text: string, from: number): Token {
  let at = from;
  while (at < text.length && isBlank(text, at)) at++;
  if (at >= text.length) return { kind: 'end', text: '', at };
  const end = wordEnd(text, at);
  if (end > at) return { kind: 'word', text: text.slice(at, end), at };
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, text: match[0], at };
  }
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
