import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright/test';
import { expect } from './fixtures.ts';

const weightsFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'weights');

/** The built-in network that the tests run. */
export const builtIn = 'resnet20_cifar';

/** Every network that comes with its weights. */
export const allBuiltIn: readonly string[] = readdirSync(weightsFolder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''));

/** A picture of one grey pixel. */
export const dot = {
  name: 'dot.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** A file as file inputs take it. */
export type FilePayload = typeof dot;

/** Chooses a backend. */
export async function chooseBackend(page: Page, id: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Backend' }).selectOption(id);
}

/** Gives the page a picture: a path or the file itself. */
export async function chooseImage(page: Page, file: string | FilePayload): Promise<void> {
  await page.getByLabel('Image', { exact: true }).setInputFiles(file);
}

/** Gives the page a weights file: a path or the file itself. */
export async function chooseWeights(page: Page, file: string | FilePayload): Promise<void> {
  await page.getByLabel('Weights file').setInputFiles(file);
}

/** Expects with the patience that downloads, weights and forward passes need on a busy machine. */
export const patiently = expect.configure({ timeout: 90_000 });

/** Waits for a state of the run. */
export async function runState(page: Page, state: 'idle' | 'loading' | 'running' | 'done' | 'error'): Promise<void> {
  await patiently(page.locator('html')).toHaveAttribute('data-run', state);
}

/** Presses Run and waits for the outcome. */
export async function runPicture(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await runState(page, 'done');
}

/** Takes one of the bundled pictures, which runs at once if weights are in place. */
export async function takeSample(page: Page, name: string): Promise<void> {
  await page.getByRole('list', { name: 'Sample pictures' }).getByRole('button', { name, exact: true }).first().click();
}

/** Items of the list of predictions. */
export function predictions(page: Page): Locator {
  return page.getByRole('list', { name: 'Top predictions' }).getByRole('listitem');
}

/** Class and logit of the predictions that are listed. */
export async function readPredictions(
  page: Page,
): Promise<readonly { readonly index: number; readonly logit: number }[]> {
  return predictions(page).evaluateAll((items) =>
    items.map((item) => ({
      index: Number((item as HTMLElement).dataset['class']),
      logit: Number((item as HTMLElement).dataset['logit']),
    })),
  );
}
