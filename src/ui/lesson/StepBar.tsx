import type { ReactNode } from 'react';
import type { Lesson } from '../../lessons/Lesson.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './StepBar.module.css';

/** Back, Continue, and where one stands in the lesson. */
export function StepBar({
  lesson: { slug, steps },
  number,
  onGo,
}: {
  readonly lesson: Lesson;
  readonly number: number;
  onGo(step: number): void;
}): ReactNode {
  const t = useT();
  return (
    <nav className={styles['bar']} aria-label={t('lessons.learn.steps')}>
      <ol className={styles['dots']}>
        {steps.map((step, index) => (
          <li key={step.id}>
            <button
              type="button"
              className={styles['dot']}
              data-seen={index + 1 < number || undefined}
              aria-current={index + 1 === number ? 'step' : undefined}
              aria-label={t('lessons.learn.goTo', { step: index + 1, title: t(`lessons.${slug}.${step.id}.title`) })}
              title={t(`lessons.${slug}.${step.id}.title`)}
              onClick={() => onGo(index + 1)}
            />
          </li>
        ))}
      </ol>
      <div className={styles['buttons']}>
        <Button disabled={number === 1} onClick={() => onGo(number - 1)}>
          {t('lessons.learn.back')}
        </Button>
        <span className={styles['count']} role="status">
          {t('lessons.learn.position', { step: number, steps: steps.length })}
        </span>
        {number < steps.length ? (
          <Button look="primary" onClick={() => onGo(number + 1)}>
            {t('lessons.learn.next')}
            <span className={styles['key']} aria-hidden="true">
              →
            </span>
          </Button>
        ) : (
          <Button look="primary" onClick={() => app.getState().openLesson(null)}>
            {t('lessons.learn.finish')}
          </Button>
        )}
      </div>
    </nav>
  );
}
