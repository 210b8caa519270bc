import { axeViolations, expect, open, test } from './fixtures.ts';

for (const mode of ['explore', 'table', 'run', 'learn', 'own'])
  for (const theme of ['light', 'dark'])
    test(`axe finds nothing on ${mode}, ${theme}`, async ({ page }) => {
      await open(page, `#/resnet50/layer3.0.conv2?mode=${mode}&theme=${theme}`);
      await page.waitForLoadState('networkidle');
      expect(await axeViolations(page)).toEqual([]);
    });
