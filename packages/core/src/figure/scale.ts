/** A straight map from values to pixels, and back. */
export interface Scale {
  at(value: number): number;
  back(pixel: number): number;
}

export function linearScale(low: number, high: number, start: number, end: number): Scale {
  const k = (end - start) / (high - low);
  return {
    at: (value) => start + (value - low) * k,
    back: (pixel) => low + (pixel - start) / k,
  };
}

export interface Extent {
  readonly low: number;
  readonly high: number;
  /** Values that are not finite; they have no place on an axis. */
  readonly missing: number;
}

/** Least and greatest of the finite values; `low` > `high` when there are none. */
export function extent(data: ArrayLike<number>): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let missing = 0;
  for (let k = 0; k < data.length; k++) {
    const v = data[k]!;
    if (v - v !== 0) missing++;
    else {
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  return { low, high, missing };
}
