import type { ReactNode } from 'react';
import { useT } from '../hooks/use-t.ts';
import styles from './WindowSlider.module.css';

/** One setting of a moving window, as a slider: kernel, stride, padding, dilation, or the side of the input; `label` where that is not enough. */
export function WindowSlider({
  name,
  label,
  limits: [least, most],
  value,
  onChange,
}: {
  readonly name: 'size' | 'kernel' | 'stride' | 'padding' | 'dilation';
  readonly label?: string;
  readonly limits: readonly [least: number, most: number];
  readonly value: number;
  onChange(value: number): void;
}): ReactNode {
  const t = useT();
  return (
    <label className={styles['slider']}>
      <span>{label ?? t(`lessons.puzzle.${name}`)}</span>
      <span className={styles['value']} aria-hidden="true">
        {value}
      </span>
      <input
        type="range"
        min={least}
        max={most}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </label>
  );
}
