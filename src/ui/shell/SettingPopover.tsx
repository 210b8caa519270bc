import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Popover } from '../components/Popover.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './SettingPopover.module.css';

/** One value of the network, shown in the header, with a panel to change it: typical choices, and a field for any other. */
export interface Setting {
  /** Accessible name of the control and title of the panel. */
  readonly label: string;
  /** Short word before the value. */
  readonly caption: string;
  readonly value: string;
  /** What the field starts with, and how an entry must look. */
  readonly entry: string;
  readonly hint: string;
  readonly choices: readonly { readonly label: string; readonly entry: string }[];
  /** Takes an entry; returns the sentence of what is wrong with it, or `null` when it was taken. */
  take(entry: string): string | null;
}

/** The control of one setting. */
export function SettingPopover({ setting }: { readonly setting: Setting }): ReactNode {
  return (
    <Popover
      label={setting.label}
      trigger={(props) => (
        <button type="button" className={styles['trigger']} title={setting.label} {...props}>
          <span className={styles['caption']}>{setting.caption} </span>
          <span className={styles['value']}>{setting.value}</span>
        </button>
      )}
    >
      {(close) => <SettingForm setting={setting} close={close} />}
    </Popover>
  );
}

function SettingForm({ setting, close }: { readonly setting: Setting; close(): void }): ReactNode {
  const t = useT();
  const id = useId();
  const [entry, setEntry] = useState(setting.entry);
  const [error, setError] = useState<string | null>(null);

  function take(text: string): void {
    const wrong = setting.take(text);
    setError(wrong);
    if (wrong === null) close();
  }
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    take(entry);
  }

  return (
    <form className={styles['form']} onSubmit={submit}>
      <label htmlFor={id} className={styles['label']}>
        {setting.label}
      </label>
      <div className={styles['row']}>
        <input
          id={id}
          className={styles['field']}
          value={entry}
          inputMode="text"
          autoComplete="off"
          aria-invalid={error !== null}
          aria-describedby={`${id}-hint`}
          aria-errormessage={error === null ? undefined : `${id}-error`}
          // biome-ignore lint/a11y/noAutofocus: the field is what the button was pressed for
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setEntry(event.target.value)}
        />
        <Button look="primary" type="submit">
          {t('shell.apply')}
        </Button>
      </div>
      <p id={`${id}-hint`} className={styles['hint']}>
        {setting.hint}
      </p>
      {error !== null && (
        <p id={`${id}-error`} role="alert" className={styles['error']}>
          {error}
        </p>
      )}
      <div className={styles['choices']}>
        {setting.choices.map((choice) => (
          <Button
            key={choice.entry}
            className={styles['choice'] ?? ''}
            aria-pressed={choice.entry === setting.entry}
            onClick={() => take(choice.entry)}
          >
            {choice.label}
          </Button>
        ))}
      </div>
    </form>
  );
}
