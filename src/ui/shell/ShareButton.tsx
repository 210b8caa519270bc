import { type ReactNode, useEffect, useState } from 'react';
import { hrefToShare } from '../../state/navigation.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './ShareButton.module.css';

/** Milliseconds that the word about the outcome stays. */
const STAY = 4000;

/** Copies the address of exactly this view, language included, and says so. */
export function ShareButton(): ReactNode {
  const t = useT();
  const [outcome, setOutcome] = useState<'copied' | 'inAddressBar' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), STAY);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function share(): Promise<void> {
    const hash = hrefToShare(app.getState());
    try {
      await navigator.clipboard.writeText(new URL(hash, window.location.href).href);
      setOutcome('copied');
    } catch {
      window.history.replaceState(null, '', hash);
      setOutcome('inAddressBar');
    }
  }

  return (
    <>
      <Button look="quiet" title={t('shell.shareHint')} onClick={() => void share()}>
        <Icon name="share" />
        <span className={styles['word']}>{t('shell.share')}</span>
      </Button>
      <div aria-live="polite">
        {outcome !== null && (
          <p role="status" className={styles['toast']}>
            {t(`shell.share.${outcome}`)}
          </p>
        )}
      </div>
    </>
  );
}
