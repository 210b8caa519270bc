import type { Locator, Page } from 'playwright/test';
import { expect, open, ready, test } from './fixtures.ts';

/** The inspector. */
function layer(page: Page): Locator {
  return page.getByRole('region', { name: 'Layer', exact: true });
}

/** The strip chart along the depth, whatever it measures. */
function strip(page: Page): Locator {
  return page.getByRole('slider', { name: 'of every layer' });
}

test.describe('Explore', () => {
  test('opens a network at a node and shows its output shape in the inspector', async ({ page }) => {
    await open(page, '#/resnet50/layer3.0.conv2');
    await expect(layer(page)).toContainText('[256, 14, 14]');
    await expect(layer(page)).toContainText('layer3.0.conv2');
    await expect(layer(page)).toContainText('589,824');
    await expect(page.getByRole('treeitem', { name: /^layer3\.0\.conv2\b/ })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('layer3.0 projects, because 512 → 1,024 channels and stride 2')).toBeVisible();
  });

  test('the graph is there, in sight, as soon as the page says that it is ready', async ({ page }) => {
    await page.goto('/#/vgg16?lang=en');
    await ready(page);
    const first = page.getByRole('treeitem', { name: /^features\.0\b/ });
    await expect(first).toBeInViewport();
    await page.goto('/#/googlenet/inception5b.branch4.1.conv?lang=en');
    await ready(page);
    await expect(page.getByRole('treeitem', { name: /^inception5b\.branch4\.1\.conv\b/ })).toBeInViewport();
  });

  test('walks layer by layer with the buttons, and the address follows', async ({ page }) => {
    await open(page, '#/resnet50/conv1');
    await page.getByRole('button', { name: 'Next layer' }).click();
    await expect(page).toHaveURL(/#\/resnet50\/bn1/);
    await page.getByRole('button', { name: 'Next layer' }).click();
    await expect(page).toHaveURL(/#\/resnet50\/relu/);
    await page.getByRole('button', { name: 'Previous layer' }).click();
    await expect(page).toHaveURL(/#\/resnet50\/bn1/);
    await expect(layer(page)).toContainText('[64, 112, 112]');
  });

  test('walks by keyboard: arrows, Shift for blocks, Home, End, Escape', async ({ page }) => {
    await open(page, '#/resnet18/layer1.0.conv1');
    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(/layer1\.0\.bn1/);
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page).toHaveURL(/layer1\.1\.conv1/);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(page).toHaveURL(/layer1\.0\.conv1/);
    await page.keyboard.press('End');
    await expect(page).toHaveURL(/resnet18\/fc/);
    await page.keyboard.press('Home');
    await expect(page).toHaveURL(/resnet18\/input/);
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/#\/resnet18(\?|$)/);
  });

  test('plays and stops, by button and by Space', async ({ page }) => {
    await open(page, '#/alexnet/features.0');
    await page.getByRole('button', { name: 'Play' }).click();
    await expect(page).toHaveURL(/features\.[1-9]/);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  });

  test('picks another network, and the way back restores the first with its layer', async ({ page }) => {
    await open(page, '#/resnet50/layer2.0.conv1');
    await page
      .locator('header')
      .getByRole('button', { name: 'Network' })
      .or(page.locator('header').getByRole('combobox', { name: 'Network' }))
      .click();
    await page.keyboard.type('googl');
    await page
      .getByRole('option', { name: /^GoogLeNet\b/ })
      .first()
      .click();
    await expect(page).toHaveURL(/#\/googlenet/);
    await ready(page);
    await page.goBack();
    await expect(page).toHaveURL(/#\/resnet50\/layer2\.0\.conv1/);
    await expect(layer(page)).toContainText('[128, 56, 56]');
  });

  test('searches by shape, by kernel and stride, by name', async ({ page }) => {
    await open(page, '#/resnet50');
    const search = page.getByRole('combobox', { name: 'Search layers' });
    const found = page.getByRole('listbox', { name: 'Layers found' }).getByRole('option');
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.type('conv k3 s2');
    await expect(found).toHaveCount(3);
    await search.fill('14x14');
    await expect(page.getByText('62 layers')).toBeVisible();
    await search.fill('conv k7');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/resnet50\/conv1/);
    await page.keyboard.press('/');
    await page.keyboard.type('nothing of the kind');
    await expect(page.getByText('0 layers')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(search).toHaveValue('');
    await expect(page, 'the first Escape belongs to the search').toHaveURL(/#\/resnet50\/conv1/);
  });

  test('the strip scrubs by pointer and by keyboard, and says where it stands', async ({ page }) => {
    await open(page, '#/resnet18');
    const box = await strip(page).boundingBox();
    if (box === null) throw new Error('the strip is not shown');
    const [middle, y] = [box.x + box.width / 2, box.y + 30];
    await page.mouse.move(box.x + 4, y);
    await page.mouse.down();
    await expect(page).toHaveURL(/resnet18\/input/);
    await page.mouse.move(middle, y, { steps: 8 });
    await expect(page).toHaveURL(/resnet18\/layer\d/);
    await page.mouse.up();
    const place = await strip(page).getAttribute('aria-valuenow');
    await page.mouse.move(box.x + box.width - 4, y);
    await expect(strip(page), 'it moves only while the button is held').toHaveAttribute('aria-valuenow', place ?? '');
    await strip(page).focus();
    await page.keyboard.press('End');
    await expect(strip(page)).toHaveAttribute('aria-valuetext', /^fc: 512.k$/);
    await page.keyboard.press('ArrowLeft');
    await expect(strip(page)).toHaveAttribute('aria-valuetext', /^flatten/);
    await page.getByRole('button', { name: 'channels' }).click();
    await expect(strip(page)).toHaveAttribute('aria-valuetext', 'flatten: 512');
  });

  test('shows stages, blocks and layers; what is opened pushes only what follows', async ({ page }) => {
    await open(page, '#/resnet50');
    const items = page.getByRole('treeitem');
    await expect(page.getByRole('treeitem', { name: /^layer3\.0 / })).toHaveAttribute('aria-expanded', 'false');
    await page.getByRole('button', { name: 'Stages' }).click();
    await expect(page).toHaveURL(/l=0/);
    await expect(items).toHaveCount(7);
    await page.getByRole('button', { name: 'Layers', exact: true }).click();
    await expect(page).toHaveURL(/l=2/);
    await expect(items).toHaveCount(176);
    await page.getByRole('button', { name: 'Blocks' }).click();
    const before = await page.getByRole('treeitem', { name: /^layer1\.0 / }).boundingBox();
    await page.getByRole('treeitem', { name: /^layer1\.1 / }).dblclick();
    await expect(page.getByRole('treeitem', { name: /^layer1\.1\.conv2\b/ })).toBeVisible();
    await expect(page).toHaveURL(/o=layer1\.1/);
    const after = await page.getByRole('treeitem', { name: /^layer1\.0 / }).boundingBox();
    expect(after?.x).toBeCloseTo(before?.x ?? Number.NaN, 0);
    await page.reload();
    await ready(page);
    await expect(page.getByRole('treeitem', { name: /^layer1\.1\.conv2\b/ })).toBeVisible();
  });

  test('tells identity, projection and zero-padding shortcuts apart in words', async ({ page }) => {
    const lines = page.getByRole('list', { name: 'Lines' });
    await open(page, '#/resnet50');
    await expect(lines).toContainText('identity shortcut, 0 parameters');
    await expect(lines).toContainText('projection shortcut');
    await open(page, '#/resnet20_cifar/layer2.0.conv1');
    await expect(lines).toContainText('option A: zeros for new channels');
    await expect(page.getByText('option A: zero padding · 0 parameters', { exact: true })).toBeVisible();
    await expect(page.getByText('layer2.0 pads with zeros (option A): 16 → 32 channels')).toBeVisible();
  });

  test('opens the head that GoogLeNet trains with, where it reads', async ({ page }) => {
    await open(page, '#/googlenet_aux/aux1.fc1');
    await expect(layer(page)).toContainText('Runs only while training');
    await expect(page.getByRole('treeitem', { name: /^aux1\.conv\.conv\b/ })).toBeInViewport();
    await expect(page.getByRole('treeitem', { name: /^aux2\b/ })).toBeVisible();
  });

  test('is walked by the items of the tree', async ({ page }) => {
    await open(page, '#/resnet18/conv1');
    await page.getByRole('treeitem', { name: /^conv1\b/ }).focus();
    // conv1, bn1 and relu share a box.
    for (const _ of ['bn1', 'relu', 'maxpool']) await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('treeitem', { name: /^maxpool\b/ })).toBeFocused();
  });

  test('switches between five modes by links and by keys', async ({ page }) => {
    await open(page, '#/resnet18');
    const modes = page.getByRole('navigation', { name: 'Modes' });
    for (const [index, name] of ['Explore', 'Table', 'Run', 'Learn', 'Own'].entries()) {
      await page.keyboard.press(String(index + 1));
      await expect(
        modes.getByRole('link', { name, exact: true }).or(modes.getByRole('tab', { name, exact: true })),
      ).toHaveAttribute('aria-current', 'page');
      await ready(page);
    }
    await expect(page).toHaveURL(/mode=own/);
    await modes.getByRole('link', { name: 'Explore', exact: true }).click();
    await expect(page).not.toHaveURL(/mode=/);
  });
});

/** Boxes of the graph that a button, a line or a list beside it lies over. */
function coveredNodes(): readonly string[] {
  const tree = document.querySelector('main [role="tree"]');
  const view = tree?.closest('svg')?.parentElement?.parentElement;
  const canvas = tree?.closest('svg')?.getBoundingClientRect();
  if (view === undefined || view === null || canvas === undefined) return ['there is no graph'];
  const others = [...view.querySelectorAll('button, p, ul, [role="img"]')].map((item) => item.getBoundingClientRect());
  return [...view.querySelectorAll('[role="treeitem"]')].flatMap((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    const isCovered = others.some(
      (other) =>
        Math.min(right, other.right, canvas.right) > Math.max(left, other.left, canvas.left) &&
        Math.min(bottom, other.bottom, canvas.bottom) > Math.max(top, other.top, canvas.top),
    );
    return isCovered ? [node.getAttribute('aria-label') ?? node.id] : [];
  });
}

test.describe('Explore on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('runs from top to bottom, without sideways scrolling; the inspector follows below', async ({ page }) => {
    await open(page, '#/resnet50/layer3.0.conv2');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expect(page.getByRole('tree')).toHaveAttribute('aria-orientation', 'vertical');
    await expect(page.getByRole('treeitem', { name: /^layer3\.0\.conv2\b/ })).toBeInViewport();
    await layer(page).scrollIntoViewIfNeeded();
    await expect(layer(page)).toContainText('[256, 14, 14]');
  });

  for (const [width, lang, theme, network] of [
    [390, 'en', 'light', 'googlenet'],
    [390, 'ja', 'dark', 'resnet50/layer2.1.conv2'],
    [360, 'ko', 'light', 'resnet20_cifar/layer2.0.conv1'],
    [360, 'ja', 'light', 'vgg16'],
    [360, 'en', 'dark', 'resnet18/layer2.1.conv1'],
    [1440, 'en', 'light', 'resnet50/layer3.0.conv2'],
  ] as const)
    test(`nothing lies over ${network} once all of it is shown, ${lang}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      await open(page, `#/${network}?lang=${lang}&theme=${theme}`);
      const node = page.getByRole('treeitem').first();
      const before = await node.boundingBox();
      await page.getByRole('button', { name: /^(Show everything|전체 보기|全体を表示)$/ }).click();
      await expect.poll(async () => (await node.boundingBox())?.width, 'it is zoomed').not.toBe(before?.width);
      await expect.poll(() => page.evaluate(coveredNodes)).toEqual([]);
      const note = page.locator('main p[title]');
      if ((await note.count()) > 0)
        expect(await note.evaluate((line) => line.scrollHeight - line.clientHeight), 'all of it is read').toBe(0);
    });

  test('the strip is scrubbed by touch', async ({ page }) => {
    await open(page, '#/resnet18');
    const box = await strip(page).boundingBox();
    if (box === null) throw new Error('the strip is not shown');
    await page.touchscreen.tap(box.x + box.width - 3, box.y + 30);
    await expect(page).toHaveURL(/resnet18\/fc/);
  });
});
