// The studio opens, under its strict policy, without a single complaint.
import { expect, test } from './fixtures.ts';

test('the studio opens with a clean console', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
  await expect(page).toHaveTitle(/Neuroloom/);
  await expect(page.locator('main')).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the policy blocks what it must', async ({ page, problems }) => {
  await page.goto('/');
  const evaluated = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return 'injected' in window;
  });
  expect(evaluated).toBe(false);
  await expect.poll(() => problems.filter((problem) => problem.includes('script-src'))).not.toHaveLength(0);
  problems.length = 0;
});
