import { type ReactNode, useEffect, useRef } from 'react';
import { findNetwork } from '../../zoo/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './PreprocessSteps.module.css';

/** How the last picture became numbers: original, resized, cropped, normalised; sizes in pixels, width × height. */
export function PreprocessSteps(): ReactNode {
  const t = useT();
  const report = useApp((state) => state.result?.preprocess ?? null);
  if (report === null) return null;
  const steps = [
    ['', pixels(report.original)],
    [t('run.resize'), pixels(report.resized)],
    [t('run.crop'), pixels(report.cropped)],
    [t('run.normalise'), ''],
  ] as const;
  return (
    <details className={styles['details']}>
      <summary>
        <ol className={styles['steps']} aria-label={t('run.preprocessing')}>
          {steps.map(([name, size]) => (
            <li key={name}>
              {name} {size !== '' && <code>{size}</code>}
            </li>
          ))}
        </ol>
        <span className={styles['chevron']}>
          <Icon name="chevron" size={16} />
        </span>
      </summary>
      <div className={styles['more']}>
        <Cropped rgba={report.rgba} size={report.cropped} />
        <div>
          <p>{t('run.preprocessingHint')}</p>
          <Normalisation />
        </div>
      </div>
    </details>
  );
}

/** The picture as the network gets it, its pixels enlarged. */
function Cropped({
  rgba,
  size: [height, width],
}: {
  readonly rgba: Uint8ClampedArray;
  readonly size: readonly [number, number];
}): ReactNode {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new ImageData(width, height);
    image.data.set(rgba);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [rgba, width, height]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t('run.asSeen')}
      className={styles['cropped']}
      width={width}
      height={height}
    />
  );
}

function Normalisation(): ReactNode {
  const t = useT();
  const format = useFormat();
  const preprocessing = useApp(
    ({ weights, network }) => weights?.entry?.preprocessing ?? findNetwork(network)?.preprocessing ?? null,
  );
  if (preprocessing === null) return null;
  const list = (values: readonly number[]): string => values.map((value) => format.decimal(value, 4)).join('  ');
  return (
    <dl className={styles['numbers']}>
      <dt>{t('run.mean')}</dt>
      <dd>{list(preprocessing.mean)}</dd>
      <dt>{t('run.std')}</dt>
      <dd>{list(preprocessing.std)}</dd>
    </dl>
  );
}

function pixels([height, width]: readonly [number, number]): string {
  return `${width}×${height}`;
}
