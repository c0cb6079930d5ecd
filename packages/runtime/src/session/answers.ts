/**
 * What the tick plane answered, trial by trial. The stream plane is a function of these answers alone, so a run
 * is resumed by giving them again: operators arrive where they were without a tick being run.
 */

/** Values of one output at the end of a trial; zeros are left out, for most neurons are silent. */
interface Sparse {
  readonly length: number;
  readonly at: Uint32Array;
  readonly value: Float32Array;
}

export class Answers {
  readonly #trials: (readonly Sparse[])[];

  constructor(trials: readonly (readonly Sparse[])[] = []) {
    this.#trials = [...trials];
  }

  get count(): number {
    return this.#trials.length;
  }
  add(values: readonly Float32Array[]): void {
    this.#trials.push(values.map(sparse));
  }
  get(trial: number): Float32Array[] {
    return this.#trials[trial]!.map((s) => {
      const data = new Float32Array(s.length);
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
    const size = this.#trials.reduce((n, t) => n + 1 + t.reduce((m, s) => m + 2 + 2 * s.at.length, 0), 1);
    const words = new Uint32Array(size);
    let w = 0;
    words[w++] = this.#trials.length;
    for (const t of this.#trials) {
      words[w++] = t.length;
      for (const s of t) {
        words[w++] = s.length;
        words[w++] = s.at.length;
        words.set(s.at, w);
        words.set(new Uint32Array(s.value.buffer), w + s.at.length);
        w += 2 * s.at.length;
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
          n = words[w++]!;
        outputs.push({
          length,
          at: words.slice(w, w + n),
          value: new Float32Array(words.slice(w + n, w + 2 * n).buffer),
        });
        w += 2 * n;
      }
      answers.#trials.push(outputs);
    }
    return answers;
  }
}

/** A number that a digest tells from 0: -0 is one. */
const counts = (x: number): boolean => !Object.is(x, 0);

function sparse(data: Float32Array): Sparse {
  let n = 0;
  for (const x of data) if (counts(x)) n++;
  const [at, value] = [new Uint32Array(n), new Float32Array(n)];
  for (let k = 0, j = 0; j < n; k++) {
    const x = data[k]!;
    if (!counts(x)) continue;
    at[j] = k;
    value[j++] = x;
  }
  return { length: data.length, at, value };
}
