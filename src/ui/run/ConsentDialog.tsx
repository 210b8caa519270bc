import type { ReactNode } from 'react';
import type { CatalogueEntry } from '../../zoo/weights.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ConsentDialog.module.css';
import { useEntryText } from './use-entry-text.ts';

/** Asks for consent to a non-commercial licence before anything is downloaded. */
export function ConsentDialog({
  entry,
  onAgree,
  onClose,
}: {
  readonly entry: CatalogueEntry;
  onAgree(): void;
  onClose(): void;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const text = useEntryText();
  return (
    <Dialog title={t('run.licence')} onClose={onClose}>
      <p>
        {t('run.licenceText', {
          title: `${entry.network}, ${text.title(entry)}`,
          licence: entry.licence.name,
          source: entry.source,
        })}
      </p>
      <p>
        <a href={entry.licence.url} target="_blank" rel="noreferrer">
          {entry.licence.name}
        </a>
      </p>
      <div className={styles['actions']}>
        <Button look="primary" onClick={onAgree}>
          {t('run.agree', { bytes: format.bytes(entry.bytes) })}
        </Button>
        <Button onClick={onClose}>{t('run.cancel')}</Button>
      </div>
    </Dialog>
  );
}
