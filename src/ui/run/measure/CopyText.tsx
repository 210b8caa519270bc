import { type ReactNode, useState } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import type { Measured } from '../../../state/measure.ts';
import { Button } from '../../components/Button.tsx';
import { useT } from '../../hooks/use-t.ts';
import styles from './MeasureDialog.module.css';
import { toText } from './to-text.ts';

/** Copies all that was measured as text, a tab between two columns; where copying is not allowed, the text is shown to be selected. */
export function CopyText({
  analysis,
  measured,
}: {
  readonly analysis: Analysis;
  readonly measured: readonly Measured[];
}): ReactNode {
  const t = useT();
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const text = toText(analysis, measured, navigator.userAgent);
  return (
    <div className={styles['copy']}>
      <div className={styles['row']}>
        <Button
          onClick={() =>
            navigator.clipboard.writeText(text).then(
              () => setState('copied'),
              () => setState('refused'),
            )
          }
        >
          {t('run.measure.copy')}
        </Button>
        <p role="status" className={styles['soft']}>
          {state === 'idle' ? '' : t(`run.measure.${state}`)}
        </p>
      </div>
      {state === 'refused' && (
        <textarea className={styles['plain']} aria-label={t('run.measure.copy')} readOnly rows={8} value={text} />
      )}
    </div>
  );
}
