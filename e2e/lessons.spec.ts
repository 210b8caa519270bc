import { axeViolations, expect, open, ready, test } from './fixtures.ts';
import { shownLessons as lessons } from './shown-lessons.ts';

for (const { slug, steps } of lessons) {
  test(`${slug} can be walked from the first to the last step by keyboard alone, and back`, async ({ page }) => {
    await open(page, '#/resnet50?mode=learn');
    const card = page.locator(`a[href*="lesson=${slug}"]`);
    for (let presses = 0; presses < 40 && !(await card.evaluate((link) => link === document.activeElement)); presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    for (let number = 2; number <= steps.length; number++) {
      await page.keyboard.press(number % 2 === 0 ? 'Space' : 'ArrowRight');
      await expect(page).toHaveURL(new RegExp(`step=${number}(&|$)`));
      await expect(page.getByText(`Step ${number} of ${steps.length}`, { exact: true })).toBeVisible();
    }
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(new RegExp(`step=${steps.length - 1}(&|$)`));
    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`step=${steps.length}(&|$)`));
    await page.goto('/#/resnet50?mode=learn&lang=en');
    await ready(page);
    await expect(card).toContainText('Read to the end');
  });

  test(`axe finds nothing in ${slug}, light and dark`, async ({ page }) => {
    test.setTimeout(240_000);
    for (const theme of ['light', 'dark'])
      for (let number = 1; number <= steps.length; number++)
        await test.step(`${theme}, step ${number}`, async () => {
          await open(page, `#/resnet50?mode=learn&lesson=${slug}&step=${number}&theme=${theme}`);
          await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
          await expect(page.locator('#step-title')).toBeVisible();
          await expect(page.locator(`nav li:nth-child(${number}) [aria-current="step"]`)).toBeVisible();
          expect(await axeViolations(page), `${theme}, step ${number}`).toEqual([]);
        });
  });
}

test('a lesson or step that is not there is named, and the lesson opens at its end', async ({ page }) => {
  await open(page, '#/resnet50?mode=learn&lesson=skip-conections');
  await expect(page.getByRole('alert')).toContainText('skip-conections');
  await open(page, '#/resnet50?mode=learn&lesson=skip-connections&step=99');
  await expect(page.getByText(/^Step (\d+) of \1$/)).toBeVisible();
});

test('words light layers, layers find words, and arrows walk the graph while it has the focus', async ({ page }) => {
  await open(page, '#/resnet50?mode=learn&lesson=skip-connections&step=3');
  const word = page.getByRole('button', { name: 'three convolutions' });
  await word.hover();
  await expect(page.locator('[role="treeitem"][data-lit]')).toHaveCount(3);
  await page
    .locator('[role="treeitem"][data-id="layer1.1.add"], [role="treeitem"]:has-text("layer1.1.add")')
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'add', exact: true })).toHaveAttribute('data-found', 'true');
  await page.locator('[role="treeitem"][aria-selected="true"]').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/step=3/);
  await expect(page).toHaveURL(/layer1\.1\.bn3/);
});

test('a teacher hides parts by the address', async ({ page }) => {
  await open(page, '#/resnet50?mode=learn&lesson=skip-connections&step=6&hide=exercises,list,graph');
  await expect(page.locator('#step-title')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your answer' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'All lessons' })).toHaveCount(0);
  await expect(page.getByRole('tree')).toHaveCount(0);
});

test('an exercise names the slip, hints before it solves, and takes the right answer', async ({ page }) => {
  await open(page, '#/resnet50?mode=learn&lesson=skip-connections&step=6');
  const exercise = lessons.flatMap(({ steps }) => steps).find(({ id }) => id === 'projection')?.exercises?.[0];
  const answer = page.getByRole('textbox', { name: 'Your answer' });
  const { createRandom } = await import('../src/lessons/random.ts');
  const question = exercise?.ask(createRandom(1));
  await answer.fill(String(question?.mistakes['no-plus-one']));
  await answer.press('Enter');
  await expect(page.getByText(/You forgot the \+ 1/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show the solution' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Hint' }).click();
  await expect(page.getByRole('button', { name: 'Show the solution' })).toBeVisible();
  await answer.fill(String(question?.answer));
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText(`Right: ${question?.answer}.`)).toBeVisible();
});

/**
 * Words that are cut off at the edge of their own box or of the page, words of two different elements that cover each other, words of the
 * graph that something beside it covers, and names of stages that its upper or lower edge cuts.
 */
