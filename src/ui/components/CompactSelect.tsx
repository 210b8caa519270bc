import type { ReactNode } from 'react';
import styles from './CompactSelect.module.css';

/** A native list of choices behind a small face: an icon or a few letters. */
export function CompactSelect<Value extends string>({
  label,
  face,
  value,
  options,
  onChange,
}: {
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly face: ReactNode;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly lang?: string }[];
  onChange(value: Value): void;
}): ReactNode {
  return (
    <span className={styles['select']} title={label} data-ring>
      <span aria-hidden="true" className={styles['face']}>
        {face}
      </span>
      <select
        className={styles['native']}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
