import type { Page } from 'playwright/test';
import sharp, { type Sharp } from 'sharp';
import { expect, open, test } from './fixtures.ts';
import {
  builtIn,
  chooseImage,
  type FilePayload,
  patiently,
  predictions,
  readPredictions,
  runPicture,
  runState,
} from './run-page.ts';

const DEER = 'public/samples/deer.jpg';

async function payload(name: string, mimeType: string, picture: Sharp): Promise<FilePayload> {
  return { name, mimeType, buffer: await picture.toBuffer() };
}

/** A deer in the formats and shapes in which pictures come. */
const deers: readonly (readonly [what: string, file: () => Promise<FilePayload>])[] = [
  ['PNG', () => payload('deer.png', 'image/png', sharp(DEER).png())],
  ['WebP', () => payload('deer.webp', 'image/webp', sharp(DEER).webp({ quality: 95 }))],
  ['AVIF', () => payload('deer.avif', 'image/avif', sharp(DEER).avif({ quality: 80 }))],
  [
    'turned by its EXIF data',
    () =>
      payload(
        'turned.jpg',
        'image/jpeg',
        sharp(DEER).rotate(90).jpeg({ quality: 95 }).withMetadata({ orientation: 8 }),
      ),
  ],
  ['in grey', () => payload('grey.jpg', 'image/jpeg', sharp(DEER).greyscale().jpeg({ quality: 95 }))],
  ['half transparent', () => payload('half.png', 'image/png', sharp(DEER).ensureAlpha(0.5).png())],
];

async function openNetwork(page: Page): Promise<void> {
  await open(page, `#/${builtIn}?mode=run`);
  await patiently(page.getByRole('status')).toContainText('A picture is needed');
}

test.describe('Pictures', () => {
  test('a deer is a deer in every format, turned, grey and half transparent', async ({ page }) => {
    await openNetwork(page);
    for (const [what, file] of deers) {
      await chooseImage(page, await file());
      await runPicture(page);
      expect((await readPredictions(page))[0]?.index, what).toBe(4);
    }
  });

  test('a picture of 12,000 × 9,000 pixels is shrunk while it is read', async ({ page }) => {
    test.slow();
    const huge = sharp(DEER).resize(12_000, 9000, { fit: 'fill', kernel: 'nearest' }).jpeg({ quality: 50 });
    await openNetwork(page);
    await chooseImage(page, await payload('huge.jpg', 'image/jpeg', huge));
    await runPicture(page);
    expect((await readPredictions(page))[0]?.index).toBe(4);
    await expect(page.getByRole('list', { name: 'Preprocessing' })).toContainText('12000×9000');
  });

  test('one pixel, and a line of 1 × 16,000 pixels, do something sensible', async ({ page }) => {
    await openNetwork(page);
    for (const height of [1, 16_000]) {
      const line = sharp({ create: { width: 1, height, channels: 3, background: '#808080' } }).png();
      await chooseImage(page, await payload('line.png', 'image/png', line));
      await runPicture(page);
      await expect(predictions(page)).toHaveCount(5);
      await expect(page.getByRole('list', { name: 'Preprocessing' })).toContainText(`1×${height}`);
    }
  });

  test('pictures can be dropped, pasted and photographed', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d')?.fillRect(0, 0, canvas.width, canvas.height);
        return canvas.captureStream();
      };
    });
    await openNetwork(page);
    const bytes = [...(await sharp(DEER).png().toBuffer())];
    const dataTransfer = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], 'dropped.png', { type: 'image/png' }));
      return transfer;
    }, bytes);
    await page.getByRole('region', { name: 'Picture' }).dispatchEvent('drop', { dataTransfer });
    await expect(page.getByRole('img', { name: 'dropped.png' })).toBeVisible();
    await page.evaluate((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], 'pasted.png', { type: 'image/png' }));
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer }));
    }, bytes);
    await expect(page.getByRole('img', { name: 'pasted.png' })).toBeVisible();
    await page.getByRole('button', { name: 'Camera' }).click();
    await page.getByRole('button', { name: 'Take the photograph' }).click();
    await expect(page.getByRole('img', { name: 'photograph' })).toBeVisible();
    await runPicture(page);
  });

  test('a camera that is not allowed says so', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await openNetwork(page);
    await page.getByRole('button', { name: 'Camera' }).click();
    await patiently(page.getByRole('alert')).toContainText('was not allowed');
    await page.keyboard.press('Escape');
    await runState(page, 'idle');
  });
});
