import { type ReactNode, useId, useState } from 'react';
import { inputText } from '../../chain/address.ts';
import type { Shape } from '../../engine/shape.ts';
import { KindMark } from '../components/KindMark.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './InputRow.module.css';

/** What the chain is fed with, to be written over. */
export function InputRow({
  shape,
  onInput,
}: {
  readonly shape: Shape;
  /** Takes the shape as written; tells whether it could be one. */
  onInput(text: string): boolean;
}): ReactNode {
  const t = useT();
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  return (
    <tr>
      <th scope="row">
        <label htmlFor={id} className={styles['label']}>
          <KindMark group="other" size={14} />
          {t('own.input')}
        </label>
      </th>
      <td colSpan={5} className={styles['cell']}>
        <span className={styles['shape']}>
          [
          <input
            id={id}
            className={styles['field']}
            value={draft ?? inputText(shape)}
            size={Math.max(11, (draft ?? inputText(shape)).length)}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={isWrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setDraft(event.target.value);
              setWrong(!onInput(event.target.value));
            }}
            onBlur={() => {
              setDraft(null);
              setWrong(false);
            }}
          />
          ]
        </span>
        <span
          id={`${id}-hint`}
          role={isWrong ? 'alert' : undefined}
          className={isWrong ? styles['wrong'] : styles['hint']}
        >
          {t(isWrong ? 'own.inputWrong' : 'own.inputHint')}
        </span>
      </td>
    </tr>
  );
}
