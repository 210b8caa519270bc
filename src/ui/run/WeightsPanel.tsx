import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { FileButton } from '../components/FileButton.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import { ModelCardButton } from './ModelCardButton.tsx';
import { useEntryText } from './use-entry-text.ts';
import { WeightsButton } from './WeightsButton.tsx';
import styles from './WeightsPanel.module.css';

/** Which weights the network has, and the ways to others. */
export function WeightsPanel(): ReactNode {
  const t = useT();
  const hasWeights = useApp((state) => state.weights !== null);
  return (
    <section aria-label={t('run.weights')} className={styles['panel']}>
      <h2 className={styles['title']}>{t('run.weights')}</h2>
      {hasWeights ? <Current /> : <p className={styles['soft']}>{t('run.noWeights')}</p>}
      <div className={styles['actions']}>
        <WeightsButton />
        <FileButton
          label={t('run.weightsFile')}
          accept=".safetensors,.pth,.pt,.th,.bin,.ckpt"
          onFile={(file) => void app.getState().openWeights(file)}
        >
          {t('run.openFile')}
        </FileButton>
      </div>
    </section>
  );
}

function Current(): ReactNode {
  const t = useT();
  const format = useFormat();
  const text = useEntryText();
  const errorText = useErrorText();
  const weights = useApp((state) => state.weights);
  if (weights === null) return null;
  const { entry, unexpected, nonFinite, format: fileFormat, bytes, loss } = weights;
  const facts = [...(entry === undefined ? [] : [text.accuracy(entry)]), fileFormat, format.bytes(bytes)];
  return (
    <div className={styles['current']}>
      <p className={styles['name']}>{entry === undefined ? weights.title : text.title(entry)}</p>
      <p className={styles['soft']}>
        {facts.join(' · ')}
        {entry?.kind === 'built-in' && (
          <>
            {' '}
            <ModelCardButton network={entry.network} />
          </>
        )}
      </p>
      {loss !== undefined && <p className={styles['loss']}>{errorText(loss)}</p>}
      {unexpected.length > 0 && <p className={styles['soft']}>{t('run.ignored', { count: unexpected.length })}</p>}
      {nonFinite.length > 0 && (
        <p role="alert" className={styles['warning']}>
          {t('run.nonFiniteWeights', { count: nonFinite.length, first: nonFinite[0] ?? '' })}
        </p>
      )}
    </div>
  );
}
