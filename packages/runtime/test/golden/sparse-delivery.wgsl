struct Clock {
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
  var x = vec4u(time, memory[1], e >> 2u, memory[2] | site);
  var key = vec2u(memory[3], node);
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

// a init V
fn init_trial_0(id: u32, threads: u32) {
  let uniform0 = bitcast<f32>(memory[16u]);
  let uniform1 = bitcast<f32>(memory[17u]);
  for (var e = id; e < 5u; e += threads) {
    let t2 = (uniform0 + (draw(e, 0u, 3826002220u) * uniform1));
    memory[536u + e] = bitcast<u32>(t2);
  }
}
// a init g_e
fn init_trial_1(id: u32, threads: u32) {
  for (var e = id; e < 5u; e += threads) {
    memory[544u + e] = bitcast<u32>(0.0f);
  }
}
// a init g_i
fn init_trial_2(id: u32, threads: u32) {
  for (var e = id; e < 5u; e += threads) {
    memory[552u + e] = bitcast<u32>(0.0f);
  }
}
// a init refr
fn init_trial_3(id: u32, threads: u32) {
  for (var e = id; e < 5u; e += threads) {
    memory[560u + e] = bitcast<u32>((-1i));
  }
}
// b init V
fn init_trial_4(id: u32, threads: u32) {
  let uniform0 = bitcast<f32>(memory[18u]);
  let uniform1 = bitcast<f32>(memory[19u]);
  for (var e = id; e < 3u; e += threads) {
    let t2 = (uniform0 + (draw(e, 0u, 3876335077u) * uniform1));
    memory[568u + e] = bitcast<u32>(t2);
  }
}
// b init g_e
fn init_trial_5(id: u32, threads: u32) {
  for (var e = id; e < 3u; e += threads) {
    memory[572u + e] = bitcast<u32>(0.0f);
  }
}
// b init g_i
fn init_trial_6(id: u32, threads: u32) {
  for (var e = id; e < 3u; e += threads) {
    memory[576u + e] = bitcast<u32>(0.0f);
  }
}
// b init refr
fn init_trial_7(id: u32, threads: u32) {
  for (var e = id; e < 3u; e += threads) {
    memory[580u + e] = bitcast<u32>((-1i));
  }
}
// settle a.g_e, a.g_i
fn tick_0(id: u32, threads: u32) {
  if ((f32(tick) == (floor((f32(tick) * 0.0625f)) * 16.0f))) {
    for (var e = id; e < 5u; e += threads) {
      let load0 = bitcast<f32>(memory[544u + e]);
      let t1 = select(load0, 0.0f, (abs(load0) < 1.0000000031710769e-30f));
      let load2 = bitcast<f32>(memory[552u + e]);
      let t3 = select(load2, 0.0f, (abs(load2) < 1.0000000031710769e-30f));
      memory[544u + e] = bitcast<u32>(t1);
      memory[552u + e] = bitcast<u32>(t3);
    }
  }
}
// settle b.g_e, b.g_i
fn tick_1(id: u32, threads: u32) {
  if ((f32(tick) == (floor((f32(tick) * 0.0625f)) * 16.0f))) {
    for (var e = id; e < 3u; e += threads) {
      let load0 = bitcast<f32>(memory[572u + e]);
      let t1 = select(load0, 0.0f, (abs(load0) < 1.0000000031710769e-30f));
      let load2 = bitcast<f32>(memory[576u + e]);
      let t3 = select(load2, 0.0f, (abs(load2) < 1.0000000031710769e-30f));
      memory[572u + e] = bitcast<u32>(t1);
      memory[576u + e] = bitcast<u32>(t3);
    }
  }
}
// a flow, a emit spikes
fn tick_2(id: u32, threads: u32) {
  let tick0 = tick;
  let uniform2 = bitcast<f32>(memory[20u]);
  let uniform3 = bitcast<f32>(memory[21u]);
  let uniform5 = bitcast<f32>(memory[22u]);
  let uniform7 = bitcast<f32>(memory[23u]);
  let uniform9 = bitcast<f32>(memory[24u]);
  let uniform11 = bitcast<f32>(memory[25u]);
  let uniform13 = bitcast<f32>(memory[26u]);
  for (var e = id; e < 5u; e += threads) {
    let load1 = bitcast<f32>(memory[536u + e]);
    let load4 = bitcast<f32>(memory[544u + e]);
    let load6 = bitcast<f32>(memory[552u + e]);
    let t8 = select(((((uniform2 * load1) + (uniform3 * load4)) + (uniform5 * load6)) + uniform7), load1, (bitcast<i32>(memory[560u + e]) > tick0));
    let t10 = (uniform9 * load4);
    let t12 = (uniform11 * load6);
    let t14 = (t8 > uniform13);
    scratch[4u + e] = select(0u, 1u, t14);
    memory[536u + e] = bitcast<u32>(t8);
    memory[544u + e] = bitcast<u32>(t10);
    memory[552u + e] = bitcast<u32>(t12);
  }
}
fn tick_2_0_list(id: u32, threads: u32) {
  let list = slot(60u, 16, 16u, 0);
  for (var b = id; b < 1u; b += threads) {
    var at = 0u;
    for (var i = 0u; i < b * 64u; i++) {
      at += scratch[4u + i];
    }
    for (var e = b * 64u; e < min(5u, (b + 1u) * 64u); e++) {
      if (scratch[4u + e] != 0u) {
        memory[list + 4u + at] = e;
        at++;
      }
    }
    if (b == 0u) {
      memory[list] = at;
    }
  }
}
// a on spikes
fn tick_3(id: u32, threads: u32) {
  let t0 = bitcast<f32>(memory[16u]);
  let tick1 = tick;
  let uniform2 = bitcast<i32>(memory[27u]);
  let t3 = (tick1 + uniform2);
  let fired = slot(60u, 16, 16u, 0);
  for (var k = id; k < memory[fired]; k += threads) {
    let e = memory[fired + 4u + k];
    memory[536u + e] = bitcast<u32>(t0);
    memory[560u + e] = bitcast<u32>(t3);
  }
}
// p on pre → b
fn tick_4_drop(id: u32, threads: u32) {
  let fired = slot(60u, 16, 16u, 2);
  for (var k = id / 32u; k < memory[fired]; k += threads / 32u) {
    let r = memory[fired + 4u + k];
    let last = memory[516u + r + 1u];
    for (var e = memory[516u + r] + id % 32u; e < last; e += 32u) {
      let c = memory[524u + e];
      let at = scratch[9u + c] + atomicAdd(&counters[4u + c], 1u);
      scratch[13u + at] = e;
    }
  }
}
fn tick_4(id: u32, threads: u32) {
  let uniform0 = bitcast<f32>(memory[28u]);
  for (var c = id; c < 3u; c += threads) {
    let arrived = atomicLoad(&counters[4u + c]);
    if (arrived == 0u) { continue; }
    atomicStore(&counters[4u + c], 0u);
    let pile = 13u + scratch[9u + c];
    sort(pile, pile, arrived);
    for (var k = 0u; k < arrived; k++) {
      let e = scratch[pile + k];
      let t1 = (bitcast<f32>(memory[572u + c]) + uniform0);
      memory[572u + c] = bitcast<u32>(t1);
    }
  }
}
// b flow, b emit spikes
fn tick_5(id: u32, threads: u32) {
  let tick0 = tick;
  let uniform2 = bitcast<f32>(memory[29u]);
  let uniform3 = bitcast<f32>(memory[30u]);
  let uniform5 = bitcast<f32>(memory[31u]);
  let uniform7 = bitcast<f32>(memory[32u]);
  let uniform9 = bitcast<f32>(memory[33u]);
  let uniform11 = bitcast<f32>(memory[34u]);
  let uniform13 = bitcast<f32>(memory[35u]);
  for (var e = id; e < 3u; e += threads) {
    let load1 = bitcast<f32>(memory[568u + e]);
    let load4 = bitcast<f32>(memory[572u + e]);
    let load6 = bitcast<f32>(memory[576u + e]);
    let t8 = select(((((uniform2 * load1) + (uniform3 * load4)) + (uniform5 * load6)) + uniform7), load1, (bitcast<i32>(memory[580u + e]) > tick0));
    let t10 = (uniform9 * load4);
    let t12 = (uniform11 * load6);
    let t14 = (t8 > uniform13);
    scratch[25u + e] = select(0u, 1u, t14);
    memory[568u + e] = bitcast<u32>(t8);
    memory[572u + e] = bitcast<u32>(t10);
    memory[576u + e] = bitcast<u32>(t12);
  }
}
fn tick_5_0_list(id: u32, threads: u32) {
  let list = slot(316u, 16, 12u, 0);
  for (var b = id; b < 1u; b += threads) {
    var at = 0u;
    for (var i = 0u; i < b * 64u; i++) {
      at += scratch[25u + i];
    }
    for (var e = b * 64u; e < min(3u, (b + 1u) * 64u); e++) {
      if (scratch[25u + e] != 0u) {
        memory[list + 4u + at] = e;
        at++;
      }
    }
    if (b == 0u) {
      memory[list] = at;
    }
  }
}
// b on spikes
fn tick_6(id: u32, threads: u32) {
  let t0 = bitcast<f32>(memory[18u]);
  let tick1 = tick;
  let uniform2 = bitcast<i32>(memory[36u]);
  let t3 = (tick1 + uniform2);
  let fired = slot(316u, 16, 12u, 0);
  for (var k = id; k < memory[fired]; k += threads) {
    let e = memory[fired + 4u + k];
    memory[568u + e] = bitcast<u32>(t0);
    memory[580u + e] = bitcast<u32>(t3);
  }
}

@compute @workgroup_size(64)
fn init_trial_stage0(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  tick = clock.tick;
  let id = at.x;
  let threads = groups.x * 64u;
  init_trial_0(id, threads);
  init_trial_1(id, threads);
  init_trial_2(id, threads);
  init_trial_3(id, threads);
  init_trial_4(id, threads);
  init_trial_5(id, threads);
  init_trial_6(id, threads);
  init_trial_7(id, threads);
}
@compute @workgroup_size(64)
fn tick_stage0(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  tick = clock.tick;
  let id = at.x;
  let threads = groups.x * 64u;
  tick_0(id, threads);
  tick_1(id, threads);
  tick_4_drop(id, threads);
}
@compute @workgroup_size(64)
fn tick_stage1(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  tick = clock.tick;
  let id = at.x;
  let threads = groups.x * 64u;
  tick_2(id, threads);
  tick_4(id, threads);
}
@compute @workgroup_size(64)
fn tick_stage2(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  tick = clock.tick;
  let id = at.x;
  let threads = groups.x * 64u;
  tick_2_0_list(id, threads);
  tick_5(id, threads);
}
@compute @workgroup_size(64)
fn tick_stage3(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  tick = clock.tick;
  let id = at.x;
  let threads = groups.x * 64u;
  tick_3(id, threads);
  tick_5_0_list(id, threads);
}
@compute @workgroup_size(64)
fn tick_stage4(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  tick = clock.tick;
  let id = at.x;
  let threads = groups.x * 64u;
  tick_6(id, threads);
}
@compute @workgroup_size(256)
fn resident(@builtin(local_invocation_index) id: u32) {
  let threads = 256u;
  for (var t = clock.tick; t < clock.until; t++) {
    tick = t;
    tick_0(id, threads);
    tick_1(id, threads);
    tick_4_drop(id, threads);
    storageBarrier();
    tick_2(id, threads);
    tick_4(id, threads);
    storageBarrier();
    tick_2_0_list(id, threads);
    tick_5(id, threads);
    storageBarrier();
    tick_3(id, threads);
    tick_5_0_list(id, threads);
    storageBarrier();
    tick_6(id, threads);
    storageBarrier();
    if (clock.follow == 1u) {
      let next = follow(id, threads);
      storageBarrier();
      if (id == 0u) { journal[0] = next; }
      storageBarrier();
    }
  }
}
@compute @workgroup_size(64)
fn follow_tick(@builtin(global_invocation_id) at: vec3u, @builtin(num_workgroups) groups: vec3u) {
  tick = clock.tick;
  let id = at.x;
  let threads = groups.x * 64u;
  let next = follow(id, threads);
  storageBarrier();
  if (id == 0u) { journal[0] = next; }
}
