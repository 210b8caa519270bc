import type { ReactNode } from 'react';
import { findLesson } from '../../lessons/index.ts';
import { useApp } from '../hooks/use-app.ts';
import { LessonList } from './LessonList.tsx';
import { LessonPlayer } from './LessonPlayer.tsx';

/** The list of lessons, or the one that is open. */
export function LearnPage({ graph }: { readonly graph: ReactNode }): ReactNode {
  const slug = useApp((state) => state.lesson);
  const lesson = findLesson(slug ?? '');
  return lesson === undefined ? (
    <LessonList unknown={slug} />
  ) : (
    <LessonPlayer key={lesson.slug} lesson={lesson} graph={graph} />
  );
}
