import type { ReactNode } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { app } from '../../state/store.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './StageTable.module.css';
import { stageCosts } from './stage-costs.ts';

/** Where the parameters and the work of a network are, stage by stage. A stage's name leads to its first layer. */
export function StageTable({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { percent } = useFormat();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('inspector.stage')}</th>
          <th scope="col">{t('inspector.params')}</th>
          <th scope="col">{t('explore.measure.macs')}</th>
        </tr>
      </thead>
      <tbody>
        {stageCosts(analysis).map(({ id, title, shape, first, params, macs }) => (
          <tr key={id}>
            <th scope="row">
              <button type="button" className={styles['stage']} onClick={() => app.getState().select(first)}>
                {title}
              </button>
              <span className={styles['shape']}>{shape.join('×')}</span>
            </th>
            {[params / analysis.trainable, macs / analysis.macs].map((share, column) => (
              <td key={column}>
                {percent(share)}
                <span className={styles['track']}>
                  <span className={styles['bar']} style={{ width: `${share * 100}%` }} />
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
