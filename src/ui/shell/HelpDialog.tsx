import type { ReactNode } from 'react';
import { Dialog } from '../components/Dialog.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './HelpDialog.module.css';

/** Every shortcut of the app, by where it works. The words are under `shell.key.`. */
const shortcuts = [
  { where: 'everywhere', keys: [['1', '…', '5'], ['?'], ['Esc']], words: ['modes', 'help', 'close'] },
  {
    where: 'explore',
    keys: [['←', '→'], ['⇧ ←', '⇧ →'], ['Home', 'End'], ['Space'], ['/'], ['Esc']],
    words: ['layers', 'blocks', 'ends', 'play', 'search', 'deselect'],
  },
  { where: 'table', keys: [['↑', '↓'], ['Enter']], words: ['rows', 'open'] },
  { where: 'cuts', keys: [['F'], ['X']], words: ['cutBranch', 'cutShortcut'] },
  {
    where: 'own',
    keys: [['↑', '↓'], ['Alt ↑', 'Alt ↓'], ['Delete'], ['Ctrl Z', 'Ctrl Y']],
    words: ['rows', 'moveLayer', 'removeLayer', 'undo'],
  },
] as const;

/** What the app is, and its keyboard shortcuts. */
export function HelpDialog({ onClose }: { onClose(): void }): ReactNode {
  const t = useT();
  return (
    <Dialog title={t('shell.help.title')} onClose={onClose}>
      <div className={styles['about']}>
        <p>{t('shell.help.what')}</p>
        <p>{t('shell.help.private')}</p>
        <p>{t('shell.help.numbers')}</p>
      </div>
      <div className={styles['groups']}>
        {shortcuts.map(({ where, keys, words }) => (
          <section key={where} className={styles[where]} aria-labelledby={`help-${where}`}>
            <h3 id={`help-${where}`} className={styles['where']}>
              {t(`shell.help.${where}`)}
            </h3>
            <dl className={styles['keys']}>
              {words.map((word, index) => (
                <div key={word} className={styles['row']}>
                  <dt>
                    {keys[index]?.map((key) => (
                      <kbd key={key} className={styles['key']}>
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{t(`shell.key.${word}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
