/** "Did you mean": the known name nearest to a mistyped one. */

/** The nearest candidate within two slips (insert, delete, change, swap); one for short names, of one letter only its case. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 80) return undefined;
  let best: string | undefined;
  let limit = Math.min(2, name.length >> 1);
  let looked = 0;
  for (const candidate of candidates) {
    if (++looked > 5000) break;
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const slips = distance(name.toLowerCase(), candidate.toLowerCase(), limit);
    if (slips > limit || (best !== undefined && slips === limit)) continue;
    best = candidate;
    limit = slips;
    if (slips === 0) break;
  }
  return best;
}

/** `did you mean 'exc'?`, or nothing when no name is near. */
export function didYouMean(name: string, candidates: Iterable<string>): { readonly remedy?: string } {
  const near = nearest(name, candidates);
  return near === undefined ? {} : { remedy: `did you mean '${near}'?` };
}

/** Levenshtein's distance with swaps of neighbours, row by row; gives up above `limit`. */
function distance(a: string, b: string, limit: number): number {
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? above[j - 2]! + 1 : Infinity;
      next.push(Math.min(change, swap, row[j]! + 1, next[j - 1]! + 1));
    }
    if (Math.min(...next, ...row) > limit) return limit + 1;
    above = row;
    row = next;
  }
  return row[b.length]!;
}
