import type { Page } from 'playwright/test';
import { expect, open, test } from './fixtures.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** More than any page has. */
const MOST_STOPS = 80;

/** What the keyboard stands on: a number of its own, its name, and what is wrong with its ring; `null` outside the page. */
interface Stop {
  readonly number: number;
  readonly name: string;
  readonly problems: readonly string[];
}

/** Runs in the page. */
function readStop(): Stop | null {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const seen = element.closest('[data-ring]') ?? element;
  const drawn = element.querySelector(':scope > g > rect:only-child');
  const ring = drawn !== null && element instanceof SVGGElement ? drawn : seen;
  const style = getComputedStyle(ring);
  const [width, colour, reach] =
    ring === drawn
      ? [style.strokeWidth, style.stroke, 1]
      : [style.outlineWidth, style.outlineColor, parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth)];
  const [box, problems] = [ring.getBoundingClientRect(), [] as string[]];
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--accent)';
  const accent = getComputedStyle(probe).color;
  probe.remove();
  if (ring !== drawn && style.outlineStyle !== 'solid') problems.push('no outline');
  if (width !== '2px' || colour !== accent) problems.push(`a ring of its own: ${width} ${colour}`);
  if (!ring.checkVisibility({ visibilityProperty: true, opacityProperty: true })) problems.push('not visible');
  if (box.width < 4 || box.height < 4) problems.push('too small to be seen');
  const within = (name: string, left: number, top: number, right: number, bottom: number): void => {
    const out = Math.max(left - box.left, top - box.top, box.right - right, box.bottom - bottom) + reach;
    if (out > 0.75) problems.push(`${out.toFixed(1)} pixels cut off by ${name}`);
  };
  within('the window', 0, 0, innerWidth, innerHeight);
  for (let around = ring.parentElement; around !== null; around = around.parentElement) {
    const { overflowX, position } = getComputedStyle(around);
    const { left, top } = around.getBoundingClientRect();
    const [x, y] = [left + around.clientLeft, top + around.clientTop];
    if (overflowX !== 'visible' && around instanceof HTMLElement)
      within(`.${around.className}`, x, y, x + around.clientWidth, y + around.clientHeight);
    if (position === 'fixed') break;
  }
  const tabbed = element as Element & { stop?: number };
  tabbed.stop ??= performance.now();
  return {
    number: tabbed.stop,
    name: element.getAttribute('aria-label') ?? element.textContent.slice(0, 40),
    problems,
  };
}

/** Tab through the whole page; what is wrong, and how many stops there were. */
async function walk(page: Page): Promise<{ readonly problems: readonly string[]; readonly stops: number }> {
  const numbers = new Set<number>();
  const problems: string[] = [];
  while (numbers.size < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(readStop);
    if (stop === null || numbers.has(stop.number)) break;
    numbers.add(stop.number);
    problems.push(...stop.problems.map((problem) => `${stop.name}: ${problem}`));
  }
  return { problems, stops: numbers.size };
}

test('Tab shows one whole ring on everything that it reaches', async ({ page }) => {
  for (const [size, hash, least] of [
    [WIDE, 'resnet50/layer3.0.conv2?theme=dark', 40],
    [WIDE, 'resnet50?mode=own', 35],
    [NARROW, 'resnet50?mode=table', 30],
    [NARROW, 'resnet50?mode=run', 35],
    [NARROW, 'resnet50?mode=learn&lesson=counting-parameters&step=2', 25],
  ] as const) {
    await page.setViewportSize(size);
    await open(page, `#/${hash}`);
    await page.waitForLoadState('networkidle');
    const { problems, stops } = await walk(page);
    expect(problems, hash).toEqual([]);
    expect(stops, hash).toBeGreaterThan(least);
  }
});

test('Tab brings a chosen layer back that was dragged out of sight', async ({ page }) => {
  await open(page, '#/resnet50/layer3.0.conv2');
  const layer = page.getByRole('treeitem', { name: 'layer3.0.conv2' });
  await page.mouse.move(80, 300);
  await page.mouse.down();
  await page.mouse.move(1000, 300, { steps: 4 });
  await page.mouse.up();
  await expect(layer).not.toBeInViewport();
  await page.getByRole('button', { name: 'Show everything' }).focus();
  await page.keyboard.press('Tab');
  await expect(layer).toBeFocused();
  await expect(layer).toBeInViewport({ ratio: 1 });
});

test('Escape closes what was opened, and the focus goes back to where it came from', async ({ page }) => {
  await open(page, '#/resnet50/layer3.0.conv2');
  const layer = page.getByRole('treeitem', { name: 'layer3.0.conv2' });
  await layer.focus();
  await page.keyboard.press('/');
  await page.keyboard.type('conv');
  await page.keyboard.press('Escape');
  await expect(layer).toBeFocused();
  for (const name of [/^input 3/, /^classes/, 'Save the graph as a picture', 'Help and keyboard shortcuts']) {
    const opener = page.getByRole('button', { name });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(opener).toBeFocused();
  }
});
