import type { ReactNode } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ShortcutNote.module.css';
import { shortcutReason } from './shortcut-reason.ts';

/** What the shortcut of the selected layer's block does, and why it must. */
export function ShortcutNote({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { node, refused } = useApp(({ node, refused }) => ({ node, refused }));
  const block = node === null ? undefined : analysis.byId.get(node)?.node.block;
  if (block === undefined) return null;
  const residual = analysis.residuals.find(({ add }) => analysis.byId.get(add)?.node.block === block);
  if (residual === undefined || residual.add === refused) return null;
  const { reason, values } = shortcutReason(analysis, residual);
  return (
    <p className={styles['note']}>
      <b>{block}</b> {t(`explore.because.${reason}`, values)}
    </p>
  );
}
