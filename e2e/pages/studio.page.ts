// The studio as a person meets it: every method is something one does or sees there.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** A graph file as it lies on disk. */
export interface GraphFile {
  readonly name: string;
  readonly text: string;
}

/** `poisson.spikes`: a port by the names of its node and itself. */
type Port = `${string}.${string}`;

const half = (port: Port): readonly [string, string] => {
  const dot = port.indexOf('.');
  return [port.slice(0, dot), port.slice(dot + 1)];
};

export class StudioPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get run(): Locator {
    return this.page.getByTestId('run');
  }
  get progress(): Locator {
    return this.page.getByTestId('progress');
  }
  get title(): Locator {
    return this.page.getByTestId('title');
  }
  get notice(): Locator {
    return this.page.getByTestId('notice');
  }
  get saveState(): Locator {
    return this.page.getByTestId('save-state');
  }
  get canvas(): Locator {
    return this.page.getByTestId('canvas');
  }
  get inspector(): Locator {
    return this.page.getByTestId('inspector');
  }
  node(id: string): Locator {
    return this.page.getByTestId(`node-${id}`);
  }
  get nodes(): Locator {
    return this.page.locator('nl-node');
  }
  get wires(): Locator {
    return this.page.locator('nl-canvas').locator('path[data-wire], g[data-wire]');
  }
  view(id: string): Locator {
    return this.page.getByTestId(`view-${id}`);
  }
  param(key: string): Locator {
    return this.page.getByTestId(`param-${key}`);
  }

  /** Opens the page and waits until a graph is on it. */
  async open(path = './'): Promise<void> {
    await this.page.goto(path);
    await expect(this.title).toBeVisible();
    await expect(this.title).not.toHaveValue('');
  }

  /** Opens the page on a small graph that is soon done, so that a test has the processor to itself. */
  async openQuietly(): Promise<void> {
    await this.open('./?graph=examples/poisson.graph.json');
  }

  async openExample(id: string): Promise<void> {
    await this.chooseFromGraphMenu(`example-${id}`);
  }

  /** Begins with an empty canvas. */
  async startBlank(): Promise<void> {
    await this.chooseFromGraphMenu('menu-new');
    await expect(this.page.getByTestId('empty-canvas')).toBeVisible();
    await expect(this.nodes).toHaveCount(0);
  }

  async chooseFromGraphMenu(testid: string): Promise<void> {
    await this.page.getByTestId('graph-menu').click();
    await this.page.getByTestId(testid).click();
  }

  async play(): Promise<void> {
    await this.run.click();
    await this.seesPhase('running');
  }
  async pause(): Promise<void> {
    if ((await this.progress.getAttribute('data-phase')) === 'running') await this.run.click();
    await this.seesPhase('paused');
  }
  async seesPhase(phase: 'running' | 'paused' | 'done' | 'failed'): Promise<void> {
    await expect(this.progress).toHaveAttribute('data-phase', phase);
  }
  /** Runs one tick, trial or stretch to the next spike. */
  async step(what: 'tick' | 'trial' | 'spike'): Promise<void> {
    await this.page.getByTestId('step-menu').click();
    await this.page.getByTestId(`step-${what}`).click();
  }
  /** Chooses what the graph runs on, in the run settings. */
  async chooseTarget(name: 'wasm' | 'webgpu' | 'reference'): Promise<void> {
    await this.page.getByTestId('run-settings').click();
    await this.page.getByTestId(`target-${name}`).click();
  }
  /** Position 0 is the slowest, 9 has no limit. */
  async setSpeed(position: number): Promise<void> {
    await this.page.getByTestId('speed').fill(String(position));
  }
  /** What the run says of itself: stage, trials, accuracy. */
  async readProgress(): Promise<string> {
    return (await this.progress.innerText()).replace(/\s+/g, ' ');
  }

  /** The picture of a view as an address of its pixels. */
  async takePicture(view: string): Promise<string> {
    return this.view(view)
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  }
  async seesPictureChange(view: string): Promise<void> {
    const before = await this.takePicture(view);
    await expect.poll(() => this.takePicture(view), { message: `${view} shows something new` }).not.toBe(before);
  }

  /** Drags a node from the palette to a place on the canvas, given in shares of its size. */
  async dragFromPalette(type: string, across: number, down: number): Promise<void> {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('The canvas is not visible.');
    await this.page
      .locator('.palette')
      .locator(`[data-type="${type}"]`)
      .dragTo(this.canvas, { targetPosition: { x: box.width * across, y: box.height * down } });
  }

  /** Draws a wire with the mouse and lets go over a port. */
  async drawWire(from: Port, to: Port): Promise<void> {
    await this.#press(from, 'output');
    const [x, y] = await this.#middle(to, 'input');
    await this.page.mouse.move(x, y, { steps: 6 });
    await this.page.mouse.up();
    await this.seesNotice(`Wired ${from} to ${to}.`);
  }
  /** Draws a wire and holds it over a port. */
  async holdWire(from: Port, to: Port): Promise<void> {
    await this.#press(from, 'output');
    const [x, y] = await this.#middle(to, 'input');
    await this.page.mouse.move(x, y, { steps: 6 });
  }
  async #press(port: Port, side: 'input' | 'output'): Promise<void> {
    const [x, y] = await this.#middle(port, side);
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
  }
  async #middle(port: Port, side: 'input' | 'output'): Promise<readonly [number, number]> {
    const [node, key] = half(port);
    const box = await this.node(node).locator(`[data-port="${side}:${key}"] .socket`).boundingBox();
    if (!box) throw new Error(`The port ${port} is not visible.`);
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  async select(id: string): Promise<void> {
    await this.node(id).locator('header').click();
    await expect(this.page.getByTestId('node-id')).toHaveValue(id);
  }
  async moveNode(id: string, by: { readonly x: number; readonly y: number }): Promise<void> {
    const box = await this.node(id).locator('header').boundingBox();
    if (!box) throw new Error(`The node ${id} is not visible.`);
    const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + by.x, y + by.y, { steps: 5 });
    await this.page.mouse.up();
  }
  /** Types a param's value as a person does. */
  async setParam(key: string, value: string): Promise<void> {
    await this.param(key).fill(value);
    await this.param(key).press('Enter');
    await this.param(key).blur();
  }
  async undo(): Promise<void> {
    await this.page.getByTestId('undo').click();
  }
  async redo(): Promise<void> {
    await this.page.getByTestId('redo').click();
  }
  async renameGraph(title: string): Promise<void> {
    await this.title.fill(title);
    await this.title.press('Enter');
  }

  async seesSaved(): Promise<void> {
    await expect(this.saveState).toHaveAttribute('data-state', 'saved');
  }
  async seesNotice(text: string | RegExp): Promise<void> {
    await expect(this.notice).toContainText(text);
  }

  /** The graph as the studio would write it: saved to a file and read from there. */
  async saveToFile(): Promise<GraphFile> {
    const downloading = this.page.waitForEvent('download');
    await this.page.getByTestId('canvas').focus();
    await this.page.keyboard.press('Control+s');
    const download = await downloading;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }
  async openFile(name: string, text: string): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.chooseFromGraphMenu('menu-open');
    const chooser = await choosing;
    await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }
  /** Drops a file from the desktop onto a part of the page. */
  async dropFile(onto: Locator, name: string, text: string): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ([file, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content], file, { type: 'application/json' }));
        return data;
      },
      [name, text] as const,
    );
    await onto.dispatchEvent('drop', { dataTransfer: transfer });
  }
}
