import type { ReactNode } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import type { CutSide } from '../../../engine/cut-residual.ts';
import { residualOf } from '../../../engine/residual-of.ts';
import { app } from '../../../state/store.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './CutBar.module.css';

const SIDES = [
  { side: 'shortcut', key: 'X' },
  { side: 'branch', key: 'F' },
] as const satisfies readonly { readonly side: CutSide; readonly key: string }[];

/** What can be cut of the chosen block: its shortcut (key X) or its branch (key F), and what it then puts out. */
export function CutBar({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { node, cuts } = useApp(({ node, cuts }) => ({ node, cuts }));
  const residual = residualOf(analysis, node);
  if (analysis.residuals.length === 0) return null;
  if (residual === undefined) return <p className={styles['bar']}>{t('cuts.choose')}</p>;
  const block = analysis.byId.get(residual.add)?.node.block ?? residual.add;
  const cut = cuts.get(residual.add);
  return (
    <section aria-label={t('cuts.of', { block })} className={styles['bar']}>
      <span className={styles['block']}>{block}</span>
      <span className={styles['sum']} aria-hidden="true">
        <span data-cut={cut === 'shortcut' || undefined}>x</span> +{' '}
        <span data-cut={cut === 'branch' || undefined}>F(x)</span>
      </span>
      <span className={styles['buttons']}>
        {SIDES.map(({ side, key }) => (
          <button
            key={side}
            type="button"
            className={styles['cut']}
            aria-pressed={cut === side}
            aria-keyshortcuts={key}
            data-key={key}
            aria-label={t(`cuts.${side}Of`, { block })}
            onClick={() => app.getState().toggleCut(residual.add, side)}
          >
            {t(`cuts.${side}`)}
          </button>
        ))}
      </span>
    </section>
  );
}
