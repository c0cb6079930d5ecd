// Work is never lost: reload, a tab that dies, two tabs, a full disk.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

test('a graph is where it was left after a reload, and the examples are still there', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  await studio.dragFromPalette('population/izhikevich', 0.5, 0.4);
  await studio.renameGraph('Left here');
  await studio.seesSaved();
  await page.reload();
  await expect(studio.title).toHaveValue('Left here');
  await expect(studio.nodes).toHaveCount(1);
  await studio.openExample('digits-stdp');
  await studio.seesPhase('running');
  await page.getByTestId('graph-menu').click();
  await expect(page.getByRole('menu')).toContainText('Left here');
});

test('a tab that is killed loses nothing that was said to be saved', async ({ page, context }) => {
  const doomed = new StudioPage(await context.newPage());
  await doomed.openQuietly();
  await doomed.startBlank();
  await doomed.renameGraph('Before the crash');
  await doomed.dragFromPalette('encoder/poisson', 0.5, 0.4);
  await doomed.seesSaved();
  const crash = doomed.page.waitForEvent('crash');
  const devtools = await context.newCDPSession(doomed.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await crash;
  await doomed.page.close();

  const studio = new StudioPage(page);
  await studio.open();
  await expect(studio.title).toHaveValue('Before the crash');
  await expect(studio.nodes).toHaveCount(1);
  await studio.seesSaved();
});

test('a page that closes in the middle of an edit brings it back', async ({ page, context }) => {
  const first = new StudioPage(await context.newPage());
  await first.openQuietly();
  await first.startBlank();
  await first.renameGraph('Kept so far');
  await first.seesSaved();
  await first.renameGraph('Typed just now');
  await first.page.close({ runBeforeUnload: false });

  const studio = new StudioPage(page);
  await studio.open();
  await expect(studio.title).toHaveValue('Typed just now');
});

test('a second tab is told, reads, and may take over', async ({ page, context }) => {
  const first = new StudioPage(page);
  await first.openQuietly();
  await first.startBlank();
  await first.renameGraph('One at a time');
  await first.seesSaved();

  const second = new StudioPage(await context.newPage());
  await second.open();
  await expect(second.title).toHaveValue('One at a time');
  await expect(second.saveState).toHaveAttribute('data-state', 'elsewhere');
  await expect(second.title).toHaveAttribute('readonly', '');
  await second.saveState.getByRole('button').click();
  await second.seesSaved();
  await expect(first.saveState).toHaveAttribute('data-state', 'lost');
  await second.renameGraph('Two hands');
  await second.seesSaved();
});

test('a full disk is told, nothing is lost, and the graph can be taken away', async ({ page, context, baseURL }) => {
  const studio = new StudioPage(page);
  await studio.openQuietly();
  await studio.startBlank();
  // Before the first save: Chromium asks for the room that is left only now and then.
  const devtools = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await studio.renameGraph('Does not fit');
  await expect(studio.saveState).toHaveAttribute('data-state', 'full');
  await expect(studio.title).toHaveValue('Does not fit');
  const downloading = page.waitForEvent('download');
  await studio.saveState.getByRole('button').click();
  expect((await downloading).suggestedFilename()).toBe('does-not-fit.graph.json');

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await studio.renameGraph('Fits again');
  await studio.seesSaved();
  await page.reload();
  await expect(studio.title).toHaveValue('Fits again');
});
