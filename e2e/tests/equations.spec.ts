// A neuron of one's own: its equations line by line, what is wrong with one, and a run that they drive out of bounds.
import { StudioPage } from '../pages/studio.page.ts';
import { expect, test } from './fixtures.ts';

test('a line is checked while one types, and takes effect once it is sound', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./?graph=examples/equations.graph.json');
  await studio.select('cells');
  const flow = page.getByTestId('line-flow.w');
  await flow.fill('eps * (v + a - b * w + 1 mV) / tau');
  await expect(flow).toHaveAttribute('aria-invalid', 'true');
  const group = page.locator('nl-definition [data-state="w"]');
  await expect(group).toContainText('mV');
  await expect(group.locator('pre')).toContainText('^');
  await expect(page.getByTestId('line-flow.v')).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByTestId('undo'), 'the graph keeps its last sound equations').toBeDisabled();

  await flow.fill('2 * eps * (v + a - b * w) / tau');
  await expect(flow).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByTestId('undo')).toBeEnabled();
  await studio.undo();
  await expect(flow).not.toHaveValue(/^2/);
});

test('a run whose numbers run away pauses where it happens, says so on the node, and runs again once it is mended', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open('./?graph=examples/equations.graph.json');
  await studio.seesPhase('done');
  await studio.select('cells');
  await page.getByTestId('line-flow.v').fill('100 * v / tau');
  await page.getByTestId('reset-run').click();
  await studio.run.click();
  await studio.seesPhase('paused');
  await expect(studio.progress).toContainText('a number ran away');
  await expect(studio.run).toHaveText('Run again');
  await expect(page.getByTestId('step')).toBeDisabled();
  const problem = page.getByTestId('node-problems');
  await expect(problem).toContainText(/cells\.v.*in neuron \d+ at tick \d+/);
  await expect(problem).toContainText('times the one before');
  await expect(studio.node('cells')).toHaveAttribute('failed', '');

  await page.getByTestId('line-flow.v').fill('-v / tau');
  await expect(studio.progress, 'what happened stays to be looked at').toHaveCount(0);
  await page.getByTestId('restart').click();
  await studio.seesPhase('done');
  await expect(studio.node('cells')).not.toHaveAttribute('failed');
});

test('whom a node cites is told, with a link that asks for nothing by itself', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open('./?graph=examples/lif.graph.json');
  await studio.select('cells');
  const link = page.getByTestId('sources').getByRole('link').first();
  await expect(link).toHaveAttribute('href', /^https:\/\/doi\.org\/10\./);
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(page.getByTestId('sources')).toContainText('Lapicque (1907)');
});
