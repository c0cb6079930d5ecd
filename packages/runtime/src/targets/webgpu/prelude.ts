/** The part of every module that no program changes: bindings, random words, small searches, the log of followed values. */
import { REGISTERS } from '../../compile/memory.ts';

export const PRELUDE = `struct Clock {
  tick: i32, // first tick of a dispatch
  until: i32, // the tick after its last
  follow: u32, // 1 where ticks are logged
  infinity: u32, // its bits: WGSL has no literal for it
}
@group(0) @binding(0) var<storage, read_write> memory: array<u32>;
@group(0) @binding(1) var<storage, read_write> scratch: array<u32>;
@group(0) @binding(2) var<storage, read_write> counters: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> journal: array<u32>;
@group(0) @binding(4) var<uniform> clock: Clock;
var<private> tick: i32;

fn slot(at: u32, slots: i32, words: u32, delay: i32) -> u32 {
  return at + u32(((tick - delay) % slots + slots) % slots) * words;
}

// The upper half of a 64-bit product, from 16-bit halves.
fn high(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let mid = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (mid & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (mid >> 16u) + (other >> 16u);
}

// Philox 4x32-10 (doi:10.1145/2063384.2063405): word e mod 4 of block e / 4.
fn word(time: u32, e: u32, site: u32, node: u32) -> u32 {
  var x = vec4u(time, memory[${REGISTERS.sample / 4}], e >> 2u, memory[${REGISTERS.salt / 4}] | site);
  var key = vec2u(memory[${REGISTERS.seed / 4}], node);
  for (var round = 0; round < 10; round++) {
    let h0 = high(0xd2511f53u, x.x);
    let h1 = high(0xcd9e8d57u, x.z);
    x = vec4u(h1 ^ x.y ^ key.x, 0xcd9e8d57u * x.z, h0 ^ x.w ^ key.y, 0xd2511f53u * x.x);
    key += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return x[e & 3u];
}
fn draw(e: u32, site: u32, node: u32) -> f32 {
  return f32(word(bitcast<u32>(tick), e, site, node) >> 8u) * 0x1p-24f;
}
// A byte of a word that serves four ticks.
fn coin(e: u32, site: u32, node: u32) -> f32 {
  let time = bitcast<u32>(tick);
  return f32((word(time >> 2u, e, site, node) >> (8u * (time & 3u))) & 255u);
}

// Words in the order of the floats whose bits they come from, and back.
fn ordered(x: f32) -> u32 {
  let bits = bitcast<u32>(x);
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}
fn unordered(key: u32) -> f32 {
  return bitcast<f32>(select(~key, key & 0x7fffffffu, (key >> 31u) == 1u));
}

// Ascending, in place, by keys that words go with (or are): by insertion for few, for many as a heap.
fn sort(keys: u32, words: u32, n: u32) {
  if (n <= 16u) {
    for (var i = 1u; i < n; i++) {
      let key = scratch[keys + i];
      let x = scratch[words + i];
      var j = i;
      while (j > 0u && scratch[keys + j - 1u] > key) {
        scratch[words + j] = scratch[words + j - 1u];
        scratch[keys + j] = scratch[keys + j - 1u];
        j--;
      }
      scratch[words + j] = x;
      scratch[keys + j] = key;
    }
    return;
  }
  for (var i = n / 2u; i > 0u; i--) { sift(keys, words, i - 1u, n); }
  for (var end = n - 1u; end > 0u; end--) {
    let key = scratch[keys + end];
    let x = scratch[words + end];
    scratch[words + end] = scratch[words];
    scratch[keys + end] = scratch[keys];
    scratch[words] = x;
    scratch[keys] = key;
    sift(keys, words, 0u, end);
  }
}
fn sift(keys: u32, words: u32, first: u32, n: u32) {
  let key = scratch[keys + first];
  let x = scratch[words + first];
  var i = first;
  while (2u * i + 1u < n) {
    var child = 2u * i + 1u;
    if (child + 1u < n && scratch[keys + child + 1u] > scratch[keys + child]) { child++; }
    if (scratch[keys + child] <= key) { break; }
    scratch[words + i] = scratch[words + child];
    scratch[keys + i] = scratch[keys + child];
    i = child;
  }
  scratch[words + i] = x;
  scratch[keys + i] = key;
}

// The row in which a synapse is stored, given where rows start.
fn row_of(e: u32, start: u32, rows: u32) -> u32 {
  var low = 0u;
  var above = rows;
  while (above - low > 1u) {
    let middle = (low + above) / 2u;
    if (memory[start + middle] <= e) { low = middle; } else { above = middle; }
  }
  return low;
}

// The journal begins with where to write next and how many lists and words are followed, in four words; then come four
// for each list (where, slots, words of a slot, none), the place of each word, and, tick by tick, what they hold.
fn follow(id: u32, threads: u32) -> u32 {
  var at = journal[0];
  for (var k = 0u; k < journal[1]; k++) {
    let fired = slot(journal[4u + 4u * k], i32(journal[5u + 4u * k]), journal[6u + 4u * k], 0);
    let n = memory[fired];
    if (id == 0u) { journal[at] = n; }
    for (var i = id; i < n; i += threads) { journal[at + 1u + i] = memory[fired + 4u + i]; }
    at += 1u + n;
  }
  let words = 4u + 4u * journal[1];
  for (var i = id; i < journal[2]; i += threads) { journal[at + i] = memory[journal[words + i]]; }
  return at + journal[2];
}
`;

/** Logs a tick, as one workgroup. */
export const FOLLOW = ['let next = follow(id, threads);', 'storageBarrier();', 'if (id == 0u) { journal[0] = next; }'];
