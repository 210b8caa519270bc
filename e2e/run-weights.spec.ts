import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright/test';
import { expect, open, shared, test } from './fixtures.ts';
import {
  builtIn,
  chooseBackend,
  chooseImage,
  chooseWeights,
  dot,
  patiently,
  predictions,
  runPicture,
  runState,
  takeSample,
} from './run-page.ts';

// The routes below stand in for the servers; the service worker would answer before them.
test.use({ serviceWorkers: 'block' });

const QUANTISED = 'https://raw.githubusercontent.com/uber-research/permute-quantize-finetune/**/resnet18.pth';
const ALLOWED = { 'access-control-allow-origin': '*' };

/** The product-quantised ResNet-18 of the shared material, as its server would send it. */
function quantised(): Buffer | undefined {
  const path = shared('weights/pq-resnet18.pth');
  return path === undefined ? undefined : readFileSync(path);
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Weights' }).getByRole('button', { name: 'Choose weights' }).click();
}

/** Starts the download of the quantised ResNet-18, with consent. */
async function downloadQuantised(page: Page): Promise<void> {
  await openDialog(page);
  const entry = page.getByRole('listitem').filter({ hasText: 'Uber Non-Commercial' });
  await entry.getByRole('button', { name: 'Download' }).click();
  await page.getByRole('button', { name: /^Agree and download/ }).click();
}

