import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '../hooks/use-t.ts';
import { Button } from './Button.tsx';
import styles from './CameraDialog.module.css';
import { Dialog } from './Dialog.tsx';

/** Takes a photograph with the camera, or several. The stream ends when the dialog closes. */
export function CameraDialog({
  many = false,
  onPhotograph,
  onClose,
}: {
  /** Whether the dialog stays for further photographs. */
  readonly many?: boolean;
  onPhotograph(blob: Blob, name: string): void;
  onClose(): void;
}): ReactNode {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  const [taken, setTaken] = useState(0);
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
    if (blob !== null) onPhotograph(blob, t('run.photograph'));
    setTaken(taken + 1);
    if (!many) onClose();
  };
  return (
    <Dialog title={t('run.camera')} onClose={onClose}>
      {error === null ? (
        <>
          <video ref={video} className={styles['video']} autoPlay playsInline muted />
          <Button look="primary" onClick={() => void shoot()}>
            {t('run.takePhotograph')}
          </Button>
          {many && taken > 0 && <p role="status">{t('run.taken', { count: taken })}</p>}
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
