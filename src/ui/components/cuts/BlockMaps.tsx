import { type ReactNode, useMemo } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import { residualOf } from '../../../engine/residual-of.ts';
import { formatShape } from '../../../engine/shape.ts';
import { sidesOf } from '../../../state/cut-study.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './CutStudy.module.css';
import { type MapRow, MapRows } from './MapRows.tsx';
import { type Output, useOutputs } from './use-outputs.ts';

/** The maps that meet at the ⊕ of the chosen block, and, with something cut, what the chosen layer makes of the picture before and after. */
export function BlockMaps({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const { node, isCut } = useApp(({ node, ranCuts }) => ({ node, isCut: ranCuts.size > 0 }));
  const residual = residualOf(analysis, node);
  const isRunning = node !== null && analysis.byId.get(node)?.node.role === undefined;
  return (
    <>
      {residual !== undefined && (
        <Sum key={residual.add} add={residual.add} block={nameOf(analysis, residual.add)} {...sidesOf(residual)} />
      )}
      {isCut && isRunning && <Compared key={node} id={node} />}
    </>
  );
}

/** x, F(x) and x + F(x) as they are in the whole network. */
function Sum({
  add,
  block,
  f,
  x,
}: {
  readonly add: string;
  readonly block: string;
  readonly f: string;
  readonly x: string;
}): ReactNode {
  const t = useT();
  const names = ['x', 'F(x)', 'x + F(x)'];
  return (
    <Rows
      title={(shape) => t('cuts.sumTitle', { block, shape })}
      wanted={[x, f, add].map((id) => ({ id, whole: true }))}
      toRows={(outputs) => outputs.map(({ id, data }, index) => ({ id, data, name: names[index] ?? '' }))}
    />
  );
}

/** A layer's maps in the whole network and in the one that is cut, and what one is more than the other. */
function Compared({ id }: { readonly id: string }): ReactNode {
  const t = useT();
  return (
    <Rows
      title={(shape) => t('cuts.compareTitle', { layer: id, shape })}
      wanted={[
        { id, whole: true },
        { id, whole: false },
      ]}
      toRows={([whole, cut]) =>
        whole === undefined || cut === undefined
          ? []
          : [
              { id: 'whole', name: t('cuts.whole'), data: whole.data },
              { id: 'cut', name: t('cuts.cut'), data: cut.data },
              {
                id: 'difference',
                name: t('cuts.difference'),
                data: cut.data.map((value, index) => value - (whole.data[index] ?? 0)),
              },
            ]
      }
    />
  );
}

function Rows({
  title,
  wanted,
  toRows,
}: {
  title(shape: string): string;
  readonly wanted: readonly { readonly id: string; readonly whole: boolean }[];
  toRows(outputs: readonly Output[]): readonly MapRow[];
}): ReactNode {
  const errorText = useErrorText();
  const { outputs, error } = useOutputs(wanted);
  const rows = useMemo(() => (outputs === null ? null : toRows(outputs)), [outputs, title('')]);
  if (error !== null)
    return (
      <p role="alert" className={styles['error']}>
        {errorText(error)}
      </p>
    );
  const shape = outputs?.[0]?.shape;
  if (rows === null || shape === undefined) return null;
  return <MapRows title={title(formatShape(shape))} shape={shape} rows={rows} />;
}

function nameOf(analysis: Analysis, add: string): string {
  return analysis.byId.get(add)?.node.block ?? add;
}
