/** Names ordered by how likely a misspelling meant them. */

/** The names, nearest first; at most `most` of them. */
export function nearestFirst(word: string, names: Iterable<string>, most = 12): string[] {
  const w = word.slice(0, 40).toLowerCase();
  const ranked = [...names].map((name, k) => ({ name, k, far: distance(w, name.slice(0, 40).toLowerCase()) }));
  return ranked
    .sort((a, b) => a.far - b.far || a.k - b.k)
    .slice(0, most)
    .map((r) => r.name);
}

/** Levenshtein's distance, case put aside. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
