import { type ReactNode, useState } from 'react';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { CameraDialog } from '../components/CameraDialog.tsx';
import { FileButton } from '../components/FileButton.tsx';
import { trySample } from '../components/try-picture.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { CropFrame } from './CropFrame.tsx';
import styles from './PicturePanel.module.css';
import { PreprocessSteps } from './PreprocessSteps.tsx';
import { SampleStrip } from './SampleStrip.tsx';

/** The picture, and every way to choose another: drop, paste, file, camera, samples. */
export function PicturePanel(): ReactNode {
  const t = useT();
  const picture = useApp((state) => state.picture);
  const [hasCamera, setCamera] = useState(false);
  const { setPicture } = app.getState();
  return (
    <section aria-label={t('run.picture')} className={styles['panel']}>
      <div className={styles['frame']} data-empty={picture === null}>
        {picture === null ? (
          <p className={styles['hint']}>{t('run.dropHint')}</p>
        ) : (
          <div className={styles['stack']}>
            <img className={styles['picture']} src={picture.url} alt={picture.name} decoding="async" />
            <CropFrame />
          </div>
        )}
        <div className={styles['actions']}>
          <FileButton label={t('run.image')} accept="image/*" onFile={(file) => void setPicture(file, file.name)}>
            {picture === null ? t('run.choosePicture') : t('run.changePicture')}
          </FileButton>
          {'mediaDevices' in navigator && <Button onClick={() => setCamera(true)}>{t('run.camera')}</Button>}
        </div>
      </div>
      {picture !== null && <SampleStrip onChoose={(sample, name) => void trySample(sample, name)} />}
      <PreprocessSteps />
      {hasCamera && (
        <CameraDialog onPhotograph={(blob, name) => void setPicture(blob, name)} onClose={() => setCamera(false)} />
      )}
    </section>
  );
}
