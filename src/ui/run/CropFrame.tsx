import type { ReactNode } from 'react';
import { useApp } from '../hooks/use-app.ts';
import styles from './CropFrame.module.css';

/** Laid over the picture: veils what the crop leaves out, so that one sees what the network saw. */
export function CropFrame(): ReactNode {
  const report = useApp((state) => state.result?.preprocess ?? null);
  if (report === null) return null;
  const [height, width] = report.cropped.map((side, axis) => Math.min(1, side / (report.resized[axis] ?? side)));
  if (height === undefined || width === undefined || (height === 1 && width === 1)) return null;
  return (
    <span
      aria-hidden="true"
      className={styles['crop']}
      style={{
        left: `${50 - width * 50}%`,
        top: `${50 - height * 50}%`,
        width: `${width * 100}%`,
        height: `${height * 100}%`,
      }}
    />
  );
}
