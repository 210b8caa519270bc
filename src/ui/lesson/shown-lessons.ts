import { lessons } from '../../lessons/index.ts';
import type { Lesson, Step } from '../../lessons/Lesson.ts';
import { builtInOf } from '../../state/built-in.ts';

/** The lessons, without the steps whose network has no built-in weights. */
export const shownLessons: readonly Lesson[] = lessons.map((lesson) => ({
  ...lesson,
  steps: lesson.steps.filter(canBeShown),
}));

function canBeShown({ widget, view }: Step): boolean {
  const needed =
    widget?.kind === 'cut' ? [view.network] : widget?.kind === 'backward' ? [view.network, widget.plain] : [];
  return needed.every((network) => builtInOf(network) !== undefined);
}
