/** The words of formula text: numbers, names, signs, and what a person may have meant by any other character. */

export interface Token {
  readonly kind: 'number' | 'word' | 'symbol' | 'foreign' | 'end';
  readonly text: string;
  readonly at: number;
}

const PATTERNS = [
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['symbol', /\*\*|<=|>=|==|!=|&&|\|\||[-+*/^<>!?:(),]/y],
] as const;

/** The first token at or after an offset. */
export function tokenAt(text: string, from: number): Token {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  if (at >= text.length) return { kind: 'end', text: '', at };
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
