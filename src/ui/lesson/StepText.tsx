import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { analysisOfView } from '../../lessons/bench.ts';
import type { Lesson, Step } from '../../lessons/Lesson.ts';
import { hrefTo } from '../../state/navigation.ts';
import { app } from '../../state/store.ts';
import { Icon } from '../components/Icon.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import { ExerciseCard } from './ExerciseCard.tsx';
import { formatFacts } from './format-fact.ts';
import { ProjectionPuzzle } from './ProjectionPuzzle.tsx';
import { Prose } from './Prose.tsx';
import styles from './StepText.module.css';

/** The words of a step: title, a few sentences, and what is to be worked out. */
export function StepText({
  lesson: { slug },
  step,
  number,
}: {
  readonly lesson: Lesson;
  readonly step: Step;
  readonly number: number;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const hidden = useApp((state) => state.hidden);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Screen readers go on reading from here; on the first step the page itself has the focus.
    if (number > 1 && document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, [number]);
  const facts = useMemo(() => step.facts?.(analysisOfView(step.view)) ?? {}, [step]);
  return (
    <article>
      {!hidden.includes('list') && (
        <a className={styles['up']} href={hrefTo(app.getState(), { mode: 'learn', lesson: null, step: null })}>
          <span className={styles['arrow']}>
            <Icon name="fold" size={16} />
          </span>
          {t('lessons.learn.all')}
        </a>
      )}
      <p className={styles['lesson']}>{t(`lessons.${slug}.title`)}</p>
      <h2 ref={title} id="step-title" tabIndex={-1} className={styles['title']}>
        {t(`lessons.${slug}.${step.id}.title`)}
      </h2>
      <Prose text={t(`lessons.${slug}.${step.id}.body`, formatFacts(facts, format))} terms={step.terms} />
      {step.puzzle !== undefined && <ProjectionPuzzle slug={slug} task={step.puzzle} view={step.view} />}
      {!hidden.includes('exercises') &&
        step.exercises?.map((exercise) => <ExerciseCard key={exercise.id} slug={slug} exercise={exercise} />)}
    </article>
  );
}