function misplacedWords(): readonly string[] {
  const found: string[] = [];
  const main = document.querySelector('main');
  const boxes: { readonly element: Element; readonly rect: DOMRect; readonly text: string }[] = [];
  for (const element of main?.querySelectorAll(
    'h2, h3, p, li, label, button, a, output, text, figcaption, option:checked',
  ) ?? []) {
    const text = element.textContent?.trim() ?? '';
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '');
    if (text === '' || !own || element.closest('[role="tree"]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const rect = range.getBoundingClientRect();
    if (rect.width === 0 || rect.height === 0) continue;
    if (rect.right > innerWidth + 1 || rect.left < -1) found.push(`beyond the page: ${text}`);
    if (element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      found.push(`cut off: ${text}`);
    boxes.push({ element, rect, text });
  }
  const tree = main?.querySelector('[role="tree"]');
  const canvas = tree?.closest('svg')?.getBoundingClientRect();
  for (const word of canvas === undefined ? [] : (tree?.querySelectorAll('text') ?? [])) {
    const rect = word.getBoundingClientRect();
    const text = `${word.textContent} on the graph`;
    const left = Math.max(rect.left, canvas?.left ?? 0);
    const top = Math.max(rect.top, canvas?.top ?? 0);
    const right = Math.min(rect.right, canvas?.right ?? 0);
    const bottom = Math.min(rect.bottom, canvas?.bottom ?? 0);
    if (right <= left || bottom <= top) continue;
    const isStage =
      word.closest('[role="treeitem"], [data-shortcut]') === null && word.parentElement?.matches(':has(> title)');
    if (isStage && tree?.getAttribute('aria-orientation') === 'horizontal' && bottom - top < rect.height - 1)
      found.push(`cut by the edge: ${text}`);
    for (const { element, rect: other, text: words } of boxes) {
      const width = Math.min(right, other.right) - Math.max(left, other.left);
      const height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      if (width > 2 && height > 1 && element.closest('nav, article') === null)
        found.push(`overlap: ${text} | ${words}`);
    }
  }
  for (const [index, first] of boxes.entries())
    for (const second of boxes.slice(index + 1)) {
      if (first.element.contains(second.element) || second.element.contains(first.element)) continue;
      // The bar with Back and Continue stays in sight, over what scrolls beneath it.
      if (first.element.closest('nav') !== second.element.closest('nav')) continue;
      const width = Math.min(first.rect.right, second.rect.right) - Math.max(first.rect.left, second.rect.left);
      const height = Math.min(first.rect.bottom, second.rect.bottom) - Math.max(first.rect.top, second.rect.top);
      if (width > 2 && height > 3) found.push(`overlap: ${first.text} | ${second.text}`);
    }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  return found;
}

for (const width of [390, 1440])
  for (const { slug, steps } of lessons)
    test(`no words are cut off or cover each other in ${slug}, en, ko, ja, ${width} px`, async ({ page }) => {
      test.setTimeout(240_000);
      await page.setViewportSize({ width, height: 900 });
      for (const lang of ['en', 'ko', 'ja'])
        await test.step(lang, async () => {
          // Each language begins at the list of lessons, where no graph is left from the language before.
          await open(page, `#/resnet50?mode=learn&lang=${lang}`);
          await expect(page.locator('html')).toHaveAttribute('lang', lang);
          await expect(page.getByRole('tree')).toHaveCount(0);
          await open(page, `#/resnet50?mode=learn&lesson=${slug}&lang=${lang}`);
          for (let number = 1; number <= steps.length; number++) {
            if (number > 1) await page.getByRole('navigation').locator(`li:nth-child(${number}) [aria-label]`).click();
            await expect(page.locator(`nav li:nth-child(${number}) [aria-current="step"]`)).toBeVisible();
            await expect(page.locator('article p').nth(1)).toBeVisible();
            const hint = page.locator('form button').first();
            if (await hint.isVisible()) await page.locator('form input').first().fill('1');
            expect(await page.evaluate(misplacedWords), `${lang}, step ${number}`).toEqual([]);
          }
        });
    });

test('the puzzle refuses with both shapes until the projection fits, by keyboard, and has hints and other shapes', async ({
  page,
}) => {
  await open(page, '#/resnet50?mode=learn&lesson=shapes-disagree&step=3');
  const puzzle = page.getByRole('region', { name: 'Puzzle' });
  const verdict = puzzle.getByRole('status');
  const refused = page.locator('[role="treeitem"][data-refused]');
  await expect(verdict).toContainText('x still has 312 rows, F(x) has 78');
  await expect(refused).toHaveCount(1);
  await puzzle.getByRole('slider', { name: 'Stride S' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(verdict).toContainText('Stride 2 makes up for one convolution of F');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(verdict).toContainText('It fits. ⊕ adds [32, 78, 78] and [32, 78, 78]');
  await expect(refused).toHaveCount(0);
  await puzzle.getByRole('button', { name: 'Hint' }).click();
  await expect(puzzle.getByText('strides 2 · 2')).toBeVisible();
  await puzzle.getByRole('button', { name: 'Another pair of shapes' }).click();
  await expect(refused).toHaveCount(1);
  await page.getByRole('link', { name: 'Explore' }).click();
  await expect(page.locator('[role="treeitem"][data-id="layer1.0"]')).toHaveCount(1);
});

test('a window can be played with by keyboard; one that does not fit is answered with numbers', async ({ page }) => {
  await open(page, '#/resnet50?mode=learn&lesson=output-size&step=1');
  const play = page.getByRole('region', { name: 'Window to play with' });
  const conv = page.locator('[role="treeitem"][data-id="conv"]');
  await expect(conv).toContainText('1×5×5');
  await play.getByRole('slider', { name: 'Kernel K' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(conv).toContainText('1×4×4');
  await page.keyboard.press('End');
  await play.getByRole('slider', { name: 'Input I' }).focus();
  await page.keyboard.press('Home');
  await expect(play.getByText('a window of 7 does not fit into 5')).toBeVisible();
  await page.keyboard.press('End');
  await expect(play.getByText('does not fit')).toHaveCount(0);
  await expect(conv).toContainText('1×8×8');
});

test('branches are joined once each has the padding that keeps its size, by keyboard', async ({ page }) => {
  await open(page, '#/googlenet?mode=learn&lesson=inception&step=2');
  const play = page.getByRole('region', { name: 'Padding of the branches' });
  const verdict = play.getByRole('status');
  const refused = page.locator('[role="treeitem"][data-refused]');
  await expect(verdict).toContainText('28×28, 26×26, 24×24');
  await expect(refused).toHaveCount(1);
  for (const [branch, padding] of [
    ['3×3: padding P', 1],
    ['5×5: padding P', 2],
    ['Pool 3×3: padding P', 1],
  ] as const) {
    await play.getByRole('slider', { name: branch, exact: true }).focus();
    for (let press = 0; press < padding; press++) await page.keyboard.press('ArrowRight');
  }
  await expect(verdict).toContainText('joined to [416, 28, 28]');
  await expect(refused).toHaveCount(0);
});
