/**
 * Which class each neuron speaks for, after Diehl & Cook (2015, section 2.5): the one it answers most on
 * average. A sample is of the class whose neurons answer it most on average.
 */

/** Summed responses per class and neuron, and how many samples of each class were seen. */
export interface Tally {
  readonly classes: number;
  readonly seen: Float64Array;
  readonly sums: readonly Float64Array[];
}

export const emptyTally = (classes: number, neurons: number): Tally => ({
  classes,
  seen: new Float64Array(classes),
  sums: Array.from({ length: classes }, () => new Float64Array(neurons)),
});

/** Adds one labelled response, in place. A label outside the classes is ignored. */
export function addResponse(tally: Tally, label: number, response: ArrayLike<number>): void {
  const sums = tally.sums[label];
  if (!sums) return;
  tally.seen[label]! += 1;
  for (let n = 0; n < sums.length; n++) sums[n]! += response[n] ?? 0;
}

/** Lets the past weigh less, in place. */
export function fade(tally: Tally, by: number): void {
  for (const array of [tally.seen, ...tally.sums]) for (let k = 0; k < array.length; k++) array[k]! *= by;
}

/** The class of each neuron; -1 for one that never answered. Of equal classes, the first. */
export function assign(tally: Tally): Int32Array {
  const neurons = tally.sums[0]?.length ?? 0;
  return Int32Array.from({ length: neurons }, (_, n) => {
    let best = -1;
    let most = 0;
    for (let c = 0; c < tally.classes; c++) {
      const mean = tally.seen[c]! > 0 ? tally.sums[c]![n]! / tally.seen[c]! : 0;
      if (mean > most) [best, most] = [c, mean];
    }
    return best;
  });
}

/** The class whose neurons answer most on average. Of equal classes, the first. */
export function predict(response: ArrayLike<number>, assignment: Int32Array, classes: number): number {
  const sum = new Float64Array(classes);
  const members = new Float64Array(classes);
  for (let n = 0; n < assignment.length; n++) {
    const c = assignment[n]!;
    if (c < 0) continue;
    sum[c]! += response[n] ?? 0;
    members[c]! += 1;
  }
  let best = 0;
  let most = -1;
  for (let c = 0; c < classes; c++) {
    const mean = members[c]! > 0 ? sum[c]! / members[c]! : 0;
    if (mean > most) [best, most] = [c, mean];
  }
  return best;
}
