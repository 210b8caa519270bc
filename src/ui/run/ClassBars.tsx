import type { ReactNode } from 'react';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ClassBars.module.css';

/** Share of each class's test pictures that is classified rightly. */
export function ClassBars({
  classes,
  percents,
}: {
  readonly classes: readonly string[];
  readonly percents: readonly number[];
}): ReactNode {
  const t = useT();
  const format = useFormat();
  return (
    <ul className={styles['bars']}>
      {classes.map((name, index) => {
        const percent = percents[index] ?? 0;
        return (
          <li key={name} className={styles['item']}>
            <span>{t(`run.sample.${name}`)}</span>
            <span aria-hidden="true" className={styles['track']}>
              <span className={styles['bar']} style={{ width: `${percent}%` }} />
            </span>
            <span className={styles['percent']}>{format.percent(percent / 100)}</span>
          </li>
        );
      })}
    </ul>
  );
}
