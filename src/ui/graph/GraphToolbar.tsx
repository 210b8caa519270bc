import type { ReactNode } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import type { Level } from '../../state/AppState.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { GraphExport } from './GraphExport.tsx';
import styles from './GraphToolbar.module.css';
import { SearchBox } from './SearchBox.tsx';

const levels: readonly (readonly [Level, string])[] = [
  [0, 'explore.stages'],
  [1, 'explore.blocks'],
  [2, 'explore.layers'],
];

/** How much is shown, search, and the graph as a picture. */
export function GraphToolbar({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const level = useApp((state) => state.level);
  return (
    <div className={styles['bar']}>
      <fieldset className={styles['levels']} aria-label={t('explore.level')}>
        {levels.map(([value, key]) => (
          <button
            key={value}
            type="button"
            className={styles['level']}
            aria-pressed={level === value}
            onClick={() => app.getState().setLevel(value)}
          >
            {t(key)}
          </button>
        ))}
      </fieldset>
      <SearchBox analysis={analysis} />
      <GraphExport />
    </div>
  );
}
