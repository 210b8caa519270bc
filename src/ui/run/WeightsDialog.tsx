import type { ReactNode } from 'react';
import { builtInLike } from '../../state/built-in.ts';
import { findNetwork } from '../../zoo/index.ts';
import { catalogue, smallestLike } from '../../zoo/weights.ts';
import { Dialog } from '../components/Dialog.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { AddressForm } from './AddressForm.tsx';
import { EntryList } from './EntryList.tsx';
import { StoredList } from './StoredList.tsx';
import styles from './WeightsDialog.module.css';

/** Every way to give the network weights but the user's own file: shipped, downloaded, stored, from an address. */
export function WeightsDialog({ onClose }: { onClose(): void }): ReactNode {
  const t = useT();
  const network = useApp((state) => state.network);
  const like = builtInLike(network);
  const known = catalogue.filter((entry) => entry.network === network);
  const relative = smallestLike(network);
  const isRelative = known.length === 0 && relative !== undefined;
  const entries = isRelative ? [relative] : known;
  const titleOf = (id: string): string => findNetwork(id)?.title ?? id;
  return (
    <Dialog title={t('run.weights')} onClose={onClose}>
      <div className={styles['groups']}>
        {like !== undefined && (
          <Group title={t('run.comesWithApp', { network: titleOf(like.network) })}>
            <EntryList entries={[like]} onChosen={onClose} />
          </Group>
        )}
        <Group title={t('run.thousandOf', { network: titleOf(entries[0]?.network ?? network) })}>
          {isRelative && <p className={styles['soft']}>{t('run.noneKnown', { network: titleOf(network) })}</p>}
          <EntryList entries={entries} onChosen={onClose} />
        </Group>
        <StoredList onChosen={onClose} />
        <Group title={t('run.address')}>
          <AddressForm onSent={onClose} />
        </Group>
      </div>
    </Dialog>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h3 className={styles['title']}>{title}</h3>
      {children}
    </section>
  );
}
