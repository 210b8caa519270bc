import { type ReactNode, useState } from 'react';
import type { NodeReport } from '../../engine/analysis.ts';
import { kerasLine } from '../../export/code/keras-line.ts';
import { pytorchLine } from '../../export/code/pytorch-line.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { CodeBlock } from '../components/layer/CodeBlock.tsx';
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

function Source({ name, text }: { readonly name: string; readonly text: string | null }): ReactNode {
  const t = useT();
  const [outcome, setOutcome] = useState<'copied' | 'copyDenied' | null>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text ?? '');
      setOutcome('copied');
    } catch {
      setOutcome('copyDenied');
    }
  }
  return (
    <section className={styles['source']} aria-label={name}>
      <div className={styles['head']}>
        <h3 className={styles['name']}>{name}</h3>
        <span role="status" className={styles['words']}>
          {outcome !== null && t(`inspector.${outcome}`)}
        </span>
        {text !== null && (
          <Button look="quiet" aria-label={t('inspector.copy', { name })} onClick={() => void copy()}>
            <Icon name="copy" />
          </Button>
        )}
      </div>
      {text === null ? <p className={styles['words']}>{t('inspector.noKeras')}</p> : <CodeBlock text={text} />}
    </section>
  );
}
