// The main views have no accessibility fault that axe knows of, light and dark.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

const faults = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.failureSummary ?? ''} ${n.target.join(' ')}`));
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the studio has no accessibility fault in its ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const studio = new StudioPage(page);
    await studio.open();
    await studio.seesPhase('running');
    await studio.pause();
    expect(await faults(page), 'with the graph in the inspector').toEqual([]);
    await studio.select('exc');
    expect(await faults(page), 'with a node in the inspector').toEqual([]);
    await page.getByTestId('graph-menu').click();
    expect(await faults(page), 'with the menu open').toEqual([]);
    await page.keyboard.press('Escape');
    await studio.startBlank();
    expect(await faults(page), 'with an empty canvas').toEqual([]);
  });
}
