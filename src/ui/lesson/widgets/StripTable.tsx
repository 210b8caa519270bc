import type { ReactNode } from 'react';
import type { LabFrame } from '../../../state/lesson-lab.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { formatPower } from '../format-fact.ts';
import { HeatStrip } from './HeatStrip.tsx';
import styles from './StripTable.module.css';

/** What is measured of every layer at every step. */
const MEASURES = ['gradientNorms', 'activationNorms', 'updateRatios'] as const;

/** Heat strips of three measures, for both networks on one scale. */
export function StripTable({
  plain,
  residual,
  names,
}: {
  readonly plain: readonly LabFrame[];
  readonly residual: readonly LabFrame[];
  readonly names: { readonly plain: string; readonly residual: string };
}): ReactNode {
  const t = useT();
  const format = useFormat();
  return (
    <div className={styles['table']}>
      {MEASURES.map((measure) => {
        const values = {
          plain: plain.map((frame) => frame[measure]),
          residual: residual.map((frame) => frame[measure]),
        };
        const range = rangeOf([...values.plain.slice(-240), ...values.residual.slice(-240)]);
        const title = t(`lessons.lab.${measure}`);
        return (
          <section key={measure} className={styles['measure']} aria-label={title}>
            <h3 className={styles['title']}>
              {title}
              {plain.length > 0 && (
                <span className={styles['scale']}>
                  {formatPower(range[0], format)}
                  <span className={styles['ramp']} aria-hidden="true" />
                  {formatPower(range[1], format)}
                </span>
              )}
            </h3>
            {(['plain', 'residual'] as const).map((side) => (
              <div key={side} className={styles['side']}>
                <span className={styles['name']}>{names[side]}</span>
                <HeatStrip name={`${title}, ${names[side]}`} frames={values[side]} range={range} />
              </div>
            ))}
          </section>
        );
      })}
      <p className={styles['note']}>{t('lessons.lab.stripNote')}</p>
    </div>
  );
}

/** The scale of both strips: powers of ten around all positive values, ten of them at most. */
function rangeOf(frames: readonly (readonly number[])[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const values of frames)
    for (const value of values)
      if (Number.isFinite(value) && value > 0) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
  if (high === 0) return [1e-3, 1];
  const top = 10 ** Math.ceil(Math.log10(high));
  return [Math.max(10 ** Math.floor(Math.log10(low)), top / 1e10), top];
}
