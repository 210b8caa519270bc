import type { ReactNode } from 'react';
import type { Lesson } from '../../../lessons/Lesson.ts';
import { writeLab } from '../../../lessons/lab-settings.ts';
import { DEPTH_RECORD, type RecordedRun } from '../../../lessons/record.ts';
import { recordedRuns } from '../../../lessons/recorded-runs.ts';
import { hrefTo } from '../../../state/navigation.ts';
import { app } from '../../../state/store.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './RecordWidget.module.css';

const { depths, shortcuts, settings, steps } = DEPTH_RECORD;

/** Every recorded run as a dot, full where it learned the task; each opens the laboratory with its settings. */
export function RecordWidget({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const t = useT();
  const format = useFormat();
  const training = lesson.steps.findIndex(({ widget }) => widget?.kind === 'training') + 1;

  function name({ seed, reached, accuracy }: RecordedRun): string {
    return reached === null
      ? t('lessons.lab.seedFailed', { seed, accuracy: format.percent(accuracy), steps })
      : t('lessons.lab.seedLearned', { seed, accuracy: format.percent(accuracy), steps: reached });
  }
  return (
    <div className={styles['record']}>
      {depths.map((depth) =>
        shortcuts.map((shortcut) => {
          const runs = recordedRuns.filter((run) => run.depth === depth && run.shortcut === shortcut);
          const learned = runs.filter(({ reached }) => reached !== null).length;
          const title = t('lessons.lab.recordRow', { depth, network: t(`lessons.lab.with.${shortcut}`) });
          return (
            <section key={`${depth}${shortcut}`} className={styles['row']} aria-label={title}>
              <h3>{title}</h3>
              <ol className={styles['dots']}>
                {runs.map((run) => (
                  <li key={run.seed}>
                    <a
                      className={styles['dot']}
                      data-learned={run.reached !== null || undefined}
                      aria-label={name(run)}
                      title={name(run)}
                      href={hrefTo(app.getState(), {
                        step: training,
                        lab: writeLab({ ...settings, depth, seed: run.seed }),
                      })}
                    >
                      {run.seed}
                    </a>
                  </li>
                ))}
              </ol>
              <b className={styles['sum']}>{t('lessons.lab.recordSum', { learned, seeds: runs.length })}</b>
            </section>
          );
        }),
      )}
    </div>
  );
}
