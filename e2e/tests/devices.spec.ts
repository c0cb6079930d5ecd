// A network in a worker sees and hears by the page's camera and microphone; here they are the browser's test devices.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

/** What the page's engine is, as far as this test speaks to it. */
interface Program {
  readonly createBrowserEngine: (data: URL) => {
    open(
      graph: object,
      options: object,
    ): Promise<{
      play(): void;
      result(): Promise<unknown>;
      probe(what: { node: string; of: string; picks: readonly number[] }): {
        subscribe(next: (frame: { data: Float32Array }) => void): void;
      };
    }>;
  };
}

const node = (type: string, params: object = {}): object => ({ type, version: 1, params });
/** So many samples of a source, each held for one step by linear units. */
const graphOf = (source: object, size: number, train: number): object => ({
  format: 'neuroloom',
  version: 1,
  title: 'Devices',
  time: { dt: '1 ms', phases: [{ name: 'show', for: '1 ms' }] },
  seed: 1,
  nodes: {
    source,
    schedule: node('schedule/trials', { min_spikes: 0, train, assign: 0, test: 0 }),
    units: node('population/rate', { size, tau: '0.1 ms', f: 'I' }),
  },
  wires: [
    { from: 'source.data', to: 'schedule.train' },
    { from: 'source.data', to: 'schedule.test' },
    { from: 'schedule.image', to: 'units.I' },
    { from: 'units.r', to: 'schedule.response' },
  ],
  layout: {},
});

for (const [device, params, size] of [
  ['camera', { width: 8, height: 6, every: '50 ms', frames: 20 }, 48],
  ['microphone', { bands: 16, every: '50 ms', frames: 40 }, 16],
] as const) {
  test(`the ${device} feeds a network`, async ({ page }) => {
    await new StudioPage(page).openQuietly();
    const frames = await page.evaluate(
      async ([graph, picks]) => {
        const program = new URL('embed/neuroloom-graph.js', location.href).href;
        const { createBrowserEngine } = (await import(program)) as Program;
        const session = await createBrowserEngine(new URL('data/', location.href)).open(graph, {});
        const seen: number[][] = [];
        session.probe({ node: 'units', of: 'rate', picks }).subscribe(({ data }) => seen.push(Array.from(data)));
        session.play();
        await session.result();
        return seen;
      },
      [
        graphOf(node(`source/${device}`, params), size, params.frames),
        Array.from({ length: size }, (_, k) => k),
      ] as const,
    );
    expect(frames).toHaveLength(params.frames);
    const all = frames.flat();
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(1);
    expect(Math.max(...all)).toBeGreaterThan(0.1);
    // The pattern moves, and the beep comes and goes.
    expect(new Set(frames.map((frame) => frame.join())).size).toBeGreaterThan(1);
  });
}
