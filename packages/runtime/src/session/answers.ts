/**
 * What the tick plane answered, trial by trial. The stream plane is a function of these answers alone, so a run
 * is resumed by giving them again: operators arrive where they were without a tick being run.
 */
import type { Reals } from '@neuroloom/core';

/** Values of one output at the end of a trial; zeros are left out, for most neurons are silent. */
interface Sparse {
  readonly length: number;
  readonly at: Uint32Array;
  readonly value: Reals;
}

/** Beside a count in words: its values are of double precision. */
const DOUBLE = 2 ** 31;

export class Answers {
  readonly #trials: (readonly Sparse[])[];

  constructor(trials: readonly (readonly Sparse[])[] = []) {
    this.#trials = [...trials];
  }

  get count(): number {
    return this.#trials.length;
  }
  add(values: readonly Reals[]): void {
    // Several readouts of one output are given the same array.
    const once = new Map([...new Set(values)].map((v) => [v, sparse(v)]));
    this.#trials.push(values.map((v) => once.get(v)!));
  }
  get(trial: number): Reals[] {
    return this.#trials[trial]!.map((s) => {
      const data = new (kindOf(s.value))(s.length);
      s.at.forEach((k, j) => {
        data[k] = s.value[j]!;
      });
      return data;
    });
  }

  /** Those up to now, or of the first trials only. */
  copy(trials = this.count): Answers {
    return new Answers(this.#trials.slice(0, trials));
  }

  /** All of it as 32-bit words: trials, then per trial its outputs, then per output length, count, places, values. */
  toWords(): Uint32Array {
    const size = this.#trials.reduce(
      (n, t) => n + 1 + t.reduce((m, s) => m + 2 + s.at.length + wordsOf(s.value).length, 0),
      1,
    );
    const words = new Uint32Array(size);
    let w = 0;
    words[w++] = this.#trials.length;
    for (const t of this.#trials) {
      words[w++] = t.length;
      for (const s of t) {
        words[w++] = s.length;
        const values = wordsOf(s.value);
        words[w++] = s.at.length + (s.value instanceof Float64Array ? DOUBLE : 0);
        words.set(s.at, w);
        words.set(values, w + s.at.length);
        w += s.at.length + values.length;
      }
    }
    return words;
  }

  static fromWords(words: Uint32Array): Answers {
    const answers = new Answers();
    let w = 1;
    for (let t = 0; t < words[0]!; t++) {
      const outputs: Sparse[] = [];
      for (let k = words[w++]!; k > 0; k--) {
        const length = words[w++]!,
          count = words[w++]!;
        const [double, n] = [count >= DOUBLE, count % DOUBLE];
        const end = w + (double ? 3 : 2) * n;
        const { buffer } = words.slice(w + n, end);
        const value = double ? new Float64Array(buffer) : new Float32Array(buffer);
        outputs.push({ length, at: words.slice(w, w + n), value });
        w = end;
      }
      answers.#trials.push(outputs);
    }
    return answers;
  }
}

/** A number that a digest tells from 0: -0 is one. */
const counts = (x: number): boolean => !Object.is(x, 0);

const kindOf = (data: Reals): Float32ArrayConstructor | Float64ArrayConstructor =>
  data instanceof Float64Array ? Float64Array : Float32Array;

/** They fill their memory. */
const wordsOf = (value: Reals): Uint32Array => new Uint32Array(value.buffer);

function sparse(data: Reals): Sparse {
  let n = 0;
  for (const x of data) if (counts(x)) n++;
  const [at, value] = [new Uint32Array(n), new (kindOf(data))(n)];
  for (let k = 0, j = 0; j < n; k++) {
    const x = data[k]!;
    if (!counts(x)) continue;
    at[j] = k;
    value[j++] = x;
  }
  return { length: data.length, at, value };
}
