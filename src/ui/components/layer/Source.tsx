import { type ReactNode, useState } from 'react';
import { useT } from '../../hooks/use-t.ts';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { CodeBlock } from './CodeBlock.tsx';
import styles from './Source.module.css';

/** Source in one language, with a button that copies it; says so where that language has no such layer (`null`). */
export function Source({ name, text }: { readonly name: string; readonly text: string | null }): ReactNode {
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
