// What to look at: a query, and what a person does before the picture is taken.
const box = (page) => page.getByTestId('canvas');
const node = (page, id) => page.getByTestId(`node-${id}`);
const middle = async (locator) => {
  const r = await locator.boundingBox();
  return { x: r.x + r.width / 2, y: r.y + r.height / 2 };
};
const zoomTo = async (page, id, steps = 5) => {
  const r = await node(page, id).boundingBox();
  await page.mouse.move(r.x, r.y);
  await page.keyboard.down('Control');
  for (let i = 0; i < steps; i++) await page.mouse.wheel(0, -20);
  await page.keyboard.up('Control');
  await page.waitForTimeout(150);
};
/** Place of a socket on the page. */
const socket = async (page, id, port) => middle(node(page, id).locator(`li[data-port="${port}"] .socket`));

export const scenes = {
  first: {},
  dark: { query: '?theme=dark' },
  empty: { query: '?empty' },
  running: { query: '?run', wait: 2500 },
  'running-dark': { query: '?run&theme=dark', wait: 2500 },
  view: { query: '?mode=view&run', wait: 1500 },
  select: {
    act: async (page) => {
      await zoomTo(page, 'exc');
      await node(page, 'exc').click({ position: { x: 60, y: 14 } });
      await page.waitForTimeout(200);
    },
  },
  wire: {
    act: async (page, picture) => {
      await zoomTo(page, 'input');
      const from = await socket(page, 'input', 'output:spikes');
      const to = await socket(page, 'stdp', 'input:post');
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 40, from.y + 40, { steps: 5 });
      await picture('dimmed');
      await page.mouse.move(to.x, to.y, { steps: 10 });
      await picture('legal');
      const bad = await socket(page, 'input', 'input:x');
      await page.mouse.move(bad.x, bad.y, { steps: 10 });
      await page.waitForTimeout(100);
      await page.mouse.up();
    },
  },
  drop: {
    act: async (page) => {
      await zoomTo(page, 'input');
      const from = await socket(page, 'input', 'output:spikes');
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 60, from.y + 300, { steps: 8 });
      await page.mouse.up();
      await page.waitForTimeout(300);
    },
  },
  wave: {
    query: '?run',
    wait: 1200,
    act: async (page) => {
      await node(page, 'exc').click({ button: 'right', position: { x: 30, y: 8 } });
      await page.getByRole('menuitem', { name: 'exc.V' }).click();
      await page.waitForTimeout(800);
    },
  },
  legend: { act: (page) => page.getByTestId('legend-button').click() },
  shortcuts: {
    act: async (page) => {
      await box(page).focus();
      await page.keyboard.press('?');
    },
  },
  thousand: { query: '?nodes=1000', wait: 4000 },
  menu: {
    act: async (page) => {
      await page.mouse.click(...Object.values(await middle(node(page, 'exc'))), { button: 'right' });
      await page.waitForTimeout(200);
    },
  },
};
