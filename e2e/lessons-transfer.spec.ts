import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright/test';
import { axeViolations, expect, open, test } from './fixtures.ts';
import { startWorker } from './worker.ts';

const STEP = '#/resnet50?mode=learn&lesson=transfer-learning&step=6';

/** A picture of the app as a file to be chosen. */
function sample(name: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  return {
    name: `${name}.jpg`,
    mimeType: 'image/jpeg',
    buffer: readFileSync(new URL(`../public/samples/${name}.jpg`, import.meta.url)),
  };
}

/** What is said of a picture that was held out, the likeliest class first. */
function answerTo(page: Page, picture: string): Locator {
  return page.getByRole('listitem', { name: picture, exact: true }).getByRole('listitem').first();
}

async function takeSamples(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take the app’s pictures' }).click();
  await expect(page.getByText('8 pictures are ready')).toBeVisible({ timeout: 60_000 });
}

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train the head' }).click();
  await expect(page.getByText('Trained in 200 steps')).toBeVisible({ timeout: 60_000 });
}

test('the app’s pictures with one click: a head is trained, is right on what was held out, is saved and opened again', async ({
  page,
}, info) => {
  test.setTimeout(240_000);
  await open(page, STEP);
  await takeSamples(page);
  await train(page);
  for (const [picture, name] of [
    ['dog', 'Animals'],
    ['frog', 'Animals'],
    ['automobile', 'Vehicles'],
  ] as const)
    await expect(answerTo(page, picture)).toContainText(name, { timeout: 60_000 });
  const said = await answerTo(page, 'dog').textContent();
  const table = page.getByRole('table', { name: 'What is frozen and what trains' });
  await expect(table.getByRole('row', { name: /^fc/ })).toContainText('130');
  await expect(table.getByRole('row', { name: /^All/ })).toContainText('269,202');
  expect(await axeViolations(page)).toEqual([]);

  const file = info.outputPath('head.safetensors');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the head' }).click(),
  ]);
  await download.saveAs(file);
  const bytes = readFileSync(file);
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString()) as Record<
    string,
    unknown
  >;
  expect(header['fc.weight']).toMatchObject({ dtype: 'F32', shape: [2, 64] });
  expect(header['__metadata__']).toMatchObject({ network: 'resnet20_cifar', classes: '["Animals","Vehicles"]' });

  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByLabel('Pictures to ask about', { exact: true }).setInputFiles([sample('dog'), sample('truck')]);
  await page.getByLabel('Head file').setInputFiles(file);
  await expect(page.getByText('It knows: Animals · Vehicles')).toBeVisible({ timeout: 60_000 });
  await expect(answerTo(page, 'dog.jpg')).toHaveText(said ?? '', { timeout: 60_000 });

  await page
    .getByRole('combobox', { name: 'Frozen network' })
    .selectOption({ label: 'Plain-20, no shortcuts: comes with the app' });
  await page.getByLabel('Head file').setInputFiles(file);
  await expect(page.getByRole('alert')).toContainText('was trained on the features of resnet20_cifar');
});

