import type { ReactNode } from 'react';
import styles from './FlagField.module.css';

/** One setting that is on or off, under torch's name. */
export function FlagField({
  name,
  isOn,
  hint,
  onFocus,
  onSwitch,
}: {
  readonly name: string;
  readonly isOn: boolean;
  /** Id of the element that describes the field. */
  readonly hint: string;
  onFocus(): void;
  onSwitch(isOn: boolean): void;
}): ReactNode {
  return (
    <label className={styles['flag']}>
      <input
        type="checkbox"
        className={styles['box']}
        checked={isOn}
        aria-describedby={hint}
        onFocus={onFocus}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      {name}
    </label>
  );
}
