import { type ReactNode, useState } from 'react';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './AddressForm.module.css';

/** Fetches a weights file from any address that lets pages fetch it. */
export function AddressForm({ onSent }: { onSent(): void }): ReactNode {
  const t = useT();
  const [url, setUrl] = useState('');
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onSent();
        void app.getState().useAddress(url);
      }}
    >
      <input
        className={styles['input']}
        type="url"
        required
        aria-label={t('run.address')}
        placeholder="https://…/model.safetensors"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button type="submit">{t('run.fetch')}</Button>
    </form>
  );
}
