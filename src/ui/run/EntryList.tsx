import type { ReactNode } from 'react';
import type { CatalogueEntry } from '../../zoo/weights.ts';
import { EntryButton } from './EntryButton.tsx';
import styles from './EntryList.module.css';
import { useEntryText } from './use-entry-text.ts';

/** Weights that are known, each with size, accuracy, licence, source, and the button that fetches it. */
export function EntryList({
  entries,
  onChosen,
}: {
  readonly entries: readonly CatalogueEntry[];
  onChosen(): void;
}): ReactNode {
  const text = useEntryText();
  return (
    <ul className={styles['entries']}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles['entry']}>
          <div>
            <p className={styles['name']}>{text.title(entry)}</p>
            <p className={styles['soft']}>
              {[text.bytes(entry), text.accuracy(entry), entry.licence.name, entry.source].join(' · ')}
            </p>
          </div>
          <EntryButton entry={entry} onChosen={onChosen} />
        </li>
      ))}
    </ul>
  );
}
