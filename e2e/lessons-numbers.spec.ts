import '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs-core';
import type { Page } from 'playwright/test';
import { createFormat } from '../src/i18n/format.ts';
import { analysisOfView } from '../src/lessons/bench.ts';
import type { Lesson, Step } from '../src/lessons/Lesson.ts';
import { LAB_CONSTANTS, type LabSettings } from '../src/lessons/lab-settings.ts';
import { LabNetwork } from '../src/runtime/lab/LabNetwork.ts';
import { formatFacts, formatPower } from '../src/ui/lesson/format-fact.ts';
import { expect, open, test } from './fixtures.ts';
import { shownLessons as lessons } from './shown-lessons.ts';

/** The prose of a lesson, before its placeholders are filled. */
function proseOf(slug: string, lang: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL(`../src/i18n/${lang}/lessons/${slug}.json`, import.meta.url), 'utf8'));
}

/** The numbers of a step's prose, worked out here once more. */
function numbersOf({ view, facts }: Step, prose: string, lang: string): readonly string[] {
  if (facts === undefined) return [];
  const values = formatFacts(facts(analysisOfView(view)), createFormat(lang));
  return Object.entries(values).flatMap(([name, value]) => (prose.includes(`{${name}}`) ? [value] : []));
}

const reached = new Map<string, Promise<number>>();

/** Share of the last layer's gradient that reaches the first; worked out once for the same settings. */
function reach(settings: LabSettings): Promise<number> {
  const key = JSON.stringify(settings);
  const known = reached.get(key) ?? measureReach(settings);
  reached.set(key, known);
  return known;
}

async function measureReach(settings: LabSettings): Promise<number> {
  const network = new LabNetwork({ ...settings, ...LAB_CONSTANTS });
  const { signalNorms } = await network.measure();
  network.dispose();
  return (signalNorms[0] ?? Number.NaN) / (signalNorms.at(-1) ?? Number.NaN);
}

test.beforeAll(async () => {
  // The page's own backend: BatchNorm in a deep plain network enlarges differences in the last bit to several percent.
  await setBackend('wasm');
});

/** Checks that the step on the page, its `index` counted from 0, says the numbers that are worked out here. */
async function expectNumbers(page: Page, { slug, steps }: Lesson, index: number, lang: string): Promise<void> {
  const step = steps[index];
  if (step === undefined) throw new Error(`${slug} has no step ${index + 1}`);
  await expect(page.locator(`nav li:nth-child(${index + 1}) [aria-current="step"]`)).toBeVisible();
  const prose = proseOf(slug, lang)[`${step.id}.body`] ?? '';
  await expect(async () => {
    const text = (await page.locator('article').textContent()) ?? '';
    expect(text).not.toMatch(/\{\w+\}|NaN|undefined/);
    for (const number of numbersOf(step, prose, lang)) expect(text, `${slug} ${step.id}`).toContain(number);
  }).toPass({ timeout: 30_000 });
  if (step.widget?.kind !== 'gradients') return;
  const reading = page.locator('main p[role="status"]').filter({ hasText: /\d/ });
  for (const { id, settings } of step.widget.variants) {
    const ratio = await reach(settings);
    // Backends differ in the last bits: a ratio that is rounded to two digits may fall on either side.
    const either = [ratio, ratio * 1.002, ratio * 0.998].map((value) => formatPower(value, createFormat(lang)));
    await expect(async () => {
      const shown = (await reading.first().textContent()) ?? '';
      expect(
        either.some((value) => shown.includes(value)),
        `${step.id} ${id}: ${shown} lacks ${either[0]}`,
      ).toBe(true);
    }).toPass({ timeout: 60_000 });
  }
}

for (const lesson of lessons)
  test(`every number of ${lesson.slug} is the one that is worked out again, en, ko, ja`, async ({ page }) => {
    test.setTimeout(300_000);
    for (const lang of ['en', 'ko', 'ja'])
      await test.step(lang, async () => {
        // Each language begins at the list of lessons, so that nothing on the page is left from the language before.
        await open(page, `#/resnet50?mode=learn&lang=${lang}`);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await open(page, `#/resnet50?mode=learn&lesson=${lesson.slug}&lang=${lang}`);
        for (const index of lesson.steps.keys()) {
          if (index > 0) await page.keyboard.press('ArrowRight');
          await expectNumbers(page, lesson, index, lang);
        }
      });
  });

test('the laboratory trains from its address: the same settings give the same numbers', async ({ page }) => {
  const step =
    (lessons.find(({ slug }) => slug === 'skip-connections')?.steps ?? []).findIndex(
      ({ widget }) => widget?.kind === 'training',
    ) + 1;
  const readings: string[] = [];
  for (let visit = 0; visit < 2; visit++) {
    await page.goto('/about:blank');
    await open(
      page,
      `#/resnet50?mode=learn&lesson=skip-connections&step=${step}&lab=rings-dense-4-8-tanh-xavier-no-identity-0.05-7`,
    );
    await expect(page.getByRole('slider', { name: 'Depth' })).toHaveValue('4');
    for (const count of [1, 2, 3]) {
      await page.getByRole('button', { name: 'One step' }).click();
      await expect(page.getByText(`After ${count} steps`)).toBeVisible();
    }
    readings.push((await page.getByText('After 3 steps').textContent()) ?? '');
    await page.getByRole('button', { name: 'Start over' }).click();
    await expect(page.getByText('not trained yet')).toBeVisible();
  }
  expect(readings[1]).toBe(readings[0]);
  const network = new LabNetwork({
    ...LAB_CONSTANTS,
    task: 'rings',
    layer: 'dense',
    depth: 4,
    width: 8,
    activation: 'tanh',
    init: 'xavier',
    batchNorm: false,
    shortcut: 'identity',
    learningRate: 0.05,
    seed: 7,
  });
  const frames = [await network.step(), await network.step(), await network.step()];
  network.dispose();
  const mean = frames.reduce((sum, { accuracy }) => sum + accuracy, 0) / 3;
  expect(readings[0]).toContain(createFormat('en').percent(mean));
});

test('the laboratory plays and pauses, and convolutions train as well', async ({ page }) => {
  await open(
    page,
    '#/resnet50?mode=learn&lesson=skip-connections&step=11&lab=gratings-conv-3-4-relu-he-bn-identity-0.02-1',
  );
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/After [2-9] steps/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  await page.getByRole('slider', { name: 'Seed' }).press('ArrowRight');
  await expect(page).toHaveURL(/lab=gratings-conv-3-4-relu-he-bn-identity-0\.02-2/);
  await page.getByRole('button', { name: 'The lesson’s settings' }).click();
  await expect(page).not.toHaveURL(/lab=/);
});
