import type { ReactNode } from 'react';
import type { NodeReport } from '../../../engine/analysis.ts';
import { useT } from '../../hooks/use-t.ts';

/** How many rows and columns at the end no window touches; nothing where all are read. */
export function LostNote({ report: { lost, window } }: { readonly report: NodeReport }): ReactNode {
  const t = useT();
  if (lost === undefined) return null;
  if (lost.rows === 0 && lost.columns === 0) return t('inspector.nothingLost');
  const inPadding = window !== undefined && lost.rows <= window.padding[2] && lost.columns <= window.padding[3];
  if (lost.rows === lost.columns)
    return t(inPadding ? 'inspector.lostPadding' : 'inspector.lostBoth', { count: lost.rows });
  return t('inspector.lostEach', { rows: lost.rows, columns: lost.columns });
}
