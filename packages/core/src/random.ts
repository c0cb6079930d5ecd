/**
 * Philox 4x32-10 (Salmon, Moraes, Dror & Shaw 2011, doi:10.1145/2063384.2063405): random words as a pure
 * function of a key and a counter, so that every target, thread and lane reads the same ones.
 */
// Signed, as all words in here are: an engine that has not compiled this yet is quick with small integers alone.
const M0 = 0xd2511f53 | 0;
const M1 = 0xcd9e8d57 | 0;
const W0 = 0x9e3779b9 | 0;
const W1 = 0xbb67ae85 | 0;

/** Ten rounds. Writes four 32-bit words to `out`. */
export function philox4x32(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array = new Uint32Array(4),
): Uint32Array {
  for (let round = 0; round < 10; round++) {
    const hi0 = mulhi(M0, c0);
    const lo0 = Math.imul(M0, c0);
    const hi1 = mulhi(M1, c2);
    const lo1 = Math.imul(M1, c2);
    c0 = hi1 ^ c1 ^ k0;
    c1 = lo1;
    c2 = hi0 ^ c3 ^ k1;
    c3 = lo0;
    k0 = (k0 + W0) | 0;
    k1 = (k1 + W1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
  return out;
}

/** Upper 32 bits of the unsigned product, from 16-bit halves: no partial sum reaches 2^32, so all stay integers. */
function mulhi(a: number, b: number): number {
  const a0 = a & 0xffff,
    a1 = a >>> 16,
    b0 = b & 0xffff,
    b1 = b >>> 16;
  const mid1 = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) | 0;
  const mid2 = (Math.imul(a0, b1) + (mid1 & 0xffff)) | 0;
  return (Math.imul(a1, b1) + (mid1 >>> 16) + (mid2 >>> 16)) | 0;
}

/** The uniform number of a word: the top 24 bits, in [0, 1), exact in single precision. */
export const uniformOf = (word: number): number => (word >>> 8) * 2 ** -24;

/** FNV-1a: a stable 32-bit name for a node id, half of the Philox key; the other half is the graph's seed. */
export function hashName(text: string): number {
  let h = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193);
  return h >>> 0;
}

/**
 * Where a draw sits. A formula's `rand()` in element `element` of node `node` at tick `tick` of presentation
 * `sample` is word `element & 3` of the block with counter (tick, sample, element >>> 2, site) and key
 * (seed, hashName(node)). `site` numbers the `rand()`s of a node in the order they are written.
 */
export function drawUniform(
  seed: number,
  node: number,
  tick: number,
  sample: number,
  element: number,
  site: number,
): number {
  return uniformOf(philox4x32(tick, sample, element >>> 2, site, seed, node)[element & 3]!);
}
