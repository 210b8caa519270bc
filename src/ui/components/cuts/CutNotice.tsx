import type { ReactNode } from 'react';
import { app } from '../../../state/store.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import { Button } from '../Button.tsx';
import styles from './CutNotice.module.css';

/** Ways that are named one by one. */
const NAMED = 3;

/** Says plainly that the network is cut, and where; with the way back. */
export function CutNotice(): ReactNode {
  const t = useT();
  const { cuts, ranCuts, analysis, hasResult } = useApp(({ cuts, ranCuts, analysis, result }) => ({
    cuts,
    ranCuts,
    analysis,
    hasResult: result !== null,
  }));
  if (cuts.size === 0) return null;
  const named = Array.from(cuts, ([add, side]) =>
    t(`cuts.${side}Named`, { block: analysis?.byId.get(add)?.node.block ?? add }),
  );
  const rest = named.length - NAMED;
  return (
    <div role="note" className={styles['notice']}>
      <p>
        <b>{t('cuts.isCut')}</b> {named.slice(0, NAMED).join(', ')}
        {rest > 0 && ` ${t('cuts.more', { count: rest })}`}
      </p>
      {hasResult && ranCuts !== cuts && <p>{t('cuts.stale')}</p>}
      <Button look="quiet" onClick={app.getState().joinAll}>
        {t('cuts.join')}
      </Button>
    </div>
  );
}
