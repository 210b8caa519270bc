import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperatorCase } from '../conformance/check-cases.ts';
import { findBrowser } from '../find-browser.ts';
import { openTaskBrowser, type TaskBrowser } from './run-in-browser.ts';

const hasBrowser = existsSync(findBrowser().executablePath ?? chromium.executablePath());
if (!hasBrowser) console.log('skipped: there is no browser here; WebGPU is not tried');
const hasShared = existsSync('../shared/conformance');

/** A few of each kind; `npm run verify` runs all of them, and whole networks. */
const CASES = [
  'Conv2d_groups',
  'Conv2d_depthwise',
  'maxpool_2d_ceil',
  'averagepool_2d_pads',
  'gemm_transposeA',
  'lrn_default',
].map((name) => `test_${name}`);

/** Forms of kernels that the software adapter compiles soon; `npm run verify` has all of them. */
const FORMS_HERE = ['4x2 16x4', '2x1 8x8', '1x1 8x8', '4x2 8x4 /4'];

function readCase(name: string): OperatorCase {
  return JSON.parse(readFileSync(`../shared/conformance/${name}.json`, 'utf8')) as OperatorCase;
}

describe.skipIf(!hasBrowser)('a browser with WebGPU on the software adapter', () => {
  let browser: TaskBrowser | undefined;
  beforeAll(async () => {
    browser = await openTaskBrowser();
  });
  afterAll(() => browser?.close());

  it('call gives the error of a task under its own name', async () => {
    const request = { network: 'resnet9000', size: [32, 32], classes: 10 } as const;
    await expect(browser?.call('trace', request)).rejects.toMatchObject({ name: 'UsageError' });
  });

  it('convolutionForms() finds the same with forms that share nothing and with one that shares its sums', async () => {
    const verdicts = (await browser?.call('convolutionForms', FORMS_HERE)) ?? [];
    expect(verdicts.map(({ form }) => form)).toEqual(FORMS_HERE);
    for (const { form, classes, difference } of verdicts) {
      expect(classes, form).toBeGreaterThan(0);
      expect(difference, form).toBeLessThan(1e-5);
    }
  });

  it.skipIf(!hasShared).each(['conformance', 'conformanceFused'] as const)(
    "%s puts out on webgpu what ONNX's operator cases hold",
    async (task) => {
      const verdicts = await browser?.call(task, CASES.map(readCase));
      expect(verdicts?.map(({ name, result }) => [name, result])).toEqual(CASES.map((name) => [name, 'passed']));
    },
  );
});
