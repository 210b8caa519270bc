import { type ReactNode, useState } from 'react';
import { useT } from '../hooks/use-t.ts';
import styles from './ModelCardButton.module.css';
import { ModelCardDialog } from './ModelCardDialog.tsx';

/** A link in a line of text that opens the card of a network that the project trained. */
export function ModelCardButton({ network }: { readonly network: string }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles['link']} onClick={() => setOpen(true)}>
        {t('run.card')}
      </button>
      {isOpen && <ModelCardDialog network={network} onClose={() => setOpen(false)} />}
    </>
  );
}
