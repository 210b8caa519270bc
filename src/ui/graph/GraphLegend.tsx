import type { ReactNode } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './GraphLegend.module.css';

/** What the lines of this network mean. */
export function GraphLegend({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const kinds = (['identity', 'projection', 'zero-pad'] as const).filter((kind) =>
    analysis.residuals.some((residual) => residual.kind === kind),
  );
  return (
    <ul className={styles['legend']} aria-label={t('explore.legend')}>
      {kinds.map((kind) => (
        <li key={kind} data-shortcut={kind}>
          <Line kind={kind} />
          {t(`explore.legend.${kind}`)}
        </li>
      ))}
      <li>
        <Line kind="tensor" />
        {t('explore.legend.tensor')}
      </li>
    </ul>
  );
}

function Line({ kind }: { readonly kind: string }): ReactNode {
  return (
    <svg width="28" height="8" aria-hidden="true" className={styles['line']} data-line={kind}>
      <path d="M0 4h28" />
    </svg>
  );
}
