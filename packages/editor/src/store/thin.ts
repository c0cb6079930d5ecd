/** Which old revisions to forget: the last ones are all kept, earlier ones ever further apart, the very first always. */

export interface Aged {
  readonly revision: number;
  readonly at: number;
}

/** Newest revisions that are never thinned, as a part of all that are kept. */
const RECENT = 1 / 3;

/** Revisions to delete so that at most `keep` remain: again and again the one whose going leaves the smallest gap relative to its age. */
export function thin(all: readonly Aged[], keep: number): readonly number[] {
  const list = [...all].sort((a, b) => a.revision - b.revision);
  const newest = list.at(-1)?.at ?? 0;
  const recent = Math.max(1, Math.floor(keep * RECENT));
  const gone: number[] = [];
  while (list.length > Math.max(2, keep)) {
    let worst = 1;
    let least = Infinity;
    for (let i = 1; i < list.length - recent; i++) {
      const gap = (list[i + 1]!.at - list[i - 1]!.at) / (newest - list[i]!.at + 1000);
      if (gap < least) {
        least = gap;
        worst = i;
      }
    }
    gone.push(list.splice(worst, 1)[0]!.revision);
  }
  return gone;
}
