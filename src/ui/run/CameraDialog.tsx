import { type ReactNode, useEffect, useRef, useState } from 'react';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './CameraDialog.module.css';

/** Takes a photograph with the camera. The stream ends when the dialog closes. */
export function CameraDialog({ onClose }: { onClose(): void }): ReactNode {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isClosed = false;
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      (granted) => {
        stream = granted;
        if (isClosed) stop(granted);
        else if (video.current !== null) video.current.srcObject = granted;
      },
      (problem: unknown) => setError(problem instanceof DOMException ? problem.name : String(problem)),
    );
    return () => {
      isClosed = true;
      if (stream !== undefined) stop(stream);
    };
  }, []);
  const shoot = async (): Promise<void> => {
    const blob = video.current === null ? null : await photograph(video.current);
    if (blob !== null) await app.getState().setPicture(blob, t('run.photograph'));
    onClose();
  };
  return (
    <Dialog title={t('run.camera')} onClose={onClose}>
      {error === null ? (
        <>
          <video ref={video} className={styles['video']} autoPlay playsInline muted />
          <Button look="primary" onClick={() => void shoot()}>
            {t('run.takePhotograph')}
          </Button>
        </>
      ) : (
        <p role="alert">
          {t(error === 'NotAllowedError' ? 'run.cameraDenied' : 'run.cameraFailed', { reason: error })}
        </p>
      )}
    </Dialog>
  );
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function photograph(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}
