// CUBA on a graphics device and on wasm, in turn, spikes recorded in both: wall time of the simulation loop. On hardware
// 4000, 10^5 and 10^6 neurons for a second of biological time (less where the network is large); on a driver that is a
// program on the processor only the smallest for 20 ms, for that says nothing about hardware.
// Options: --sizes=4000,100000 --seconds=1 --rounds=5.
import { NeuroloomError } from '@neuroloom/core';
import { createEngine } from 'neuroloom';
import { create } from 'webgpu';
import { balanced, ratioOf } from './lib/balanced.mjs';
import { interleaved, report } from './lib/bench.mjs';

const TARGETS = /** @type {const} */ (['webgpu', 'wasm']);
/** Larger networks run for less time, in proportion. */
const LARGE = 100_000;

/** @param {string} name */
const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];

/** Opens in this thread, so that what is timed is the loop and nothing between threads. */
const engine = createEngine({ thread: 'calling' });

/** @param {import('neuroloom').GraphDocument} graph @param {string} target */
async function measure(graph, target) {
  const began = performance.now();
  const session = await engine.open(graph, { target });
  let spikes = 0;
  session.frames$.subscribe((frame) => {
    if (frame.kind === 'spikes') spikes += frame.id.length;
  });
  session.problems$.subscribe(({ where, what }) => console.log(`${where}: ${what}`));
  const ready = performance.now();
  session.play();
  const { seconds } = await session.result();
  return { start: (ready - began) / 1000, loop: (performance.now() - ready) / 1000, spikes, seconds };
}

/** For its name alone. Kept: what is asked of it ends when nobody holds it any more. */
const gpu = create([]);

/** The device's name and whether it is a program; null, with a sentence, where none can be had. */
async function device() {
  try {
    const probe = await engine.open(balanced('cuba.graph.json', { size: 400, precision: 'f32', seconds: 0.001 }), {
      target: 'webgpu',
    });
    await probe.cancel();
  } catch (error) {
    if (!(error instanceof NeuroloomError) || error.problems[0]?.where !== 'target') throw error;
    console.log(`Nothing was measured. ${error.message}.`);
    return null;
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const parts = [vendor, architecture, device, description].filter((part) => part !== '');
  return { name: parts.join(', '), software: isFallbackAdapter };
}

const on = await device();
if (on) {
  const sizes = (option('sizes') ?? (on.software ? '4000' : '4000,100000,1000000')).split(',').map(Number);
  const seconds = Number(option('seconds') ?? (on.software ? 0.02 : 1));
  const rounds = Number(option('rounds') ?? (on.software ? 1 : 5));
  console.log(`On ${on.name}${on.software ? ', a program on the processor: no figure of a graphics device' : ''}`);
  /** @type {object[]} */
  const cases = [];
  /** @type {Record<string, { median: number, min: number, max: number }>} */
  const figures = {};
  for (const size of sizes) {
    const graph = balanced('cuba.graph.json', {
      size,
      precision: 'f32',
      seconds: seconds * Math.min(1, LARGE / size),
    });
    // The first run of each warms up, and is checked: rates agree, for the draws are the same.
    const first = { webgpu: await measure(graph, 'webgpu'), wasm: await measure(graph, 'wasm') };
    const measured = await interleaved(
      Object.fromEntries(TARGETS.map((target) => [target, async () => (await measure(graph, target)).loop])),
      { rounds },
    );
    for (const target of TARGETS) {
      const figure = measured[target];
      if (figure) figures[`${size} neurons, ${target}`] = figure;
    }
    const ratio = ratioOf(measured.webgpu?.all ?? [], measured.wasm?.all ?? []);
    const rate = (/** @type {{ spikes: number, seconds: number }} */ of) => of.spikes / of.seconds / size;
    cases.push({
      parameters: {
        neurons: size,
        synapses: 80 * size,
        precision: 'f32',
        time: graph.time.duration,
        dt: graph.time.dt,
      },
      ours: measured.webgpu?.median ?? null,
      peer: measured.wasm?.median ?? null,
      ratio,
      rounds,
      start: { webgpu: first.webgpu.start, wasm: first.wasm.start },
      // Of the recorded population.
      rate: { webgpu: rate(first.webgpu), wasm: rate(first.wasm) },
    });
    console.log(
      `${size} neurons: ${ratio?.toFixed(3)} of the time on wasm; ${first.webgpu.spikes} spikes there, ${first.wasm.spikes} on wasm`,
    );
  }
  const result = { ...cases[0], peerIs: 'the wasm target, one thread', device: on, cases };
  if (!on.software) report('webgpu', 's', figures, result);
  else if (process.argv.includes('--json'))
    console.log(JSON.stringify({ name: 'webgpu', unit: 's', figures, ...result }));
}
