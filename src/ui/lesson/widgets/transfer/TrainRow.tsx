import type { ReactNode } from 'react';
import { transfer } from '../../../../state/lesson-transfer.ts';
import { Button } from '../../../components/Button.tsx';
import { FileButton } from '../../../components/FileButton.tsx';
import { saveBlob } from '../../../components/save-blob.ts';
import { useT } from '../../../hooks/use-t.ts';
import { useTransfer } from '../../use-transfer.ts';
import shared from '../widgets.module.css';
import styles from './TransferWidget.module.css';
import { useTransferStatus } from './use-transfer-status.ts';

/** Training, and the head as a file; below it what goes on, or what is missing. */
export function TrainRow(): ReactNode {
  const t = useT();
  const { phase, hasPictures, hasHead, isShort } = useTransfer(({ phase, classes, head, shortfall }) => ({
    phase,
    hasPictures: classes.some(({ pictures }) => pictures.length > 0),
    hasHead: head !== null,
    isShort: shortfall !== null,
  }));
  const status = useTransferStatus();
  const { train, stop, save, open } = transfer.getState();
  const isIdle = phase === 'idle';
  const download = async (): Promise<void> => {
    const file = await save();
    if (file !== null) saveBlob(`${t('lessons.transfer.fileName')}.safetensors`, file);
  };
  return (
    <>
      <div className={styles['tools']}>
        {isIdle ? (
          <Button look={hasPictures ? 'primary' : 'framed'} onClick={() => void train()}>
            {t('lessons.transfer.train')}
          </Button>
        ) : (
          <Button onClick={stop}>{t('lessons.transfer.stop')}</Button>
        )}
        <Button disabled={!hasHead || !isIdle} onClick={() => void download()}>
          {t('lessons.transfer.save')}
        </Button>
        <FileButton label={t('lessons.transfer.headFile')} accept=".safetensors" onFile={(file) => void open(file)}>
          {t('lessons.transfer.open')}
        </FileButton>
      </div>
      <p role="status" className={isShort ? shared['error'] : shared['reading']}>
        {status}
      </p>
    </>
  );
}
