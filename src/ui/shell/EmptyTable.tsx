import type { ReactNode } from 'react';
import { emptyAddress, writeAddress } from '../../state/permalink.ts';
import { findNetwork } from '../../zoo/index.ts';
import { Notice } from '../components/Notice.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './EmptyTable.module.css';

/** Good networks to begin with, from small to large. */
const STARTS = ['resnet18', 'resnet50', 'vgg16', 'googlenet'];

/** What stands in place of a page while no network is on the table: the address named one that we do not have. */
export function EmptyTable(): ReactNode {
  const t = useT();
  return (
    <Notice title={t('shell.emptyTitle')}>
      <p>{t('shell.emptyHint')}</p>
      <ul className={styles['starts']}>
        {STARTS.map((id) => (
          <li key={id}>
            <a className={styles['start']} href={writeAddress({ ...emptyAddress, network: id })}>
              {findNetwork(id)?.title}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