test('what is missing has a sentence each: an empty class, too few pictures, a name given twice, a file that is no picture', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page, STEP);
  const status = page.getByRole('region', { name: 'Workbench' }).getByRole('status');
  const trainButton = page.getByRole('button', { name: 'Train the head' });
  await page.getByRole('textbox', { name: 'Name of class 1' }).fill('Cats');
  await page.getByRole('textbox', { name: 'Name of class 2' }).fill('Cats');
  await trainButton.click();
  await expect(status).toContainText('Two classes are called “Cats”');
  await page.getByRole('textbox', { name: 'Name of class 2' }).fill('');
  await trainButton.click();
  await expect(status).toContainText('Class 2 has no name');
  await page.getByRole('textbox', { name: 'Name of class 2' }).fill('Dogs');
  await trainButton.click();
  await expect(status).toContainText('The class “Cats” is empty');
  await page.getByLabel('Pictures for Cats').setInputFiles(sample('cat'));
  await expect(page.getByRole('region', { name: 'Cats' })).toContainText('1 picture');
  await expect(trainButton).toBeVisible({ timeout: 60_000 });
  await trainButton.click();
  await expect(status).toContainText('The class “Cats” has only 1 picture');
  await page
    .getByLabel('Pictures for Dogs')
    .setInputFiles({ name: 'dog.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByRole('alert')).toContainText('“dog.png” is not a picture', { timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Dogs' })).toContainText('0 pictures');
  await page.getByLabel('Head file').setInputFiles({
    name: 'head.safetensors',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(new URL('../public/weights/resnet20_cifar.safetensors', import.meta.url)),
  });
  await expect(page.getByRole('alert')).toContainText('“head.safetensors” is not a head saved here', {
    timeout: 60_000,
  });
});

test('a camera that is not allowed has a sentence, and one that is gives several photographs', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    let isAllowed = false;
    navigator.mediaDevices.getUserMedia = async () => {
      if (!isAllowed) {
        isAllowed = true;
        throw new DOMException('denied', 'NotAllowedError');
      }
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')?.fillRect(0, 0, 64, 48);
      return canvas.captureStream();
    };
  });
  await open(page, STEP);
  const camera = page.getByRole('button', { name: 'Camera for Class 1' });
  await camera.click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('The camera was not allowed');
  await page.keyboard.press('Escape');
  await camera.click();
  await expect
    .poll(() => page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0), { timeout: 60_000 })
    .toBeGreaterThan(0);
  for (const count of ['1 photograph taken', '2 photographs taken']) {
    await page.getByRole('button', { name: 'Take the photograph' }).click();
    await expect(page.getByText(count)).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Class 1' })).toContainText('2 pictures');
});

test('leaving the step ends the worker and keeps pictures and head', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, STEP);
  const before = page.workers().length;
  await takeSamples(page);
  await train(page);
  expect(page.workers().length).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(before);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(answerTo(page, 'dog')).toContainText('Animals');
});

test('features and head leave no tensor behind', async ({ page }) => {
  const worker = await startWorker(page);
  await worker.call('useBackend', { id: 'wasm', allowSoftware: true });
  await worker.load('resnet20_cifar', 32);
  await worker.run(32);
  expect(await worker.call('activation', { id: 'flatten' })).toMatchObject({ kind: 'result' });
  const { output: before } = await worker.call('memory', {});
  const features = new Float32Array(8).fill(1);
  const examples = { features, labels: new Int32Array([0, 1]), width: 4, classes: 2 };
  for (let pass = 0; pass < 3; pass++)
    expect(await worker.call('headTrain', { examples, start: null, steps: 10 })).toMatchObject({ kind: 'result' });
  expect((await worker.call('memory', {})).output).toEqual(before);
  await worker.call('unloadNetwork', {});
  expect((await worker.call('memory', {})).output).toMatchObject({ tensors: 0, bytes: 0 });
});

test('weights that were loaded on the Run page are what is frozen', async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, '#/plain20_cifar?mode=run');
  await page.getByLabel('Weights file').setInputFiles({
    name: 'mine.safetensors',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(new URL('../public/weights/plain20_cifar.safetensors', import.meta.url)),
  });
  await expect(page.getByText('mine.safetensors').first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Learn' }).click();
  await page.locator('a[href*="lesson=transfer-learning"]').click();
  for (let step = 2; step <= 6; step++) {
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText(`Step ${step} of 7`, { exact: true })).toBeVisible();
  }
  await expect(page.getByRole('combobox', { name: 'Frozen network' }).locator('option:checked')).toHaveText(
    'Plain-20, no shortcuts: the weights you loaded',
  );
  await takeSamples(page);
  await train(page);
  await expect(answerTo(page, 'dog')).toContainText('Animals', { timeout: 60_000 });
});
