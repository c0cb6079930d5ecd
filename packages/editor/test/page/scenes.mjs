// What to look at: a query, and what a person does before the picture is taken.
import assert from 'node:assert/strict';

/** The document as the studio has it. */
const graph = (page) => page.evaluate(() => document.querySelector('nl-studio').document);
const notice = (page) => page.getByTestId('notice').textContent();
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

  move: {
    act: async (page) => {
      const before = await graph(page);
      const from = await middle(node(page, 'exc'));
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 60, from.y + 90, { steps: 6 });
      await page.mouse.up();
      const after = await graph(page);
      assert.notDeepEqual(after.layout.exc, before.layout.exc);
      assert.deepEqual(after.layout.stdp, before.layout.stdp);
      await page.keyboard.press('Control+z');
      assert.deepEqual(await graph(page), before);
      await page.keyboard.press('Control+Shift+z');
      assert.deepEqual(await graph(page), after);
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+y');
      assert.deepEqual(await graph(page), after);
    },
  },
  marquee: {
    act: async (page, picture) => {
      const box_ = await box(page).boundingBox();
      await page.mouse.move(box_.x + 250, box_.y + 180);
      await page.mouse.down();
      await page.mouse.move(box_.x + 700, box_.y + 420, { steps: 8 });
      await picture('dragging');
      await page.mouse.up();
      assert.ok((await page.evaluate(() => document.querySelector('nl-studio').workspace.selection.nodes.size)) >= 4);
      await page.keyboard.press('Control+c');
      await page.keyboard.press('Control+v');
      await page.waitForTimeout(300);
      assert.match(await notice(page), /^Pasted \d nodes/);
      const n = Object.keys((await graph(page)).nodes).length;
      assert.ok(n > 11);
      await page.keyboard.press('Delete');
      assert.equal(Object.keys((await graph(page)).nodes).length, 11);
      await page.keyboard.press('Control+d');
      await page.waitForTimeout(200);
    },
  },
  keyboard: {
    act: async (page, picture) => {
      await box(page).focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
      await page.waitForTimeout(200);
      assert.equal(
        await page.evaluate(
          () => document.querySelector('nl-studio').shadowRoot.activeElement.shadowRoot.activeElement.dataset.node,
        ),
        'input',
      );
      await picture('tab');
      await page.keyboard.press('c');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
      await picture('wiring');
      const before = (await graph(page)).wires.length;
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      assert.match(await notice(page), /^Wired /);
      assert.ok((await graph(page)).wires.length >= before);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
      const focus = await page.evaluate(() => {
        let e = document.activeElement;
        while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
        return e.outerHTML.slice(0, 300);
      });
      assert.match(focus, /data-testid="param-rate"/);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('5 kHz');
      await picture('error');
      assert.match(await page.getByTestId('field-error').textContent(), /must be at most 2000 Hz, got 5 kHz/);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('1 kHz');
      assert.equal((await graph(page)).nodes.input.params.rate, '1 kHz');
      await page.keyboard.press('Control+z');
      assert.notEqual((await graph(page)).nodes.input, undefined);
    },
  },
  palette: {
    query: '?empty',
    act: async (page) => {
      await box(page).focus();
      await page.keyboard.press('a');
      await page.keyboard.type('poiss');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
      assert.deepEqual(Object.keys((await graph(page)).nodes), ['poisson']);
      await page.getByTestId('palette-search').first().fill('');
      const item = page.locator('[data-testid=palette-item][data-type="population/lif"]');
      await item.dragTo(box(page), { targetPosition: { x: 500, y: 200 } });
      await page.waitForTimeout(200);
      assert.deepEqual(Object.keys((await graph(page)).nodes), ['poisson', 'lif']);
    },
  },
  save: {
    query: '?store',
    wait: 800,
    act: async (page, picture) => {
      await node(page, 'exc').click({ position: { x: 20, y: 8 } });
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction(() =>
        document
          .querySelector('nl-studio')
          .shadowRoot.querySelector('nl-status')
          .shadowRoot.querySelector('[data-state=saved]'),
      );
      const saved = await graph(page);
      await page.reload();
      await page.waitForSelector('nl-studio');
      await page.waitForTimeout(800);
      assert.deepEqual(await graph(page), saved);
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.waitForTimeout(800);
      assert.equal(await other.getByTestId('save-state').getAttribute('data-state'), 'elsewhere');
      await other.getByRole('button', { name: 'Edit here instead' }).click();
      await other.waitForTimeout(500);
      assert.equal(await other.getByTestId('save-state').getAttribute('data-state'), 'saved');
      assert.equal(await page.getByTestId('save-state').getAttribute('data-state'), 'lost');
      await node(other, 'exc').click({ position: { x: 20, y: 8 } });
      await other.keyboard.press('ArrowRight');
      const last = await graph(other);
      await other.close({ runBeforeUnload: true });
      await page.waitForTimeout(400);
      await page.reload();
      await page.waitForTimeout(800);
      assert.deepEqual(await graph(page), last);
      await page.getByTestId('graph-menu').click();
      await page.waitForTimeout(200);
      await picture('menu');
      await page.getByTestId('menu-versions').click();
      await page.waitForTimeout(200);
    },
  },
  problem: {
    act: async (page, picture) => {
      await page.evaluate(() => {
        const s = document.querySelector('nl-studio');
        s.workspace.edit({ kind: 'set-param', node: 'exc', param: 'tau_mem', value: '5 mV' }, 'x');
        s.workspace.edit(
          {
            kind: 'add-node',
            node: 'odd',
            value: { type: 'who/knows', version: 2, params: { a: 1 } },
            at: { x: 1440, y: 420 },
          },
          'x',
        );
      });
      await zoomTo(page, 'exc', 4);
      await page.waitForTimeout(200);
      await picture('badge');
      await page.getByTestId('problems').click();
      await page.waitForTimeout(200);
    },
  },
  equations: {
    act: async (page) => {
      await page.evaluate(() => {
        const s = document.querySelector('nl-studio');
        s.workspace.edit(
          {
            kind: 'add-node',
            node: 'mine',
            value: {
              type: 'equations',
              version: 1,
              params: {},
              definition: {
                title: 'My neuron',
                params: { tau: '20 ms', v_rest: '-65 mV' },
                inputs: { I: 'nA' },
                outputs: { spikes: 'spikes' },
                state: { V: 'v_rest' },
                flow: { V: '(v_rest - V + I * 100 MΩ) / tau' },
                emit: { spikes: 'V > -50 mV' },
                on: { spikes: { V: 'v_rest' } },
              },
            },
            at: { x: 560, y: 420 },
          },
          'x',
        );
      });
      await page.waitForTimeout(200);
      await node(page, 'mine').click({ position: { x: 20, y: 8 } });
      await page.waitForTimeout(200);
    },
  },
  touch: {
    touch: true,
    act: async (page) => {
      const client = await page.context().newCDPSession(page);
      const k = () =>
        page.evaluate(() => document.querySelector('nl-studio').shadowRoot.querySelector('nl-canvas').zoom);
      const before = await k();
      const b = await box(page).boundingBox();
      const at = (d) => [
        { x: b.x + 400 - d, y: b.y + 250, id: 1 },
        { x: b.x + 400 + d, y: b.y + 250, id: 2 },
      ];
      await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(60) });
      for (let d = 60; d <= 180; d += 20)
        await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(d) });
      await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await page.waitForTimeout(200);
      assert.ok((await k()) > before * 2.5, `pinch: ${before} to ${await k()}`);
    },
  },
  smooth: {
    query: '?nodes=1000',
    wait: 3000,
    act: async (page) => {
      const b = await box(page).boundingBox();
      const frames = async (what) => {
        await page.evaluate(() => {
          window.times = [];
          const tick = (t) => {
            window.times.push(t);
            window.raf = requestAnimationFrame(tick);
          };
          window.raf = requestAnimationFrame(tick);
        });
        await what();
        const times = await page.evaluate(() => {
          cancelAnimationFrame(window.raf);
          return window.times;
        });
        const gaps = times
          .slice(1)
          .map((t, i) => t - times[i])
          .sort((x, y) => x - y);
        return `${(1000 / (gaps.reduce((x, y) => x + y, 0) / gaps.length)).toFixed(0)} fps, p95 ${gaps[Math.floor(gaps.length * 0.95)].toFixed(0)} ms`;
      };
      const pan = async () => {
        await page.mouse.move(b.x + 400, b.y + 300);
        for (let i = 0; i < 60; i++) {
          await page.mouse.wheel(i % 20 < 10 ? 30 : -30, 10);
          await page.waitForTimeout(16);
        }
      };
      console.log('1000 nodes, pan, whole graph:', await frames(pan));
      await page.keyboard.down('Control');
      console.log(
        '1000 nodes, zoom:',
        await frames(async () => {
          for (let i = 0; i < 60; i++) {
            await page.mouse.wheel(0, i < 45 ? -14 : 14);
            await page.waitForTimeout(16);
          }
        }),
      );
      await page.keyboard.up('Control');
      await page.waitForTimeout(500);
      console.log('1000 nodes, pan, near:', await frames(pan));
      await page.waitForTimeout(300);
      const first = await page.evaluate(
        () =>
          [
            ...document
              .querySelector('nl-studio')
              .shadowRoot.querySelector('nl-canvas')
              .shadowRoot.querySelectorAll('nl-node'),
          ].find((n) => n.getBoundingClientRect().width > 0 && n.getBoundingClientRect().x > 400)?.dataset.node,
      );
      const m = await middle(node(page, first));
      console.log(
        '1000 nodes, drag one:',
        await frames(async () => {
          await page.mouse.move(m.x, m.y);
          await page.mouse.down();
          for (let i = 0; i < 60; i++) {
            await page.mouse.move(m.x + i * 2, m.y + i);
            await page.waitForTimeout(16);
          }
          await page.mouse.up();
        }),
      );
    },
  },
  arrange: {
    act: async (page) => {
      await box(page).focus();
      await page.keyboard.press('l');
      await page.waitForTimeout(400);
    },
  },
  accessible: {
    query: '?run&store',
    wait: 1200,
    axe: true,
    act: async (page) => {
      await node(page, 'exc').click({ position: { x: 20, y: 8 } });
      await page.getByTestId('legend-button').click();
      await page.waitForTimeout(200);
    },
  },
  'accessible-dark': {
    query: '?theme=dark',
    axe: true,
    act: (page) => node(page, 'exc').click({ position: { x: 20, y: 8 } }),
  },
  narrow: { width: 1024, query: '?run', wait: 900 },
  phone: { width: 420, touch: true, query: '?mode=view&run', wait: 900 },
};
