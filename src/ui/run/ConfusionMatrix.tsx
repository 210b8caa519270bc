import { scaleSqrt } from 'd3';
import type { CSSProperties, ReactNode } from 'react';
import { useT } from '../hooks/use-t.ts';
import styles from './ConfusionMatrix.module.css';

/** Share of a class above which the number stands on a strong colour. */
const STRONG = 0.3;

/** Test pictures by true class (row) and predicted class (column); the stronger the colour, the larger the share of the row. */
export function ConfusionMatrix({
  classes,
  counts,
}: {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}): ReactNode {
  const t = useT();
  // The root lets the few wrong ones be seen beside the many right ones; what is strong is strong enough for light letters.
  const weak = scaleSqrt([0, 1], [0, 100]);
  const strength = (share: number): number => (share > STRONG ? 85 + 15 * share : weak(share));
  const nameOf = (name: string): string => t(`run.sample.${name}`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it has no room
    <section className={styles['scroll']} aria-label={t('run.confusion')} tabIndex={0}>
      <table className={styles['matrix']}>
        <caption className={styles['caption']}>{t('run.confusionHint')}</caption>
        <thead>
          <tr>
            <td />
            {classes.map((name) => (
              <th key={name} scope="col" className={styles['column']}>
                <span>{nameOf(name)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, truth) => {
            const total = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={classes[truth]}>
                <th scope="row">{nameOf(classes[truth] ?? '')}</th>
                {row.map((count, guess) => {
                  const share = total === 0 ? 0 : count / total;
                  const style: CSSProperties & Readonly<Record<'--strength', string>> = {
                    '--strength': `${strength(share)}%`,
                  };
                  return (
                    <td
                      key={classes[guess]}
                      className={styles[truth === guess ? 'right' : 'wrong']}
                      data-strong={share > STRONG}
                      style={style}
                    >
                      {count === 0 ? '' : count}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
