import type { ReactNode } from 'react';
import type { FrozenBody } from '../../../../state/feature-reader.ts';
import { transfer } from '../../../../state/lesson-transfer.ts';
import { MOST_CLASSES } from '../../../../state/transfer-pictures.ts';
import { findNetwork } from '../../../../zoo/index.ts';
import { Button } from '../../../components/Button.tsx';
import { useT } from '../../../hooks/use-t.ts';
import { useTransfer } from '../../use-transfer.ts';
import { appExamples } from './app-examples.ts';
import styles from './TransferWidget.module.css';

/** Which network is frozen, the app's own pictures with one click, a further class, and a fresh start. */
export function Workbench({ bodies }: { readonly bodies: readonly FrozenBody[] }): ReactNode {
  const t = useT();
  const { body, count, isEmpty, isBusy } = useTransfer(({ body, classes, heldOut, phase }) => ({
    body,
    count: classes.length,
    isEmpty: heldOut.length === 0 && classes.every(({ pictures }) => pictures.length === 0),
    isBusy: phase !== 'idle',
  }));
  const { freeze, begin, addClass, clear } = transfer.getState();
  const nameOf = ({ id, network }: FrozenBody): string => {
    const entry = findNetwork(network);
    const title = entry?.variant ? `${entry.title}, ${entry.variant}` : (entry?.title ?? network);
    return t(id === 'loaded' ? 'lessons.transfer.loadedBody' : 'lessons.transfer.builtInBody', { network: title });
  };
  const startOver = (): void => {
    clear();
    for (const number of [1, 2]) addClass(t('lessons.transfer.newName', { number }));
  };
  return (
    <div className={styles['tools']}>
      <label className={styles['choice']}>
        {t('lessons.transfer.body')}
        <select
          value={body?.id ?? ''}
          disabled={isBusy}
          onChange={(event) => {
            const chosen = bodies.find(({ id }) => id === event.target.value);
            if (chosen !== undefined) freeze(chosen);
          }}
        >
          {bodies.map((item) => (
            <option key={item.id} value={item.id}>
              {nameOf(item)}
            </option>
          ))}
        </select>
      </label>
      {isEmpty ? (
        <Button look="primary" onClick={() => void begin(() => appExamples(t))}>
          {t('lessons.transfer.samples')}
        </Button>
      ) : (
        <Button onClick={startOver}>{t('lessons.transfer.clear')}</Button>
      )}
      <Button
        disabled={count >= MOST_CLASSES || isBusy}
        onClick={() => addClass(t('lessons.transfer.newName', { number: count + 1 }))}
      >
        {t('lessons.transfer.addClass')}
      </Button>
    </div>
  );
}
