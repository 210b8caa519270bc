import type { ReactNode } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import { residualOf } from '../../../engine/residual-of.ts';
import { formatShape } from '../../../engine/shape.ts';
import { sidesOf } from '../../../state/cut-study.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import { MapRows } from './MapRows.tsx';

/** The maps that meet at the ⊕ of the chosen block, and, with something cut, what the chosen layer makes of the picture before and after. */
export function BlockMaps({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { node, isCut } = useApp(({ node, ranCuts }) => ({ node, isCut: ranCuts.size > 0 }));
  const residual = residualOf(analysis, node);
  const sum = analysis.byId.get(residual?.add ?? '');
  const chosen = analysis.byId.get(node ?? '');
  return (
    <>
      {residual !== undefined && sum !== undefined && (
        <MapRows
          key={residual.add}
          title={t('cuts.sumTitle', { block: sum.node.block ?? residual.add, shape: formatShape(sum.output) })}
          shape={sum.output}
          rows={[
            { id: sidesOf(residual).x, of: 'whole', name: 'x' },
            { id: sidesOf(residual).f, of: 'whole', name: 'F(x)' },
            { id: residual.add, of: 'whole', name: 'x + F(x)' },
          ]}
        />
      )}
      {isCut && node !== null && chosen !== undefined && chosen.node.role === undefined && (
        <MapRows
          key={`${node} cut`}
          title={t('cuts.compareTitle', { layer: node, shape: formatShape(chosen.output) })}
          shape={chosen.output}
          rows={[
            { id: node, of: 'whole', name: t('cuts.whole') },
            { id: node, of: 'last', name: t('cuts.cut') },
            { id: node, of: 'difference', name: t('cuts.difference') },
          ]}
        />
      )}
    </>
  );
}
