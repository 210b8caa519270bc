import { type ReactNode, useEffect } from 'react';
import type { Widget } from '../../../lessons/Lesson.ts';
import { RECENT, recentAccuracy } from '../../../lessons/lab-measure.ts';
import { writeLab } from '../../../lessons/lab-settings.ts';
import { lab } from '../../../state/lesson-lab.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { useLab, useLabSettings } from '../use-lab.ts';
import { LabControls } from './LabControls.tsx';
import { LineChart } from './LineChart.tsx';
import { StripTable } from './StripTable.tsx';
import { Transport } from './Transport.tsx';
import styles from './widgets.module.css';

/** Two networks in training side by side, from the same seed, that differ in nothing but the shortcut. */
export function TrainingWidget({ widget }: { readonly widget: Extract<Widget, { kind: 'training' }> }): ReactNode {
  const t = useT();
  const format = useFormat();
  const errorText = useErrorText();
  const { settings, isChanged, change, reset } = useLabSettings(widget.settings);
  const { plain, residual, error } = useLab(({ plain, residual, error }) => ({ plain, residual, error }));
  const text = writeLab(settings);

  useEffect(() => {
    void lab.getState().start(settings);
    return () => lab.getState().pause();
  }, [text]);

  const length = Math.max(40, plain.length);
  const names = { plain: t('lessons.lab.plain'), residual: t(`lessons.lab.with.${settings.shortcut}`) };
  const percent = (share: number): string => (Number.isNaN(share) ? '–' : format.percent(share));
  return (
    <div className={styles['widget']}>
      <LabControls settings={settings} controls={widget.controls} onChange={change} />
      <Transport isChanged={isChanged} onUsual={reset} />
      <p role="status" className={styles['reading']}>
        {plain.length === 0
          ? t('lessons.lab.untrained', { depth: settings.depth })
          : t('lessons.lab.reading', {
              step: plain.length,
              plain: percent(recentAccuracy(plain)),
              residual: percent(recentAccuracy(residual)),
            })}
      </p>
      {error !== null && (
        <p role="alert" className={styles['error']}>
          {errorText(error)}
        </p>
      )}
      <div className={styles['pair']}>
        <LineChart
          title={t('lessons.lab.accuracy')}
          xTitle={t('lessons.lab.stepAxis')}
          domain={[0, 1]}
          height={180}
          length={length}
          series={[
            { id: 'plain', name: names.plain, look: 0, values: running(plain) },
            { id: 'residual', name: names.residual, look: 1, values: running(residual) },
          ]}
        />
        <LineChart
          title={t('lessons.lab.loss')}
          xTitle={t('lessons.lab.stepAxis')}
          height={180}
          length={length}
          series={[
            { id: 'plain', name: names.plain, look: 0, values: plain.map(({ loss }) => loss) },
            { id: 'residual', name: names.residual, look: 1, values: residual.map(({ loss }) => loss) },
          ]}
        />
      </div>
      <StripTable plain={plain} residual={residual} names={names} />
    </div>
  );
}

/** The recent accuracy after every step. */
function running(frames: readonly { readonly accuracy: number }[]): readonly number[] {
  return frames.map((_frame, index) => recentAccuracy(frames.slice(0, index + 1).slice(-RECENT)));
}
