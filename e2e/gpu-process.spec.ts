import { chromium } from 'playwright';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { expect, open, test } from './fixtures.ts';
import { builtIn, chooseBackend, predictions, runPicture, runState, takeSample } from './run-page.ts';

// A browser of its own, since the other tests draw through their GPU process.
test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and this one has none.
  browser: async ({}, use) => {
    const browser = await chromium.launch({ ...findBrowser(), args: browserArguments({ softwareWebgpu: true }) });
    await use(browser);
    await browser.close();
  },
});

test('a GPU process that is killed during a run is one message, and the next run works without a reload', async ({
  browser,
  page,
}) => {
  test.slow();
  await open(page, `#/${builtIn}?mode=run`);
  await chooseBackend(page, 'webgpu');
  await takeSample(page, 'cat');
  await runState(page, 'done');
  const before = await predictions(page).allInnerTexts();
  await page.getByRole('button', { name: 'Run', exact: true }).click();

  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const gpu = processInfo.find(({ type }) => type === 'GPU');
  process.kill(gpu?.id ?? Number.NaN, 'SIGKILL');

  await runState(page, 'error');
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(page.getByRole('alert')).toContainText('WebGPU has stopped');
  await runPicture(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await predictions(page).allInnerTexts()).toEqual(before);
});
