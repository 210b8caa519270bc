import type { ReactNode } from 'react';
import { app } from '../../../state/store.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { Change } from './CutAnswers.tsx';
import styles from './CutTable.module.css';
import { useCutStudy } from './use-cut-study.ts';

const SIDES = ['shortcut', 'branch'] as const;

/** Block by block: how much it adds to x, what of it is cut, and what the answer loses with it alone cut. */
export function CutTable(): ReactNode {
  const t = useT();
  const format = useFormat();
  const { analysis, cuts, node } = useApp(({ analysis, cuts, node }) => ({ analysis, cuts, node }));
  const { wholeRatios, cutRatios, losses, side } = useCutStudy(({ wholeRatios, cutRatios, losses, side }) => ({
    wholeRatios,
    cutRatios,
    losses,
    side,
  }));
  const ratio = (value: number | undefined): string => (value === undefined ? '' : format.decimal(value));
  const point = (nodes: readonly string[]) => () => app.getState().setLit(nodes);
  return (
    <table className={styles['rows']}>
      <thead>
        <tr>
          <th scope="col">{t('cuts.block')}</th>
          <th scope="col">||F(x)|| / ||x||</th>
          {cutRatios.size > 0 && <th scope="col">{t('cuts.cut')}</th>}
          <th scope="col">{t('cuts.cutHere')}</th>
          <th scope="col">{t(losses.size === 0 ? 'cuts.alone' : `cuts.${side}Alone`)}</th>
        </tr>
      </thead>
      <tbody>
        {analysis?.residuals.map(({ add, kind }) => {
          const block = analysis.byId.get(add)?.node.block ?? add;
          const loss = losses.get(add);
          return (
            <tr
              key={add}
              data-selected={node === add || undefined}
              onPointerEnter={point([add])}
              onPointerLeave={point([])}
            >
              <th scope="row">
                {block}
                <span className={styles['kind']}>{t(`cuts.kind.${kind}`)}</span>
              </th>
              <td>{ratio(wholeRatios.get(add))}</td>
              {cutRatios.size > 0 && <td>{ratio(cutRatios.get(add))}</td>}
              <td className={styles['buttons']}>
                {SIDES.map((which) => (
                  <button
                    key={which}
                    type="button"
                    className={styles['cut']}
                    aria-pressed={cuts.get(add) === which}
                    aria-label={t(`cuts.${which}Of`, { block })}
                    onClick={() => app.getState().toggleCut(add, which)}
                  >
                    {which === 'shortcut' ? 'x' : 'F'}
                  </button>
                ))}
              </td>
              <td>{loss !== undefined && <Change by={-loss} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
