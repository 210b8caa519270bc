import { existsSync } from 'node:fs';
import { lessons } from '../src/lessons/index.ts';
import type { Lesson } from '../src/lessons/Lesson.ts';

/** The lessons as the page shows them: without the steps whose network has no built-in weights. */
export const shownLessons: readonly Lesson[] = lessons.map((lesson) => ({
  ...lesson,
  steps: lesson.steps.filter(
    ({ widget, view }) =>
      widget?.kind !== 'cut' || existsSync(new URL(`../public/weights/${view.network}.json`, import.meta.url)),
  ),
}));
