import type { ReactNode } from 'react';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './MeasureDialog.module.css';
import type { Point } from './to-points.ts';

/** What the plot shows as numbers, and the layers that have no place in it. */
export function LayerTable({ points }: { readonly points: readonly Point[] }): ReactNode {
  const t = useT();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the table scrolls in both directions, by keyboard too
    <section className={styles['scroll']} aria-label={t('run.measure.layers')} tabIndex={0}>
      <table className={styles['table']}>
        <caption className={styles['caption']}>{t('run.measure.layers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('run.measure.layer')}</th>
            <th scope="col">{t('run.measure.time')}</th>
            <th scope="col">{t('run.measure.macs')}</th>
            <th scope="col">{t('run.measure.bytes')}</th>
            <th scope="col">{t('run.measure.speed')}</th>
            <th scope="col">{t('run.measure.intensity')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ name, milliseconds, macs, bytes, speed, intensity }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{format.milliseconds(milliseconds)}</td>
              <td>{format.si(macs)}</td>
              <td>{format.bytes(bytes)}</td>
              <td>{format.si(speed)}</td>
              <td>{format.decimal(intensity, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
