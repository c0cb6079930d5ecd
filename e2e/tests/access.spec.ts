// The main views have no accessibility fault that axe knows of, light and dark.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

const faults = async (page: Page, rules: readonly string[] = []): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.failureSummary ?? ''} ${n.target.join(' ')}`));
};

// A theme changes nothing but colours, so the second one is judged by them alone.
const themes = { light: [], dark: ['color-contrast'] } as const;

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the studio has no accessibility fault in its ${colorScheme} theme`, async ({ page }) => {
    const rules = themes[colorScheme];
    await page.emulateMedia({ colorScheme });
    const studio = new StudioPage(page);
    await studio.open();
    await studio.seesPhase('running');
    await studio.pause();
    await studio.select('exc');
    expect(await faults(page, rules), 'with a node in the inspector').toEqual([]);
    await page.getByTestId('graph-menu').click();
    expect(await faults(page, rules), 'with the menu open').toEqual([]);
    await page.getByTestId('menu-new').click();
    await expect(page.getByTestId('empty-canvas')).toBeVisible();
    expect(await faults(page, rules), 'with an empty canvas and the graph in the inspector').toEqual([]);
  });
}

test('an embedded graph adds no accessibility fault to its page', async ({ page }) => {
  await page.goto('./embed/example.html');
  await expect(page.locator('neuroloom-graph').getByTestId('progress')).toHaveAttribute('data-phase', 'running');
  expect(await faults(page)).toEqual([]);
});
