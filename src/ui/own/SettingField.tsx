import { type ReactNode, useId, useState } from 'react';
import { formatWritten, readWritten, type Written } from '../../chain/written.ts';
import type { Letter } from '../components/layer/formula-lines.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './SettingField.module.css';

/**
 * One setting under torch's name: `3`, `3, 5`, `same`. Buttons and ↑ ↓ step all of its numbers. An entry that cannot be is marked, and gives
 * way to the value that holds when the field is left.
 */
export function SettingField({
  name,
  written,
  placeholder,
  letter = null,
  isLit = false,
  canStep = false,
  hint,
  onFocus,
  onBlur,
  onWrite,
}: {
  readonly name: string;
  /** `null` where nothing is stated. */
  readonly written: Written | null;
  readonly placeholder?: string;
  /** Letter of the formula that the setting is. */
  readonly letter?: Letter | null;
  readonly isLit?: boolean;
  readonly canStep?: boolean;
  /** Id of the element that describes the field. */
  readonly hint: string;
  onFocus(): void;
  onBlur?(): void;
  /** Takes what was written, `null` for nothing; tells whether it could be. */
  onWrite(written: Written | null): boolean;
}): ReactNode {
  const t = useT();
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const text = written === null ? '' : formatWritten(written, ', ');

  function write(entry: string): void {
    const read = readWritten(entry);
    setDraft(entry);
    setWrong(entry.trim() !== '' && read === null ? !onWrite(entry) : !onWrite(read));
  }
  function step(by: 1 | -1): void {
    const next = written === null ? null : stepped(written, by);
    if (next !== null && onWrite(next)) {
      setDraft(null);
      setWrong(false);
    }
  }
  return (
    <div className={styles['setting']} data-lit={isLit || undefined}>
      <div className={styles['name']}>
        <label htmlFor={id}>{name}</label>
        {letter !== null && (
          <span className={styles['letter']} aria-hidden="true">
            {letter}
          </span>
        )}
      </div>
      <div className={styles['row']} data-wrong={isWrong || undefined} data-ring>
        {canStep && <Step name={t('own.less', { name })} sign="−" onPress={() => step(-1)} />}
        <input
          id={id}
          className={styles['field']}
          value={draft ?? text}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby={hint}
          onFocus={onFocus}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (!canStep || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            step(event.key === 'ArrowUp' ? 1 : -1);
          }}
          onBlur={() => {
            if (isWrong) onFocus();
            setDraft(null);
            setWrong(false);
            onBlur?.();
          }}
        />
        {canStep && <Step name={t('own.more', { name })} sign="+" onPress={() => step(1)} />}
      </div>
    </div>
  );
}

function Step({ name, sign, onPress }: { readonly name: string; readonly sign: string; onPress(): void }): ReactNode {
  return (
    <button type="button" className={styles['step']} aria-label={name} tabIndex={-1} onClick={onPress}>
      {sign}
    </button>
  );
}

/** Every number one up or down; `null` for words. */
function stepped(written: Written, by: 1 | -1): Written | null {
  if (typeof written === 'number') return written + by;
  return typeof written === 'object' ? written.map((number) => number + by) : null;
}
