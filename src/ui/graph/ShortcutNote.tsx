import type { ReactNode } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { residualOf } from '../../engine/residual-of.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ShortcutNote.module.css';
import { shortcutReason } from './shortcut-reason.ts';

/** What the shortcut of the selected layer's block does, and why it must. */
export function ShortcutNote({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { node, refused } = useApp(({ node, refused }) => ({ node, refused }));
  const residual = residualOf(analysis, node);
  if (residual === undefined || residual.add === refused) return null;
  const { reason, values } = shortcutReason(analysis, residual);
  const text = t(`explore.because.${reason}`, values);
  return (
    <p className={styles['note']} title={text}>
      <b>{analysis.byId.get(residual.add)?.node.block}</b> {text}
    </p>
  );
}
