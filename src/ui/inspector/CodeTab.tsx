import type { ReactNode } from 'react';
import type { NodeReport } from '../../engine/analysis.ts';
import { kerasLine } from '../../export/code/keras-line.ts';
import { pytorchLine } from '../../export/code/pytorch-line.ts';
import { Source } from '../components/layer/Source.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './CodeTab.module.css';

/** The line that makes the layer, in PyTorch and in Keras. */
export function CodeTab({ report }: { readonly report: NodeReport }): ReactNode {
  const t = useT();
  return (
    <>
      <Source name="PyTorch" text={pytorchLine(report)} />
      <Source name="Keras" text={kerasLine(report)} />
      {report.node.module !== undefined && (
        <p className={styles['words']}>{t('inspector.modulePath', { path: report.node.module })}</p>
      )}
    </>
  );
}