test.describe('Weights', () => {
  test('a non-commercial file is fetched only after consent; it is kept, listed, found again and deleted', async ({
    page,
  }) => {
    const file = quantised();
    test.skip(file === undefined, 'no shared material');
    let requests = 0;
    await page.route(QUANTISED, (route) => {
      requests++;
      return route.fulfill({ headers: ALLOWED, body: file ?? '' });
    });
    await open(page, '#/resnet18?mode=run');
    await chooseBackend(page, 'wasm');
    await chooseImage(page, dot);
    await openDialog(page);
    const entry = page.getByRole('listitem').filter({ hasText: 'Uber Non-Commercial' });
    await entry.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('heading', { name: 'Licence' })).toBeVisible();
    await page.getByRole('dialog').last().getByRole('button', { name: 'Cancel' }).click();
    expect(requests).toBe(0);
    await page.keyboard.press('Escape');
    await downloadQuantised(page);
    await runState(page, 'done');
    await patiently(page.getByRole('region', { name: 'Weights' })).toContainText('66.7% on ImageNet');
    expect(requests).toBe(1);
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Backend' })).not.toHaveValue('');
    await openDialog(page);
    await page.getByRole('button', { name: 'Use resnet18, quantised' }).click();
    await patiently(page.getByRole('status')).toContainText('A picture is needed');
    expect(requests).toBe(1);
    await openDialog(page);
    await page.getByRole('button', { name: 'Delete resnet18, quantised from this device' }).click();
    await expect(page.getByRole('button', { name: 'Use resnet18, quantised' })).toHaveCount(0);
  });

  test('a download that breaks says so and goes on from there at the next attempt', async ({ page }) => {
    const file = quantised();
    test.skip(file === undefined, 'no shared material');
    if (file === undefined) return;
    const ranges: (string | undefined)[] = [];
    await page.route(QUANTISED, (route) => {
      const range = route.request().headers()['range'];
      ranges.push(range);
      const from = Number(/\d+/.exec(range ?? '')?.[0] ?? 0);
      return from === 0
        ? route.fulfill({ headers: ALLOWED, body: file.subarray(0, 700_000) })
        : route.fulfill({ status: 206, headers: ALLOWED, body: file.subarray(from) });
    });
    await open(page, '#/resnet18?mode=run');
    await downloadQuantised(page);
    await patiently(page.getByRole('alert').first()).toContainText('What has arrived is kept');
    await runState(page, 'error');
    await downloadQuantised(page);
    await patiently(page.getByRole('status')).toContainText('A picture is needed');
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(ranges).toEqual([undefined, 'bytes=700000-']);
  });

  test('a download can be cancelled; the weights and predictions before it stay', async ({ page }) => {
    await page.route(QUANTISED, () => undefined);
    await open(page, `#/${builtIn}?mode=run`);
    await takeSample(page, 'dog');
    await runState(page, 'done');
    await downloadQuantised(page);
    await runState(page, 'loading');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await runState(page, 'done');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(predictions(page)).toHaveCount(5);
    await expect(page).toHaveURL(new RegExp(`#/${builtIn}`));
  });

  test('servers that refuse and files that are others have a sentence each', async ({ page, consoleErrors }) => {
    const answers: ((route: Route) => Promise<void>)[] = [
      (route) => route.fulfill({ status: 404, headers: ALLOWED }),
      (route) => route.abort('connectionfailed'),
      (route) => route.fulfill({ headers: ALLOWED, body: Buffer.alloc(1_707_918) }),
    ];
    let attempt = 0;
    await page.route(QUANTISED, async (route) => answers[attempt]?.(route));
    await open(page, '#/resnet18?mode=run');
    for (const sentence of ['answered 404', 'connection broke', 'not the one that was expected']) {
      await downloadQuantised(page);
      await patiently(page.getByRole('alert').first()).toContainText(sentence);
      attempt++;
    }
    // The browser itself logs the two requests that failed.
    consoleErrors.length = 0;
  });

  test('a file of another network is listed apart, and put into the network that it fits', async ({ page }) => {
    const path = shared('weights/pq-resnet18.pth');
    test.skip(path === undefined, 'no shared material');
    await open(page, `#/${builtIn}?mode=run`);
    await takeSample(page, 'dog');
    await runState(page, 'done');
    await chooseWeights(page, path ?? '');
    const alert = page.getByRole('alert');
    await patiently(alert).toContainText('pq-resnet18.pth');
    await patiently(alert).toContainText('are missing');
    await patiently(alert).toContainText('unknown to the network');
    await expect(predictions(page)).toHaveCount(5);
    await alert.getByRole('button', { name: 'resnet18', exact: true }).click();
    await patiently(page).toHaveURL(/#\/resnet18/);
    await patiently(page.getByRole('region', { name: 'Weights' })).toContainText('pq-resnet18.pth');
  });

  test('weights that hold NaN say so, and the first layer that makes one is named', async ({ page }) => {
    const file = readFileSync('public/weights/alexnet_cifar.safetensors');
    const length = Number(file.readBigUInt64LE(0));
    const header = JSON.parse(file.subarray(8, 8 + length).toString()) as Record<string, { data_offsets: number[] }>;
    file.writeUInt16LE(0x7e00, 8 + length + (header['features.3.weight']?.data_offsets[0] ?? 0));
    await open(page, '#/alexnet_cifar?mode=run');
    await chooseImage(page, dot);
    await chooseWeights(page, { name: 'nan.safetensors', mimeType: 'application/octet-stream', buffer: file });
    await patiently(page.getByRole('region', { name: 'Weights' }).getByRole('alert')).toContainText(
      'features.3.weight',
    );
    await runPicture(page);
    await patiently(page.getByRole('region', { name: 'Top predictions' }).getByRole('alert')).toContainText(
      'features.3:',
    );
  });

  for (const [what, script, sentence] of [
    [
      'denied',
      "navigator.storage.getDirectory = () => Promise.reject(new DOMException('denied', 'SecurityError'));",
      'lets the page store nothing',
    ],
    [
      'full',
      "FileSystemSyncAccessHandle.prototype.write = () => { throw new DOMException('full', 'QuotaExceededError'); };",
      'no room on this device',
    ],
  ] as const)
    test(`where storage is ${what}, weights work from memory, with a sentence`, async ({ page }) => {
      const file = quantised();
      test.skip(file === undefined, 'no shared material');
      await page.route('**/assets/worker/entry-*.js', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${script}\n${await response.text()}` });
      });
      await page.route(QUANTISED, (route) => route.fulfill({ headers: ALLOWED, body: file ?? '' }));
      await open(page, '#/resnet18?mode=run');
      await chooseBackend(page, 'wasm');
      await chooseImage(page, dot);
      await downloadQuantised(page);
      await runState(page, 'done');
      await patiently(page.getByRole('region', { name: 'Weights' })).toContainText(sentence);
      await expect(predictions(page)).toHaveCount(5);
    });

  test('a file can be fetched from any https address, and from no other', async ({ page }) => {
    const path = `public/weights/${builtIn}.safetensors`;
    await page.route('https://models.example/**', (route) => route.fulfill({ headers: ALLOWED, path }));
    await open(page, `#/${builtIn}?mode=run`);
    for (const [address, outcome] of [
      ['http://models.example/net.safetensors', 'not an https address'],
      ['https://models.example/net.safetensors', ''],
    ] as const) {
      await openDialog(page);
      await page.getByRole('textbox', { name: 'From an address' }).fill(address);
      await page.getByRole('button', { name: 'Fetch' }).click();
      if (outcome !== '') await patiently(page.getByRole('alert').first()).toContainText(outcome);
    }
    await patiently(page.getByRole('region', { name: 'Weights' })).toContainText('net.safetensors');
  });
});
