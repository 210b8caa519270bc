import type { ReactNode } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { LessonList } from './LessonList.tsx';
import { LessonPlayer } from './LessonPlayer.tsx';
import { shownLessons } from './shown-lessons.ts';

/** The list of lessons, or the one that is open. */
export function LearnPage({
  graph,
  cuttable,
}: {
  readonly graph: ReactNode;
  /** The graph of steps in which shortcuts are cut. */
  readonly cuttable: ReactNode;
}): ReactNode {
  const slug = useApp((state) => state.lesson);
  const lesson = shownLessons.find((item) => item.slug === slug);
  return lesson === undefined ? (
    <LessonList unknown={slug} />
  ) : (
    <LessonPlayer key={lesson.slug} lesson={lesson} graph={graph} cuttable={cuttable} />
  );
}
