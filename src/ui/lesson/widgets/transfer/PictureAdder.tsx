import { type ReactNode, useState } from 'react';
import type { Offered } from '../../../../state/TransferState.ts';
import { Button } from '../../../components/Button.tsx';
import { CameraDialog } from '../../../components/CameraDialog.tsx';
import { FileButton } from '../../../components/FileButton.tsx';
import { useT } from '../../../hooks/use-t.ts';
import styles from './TransferWidget.module.css';

/** Pictures from the disk, several at once, or from the camera, one after another. */
export function PictureAdder({
  label,
  camera,
  onAdd,
}: {
  /** Accessible names of the file input and of the camera's button. */
  readonly label: string;
  readonly camera: string;
  onAdd(picture: Offered): void;
}): ReactNode {
  const t = useT();
  const [hasCamera, setCamera] = useState(false);
  return (
    <div className={styles['adder']}>
      <FileButton label={label} accept="image/*" multiple onFile={(file) => onAdd({ blob: file, name: file.name })}>
        {t('lessons.transfer.addPictures')}
      </FileButton>
      {'mediaDevices' in navigator && (
        <Button aria-label={camera} onClick={() => setCamera(true)}>
          {t('run.camera')}
        </Button>
      )}
      {hasCamera && (
        <CameraDialog many onPhotograph={(blob, name) => onAdd({ blob, name })} onClose={() => setCamera(false)} />
      )}
    </div>
  );
}
