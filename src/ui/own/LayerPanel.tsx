import { type ReactNode, useState } from 'react';
import type { ChainError } from '../../chain/analyze-chain.ts';
import type { Chain } from '../../chain/Chain.ts';
import { replaceLayer } from '../../chain/edit-chain.ts';
import type { Analysis } from '../../engine/analysis.ts';
import { formatShape } from '../../engine/shape.ts';
import { pytorchLine } from '../../export/code/pytorch-line.ts';
import { CodeBlock } from '../components/layer/CodeBlock.tsx';
import { Facts } from '../components/layer/Facts.tsx';
import { FormulaCard } from '../components/layer/FormulaCard.tsx';
import type { Letter } from '../components/layer/formula-lines.ts';
import { LayerHead } from '../components/layer/LayerHead.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './LayerPanel.module.css';
import { LayerWindow } from './LayerWindow.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { editChain } from './use-chain.ts';

/** The chosen layer: its settings, the formula with its numbers, its cost, and its window, live. */
export function LayerPanel({
  chain,
  at,
  analysis,
  error,
}: {
  readonly chain: Chain;
  readonly at: number;
  readonly analysis: Analysis;
  readonly error: ChainError | null;
}): ReactNode {
  const t = useT();
  const [lit, setLit] = useState<Letter | null>(null);
  const layer = chain.layers[at];
  const report = analysis.reports[at + 1];
  const arriving = analysis.reports[at]?.output;
  if (layer === undefined) return null;
  const name = t('own.layerOf', { layer: at + 1, count: chain.layers.length });
  return (
    <section className={styles['panel']} aria-label={t('inspector.layer')}>
      {report === undefined ? (
        <header className={styles['head']}>
          <h2 className={styles['name']}>
            {name} · {layer.kind}
          </h2>
          <p className={styles['stopped']}>
            {arriving === undefined
              ? t('own.notReached', { layer: (error?.at ?? 0) + 1 })
              : t('own.stopsHere', { shape: formatShape(arriving) })}
          </p>
        </header>
      ) : (
        <LayerHead report={report} name={name} />
      )}
      <p className={styles['words']}>{t(`layers.${layer.kind}.what`)}</p>
      <SettingsForm
        key={`${at} ${layer.kind}`}
        layer={layer}
        arriving={arriving}
        lit={lit}
        onLight={setLit}
        onChange={(changed, field) => editChain(replaceLayer(chain, at, changed), `${at}.${field}`)}
      />
      {report !== undefined && (
        <>
          <FormulaCard report={report} lit={lit} onLight={setLit} />
          <Facts analysis={analysis} report={report} />
          {report.window !== undefined && (
            <LayerWindow
              key={JSON.stringify([at, report.window, report.inputs])}
              analysis={analysis}
              report={report}
              lit={lit}
            />
          )}
          <CodeBlock text={pytorchLine(report)} lit={lit} />
        </>
      )}
    </section>
  );
}
