import type { ReactNode } from 'react';
import type { Lesson } from '../../lessons/Lesson.ts';
import { lessonProgress } from '../../state/lesson-progress.ts';
import { hrefTo } from '../../state/navigation.ts';
import { app } from '../../state/store.ts';
import { Icon } from '../components/Icon.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './LessonList.module.css';
import { shownLessons } from './shown-lessons.ts';

/** What can be learned, and how far one has come. */
export function LessonList({
  unknown,
}: {
  /** A slug of the address that no lesson has. */
  readonly unknown: string | null;
}): ReactNode {
  const t = useT();
  return (
    <div className={styles['page']}>
      <div className={styles['column']}>
        <h2>{t('lessons.learn.title')}</h2>
        <p className={styles['lead']}>{t('lessons.learn.lead')}</p>
        {unknown !== null && (
          <p role="alert" className={styles['alert']}>
            {t('lessons.learn.unknown', { lesson: unknown })}
          </p>
        )}
        <ol className={styles['list']}>
          {shownLessons.map((lesson) => (
            <LessonCard key={lesson.slug} lesson={lesson} />
          ))}
        </ol>
      </div>
    </div>
  );
}

function LessonCard({ lesson: { slug, steps, minutes } }: { readonly lesson: Lesson }): ReactNode {
  const t = useT();
  const progress = lessonProgress.of(slug);
  const at = Math.min(Math.max(progress.step, 1), steps.length);
  const isDone = progress.step >= steps.length;
  const start = isDone ? 1 : at;
  return (
    <li>
      <a
        className={styles['card']}
        href={hrefTo(app.getState(), { mode: 'learn', lesson: slug, step: start === 1 ? null : start })}
      >
        <span className={styles['name']}>{t(`lessons.${slug}.title`)}</span>
        <span className={styles['summary']}>{t(`lessons.${slug}.summary`)}</span>
        <span className={styles['meta']}>
          {isDone && <Icon name="check" size={16} />}
          {progress.step === 0
            ? t('lessons.learn.length', { steps: steps.length, minutes })
            : isDone
              ? t('lessons.learn.done')
              : t('lessons.learn.resume', { step: at, steps: steps.length })}
        </span>
        <span className={styles['track']} aria-hidden="true">
          <span style={{ width: `${(100 * Math.min(progress.step, steps.length)) / steps.length}%` }} />
        </span>
      </a>
    </li>
  );
}
