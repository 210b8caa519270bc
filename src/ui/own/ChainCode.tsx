import { type ReactNode, useMemo } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { kerasSequential, pytorchSequential } from '../../export/code/sequential.ts';
import { Source } from '../components/layer/Source.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './ChainCode.module.css';

/** The chain as source in both frameworks, to be copied. */
export function ChainCode({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { torch, keras } = useMemo(
    () => ({ torch: pytorchSequential(analysis), keras: kerasSequential(analysis) }),
    [analysis],
  );
  return (
    <div className={styles['code']}>
      <Source name="PyTorch" text={torch} />
      <div>
        <Source name="Keras" text={keras.text} />
        {keras.missing.length > 0 && (
          <p className={styles['missing']}>{t('own.missing', { kinds: keras.missing.join(', ') })}</p>
        )}
      </div>
    </div>
  );
}
