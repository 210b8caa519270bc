import type { ReactNode } from 'react';
import styles from './Slider.module.css';

/** A whole number as a slider, with its name and what it stands for. */
export function Slider({
  name,
  text,
  limits: [least, most],
  value,
  onChange,
}: {
  readonly name: string;
  /** What the value is shown as, and spoken as. */
  readonly text: string;
  readonly limits: readonly [least: number, most: number];
  readonly value: number;
  onChange(value: number): void;
}): ReactNode {
  return (
    <label className={styles['slider']}>
      <span>{name}</span>
      <span className={styles['value']} aria-hidden="true">
        {text}
      </span>
      <input
        type="range"
        min={least}
        max={most}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </label>
  );
}
