import { type ReactNode, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './FileButton.module.css';

/** A button that opens the file dialog. The file input itself carries the accessible name and can be reached by it. */
export function FileButton({
  label,
  accept,
  multiple = false,
  onFile,
  children,
}: {
  /** Accessible name of the file input. */
  readonly label: string;
  readonly accept: string;
  readonly multiple?: boolean;
  /** Called for each file that was chosen. */
  onFile(file: File): void;
  readonly children: ReactNode;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <Button onClick={() => input.current?.click()}>{children}</Button>
      <input
        ref={input}
        id={id}
        className={styles['input']}
        type="file"
        aria-label={label}
        accept={accept}
        multiple={multiple}
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          for (const file of files) onFile(file);
        }}
      />
    </>
  );
}
