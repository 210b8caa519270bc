import type { ReactNode } from 'react';
import { presets } from '../../chain/presets.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Popover } from '../components/Popover.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './PresetMenu.module.css';

/** Chains to begin with. */
export function PresetMenu({ onOpen }: { onOpen(text: string): void }): ReactNode {
  const t = useT();
  return (
    <Popover
      label={t('own.presets')}
      align="end"
      trigger={(props) => (
        <Button {...props}>
          {t('own.presets')}
          <Icon name="chevron" />
        </Button>
      )}
    >
      {(close) => (
        <ul className={styles['menu']}>
          {presets.map(({ id, chain }) => (
            <li key={id}>
              <button
                type="button"
                className={styles['preset']}
                onClick={() => {
                  onOpen(chain);
                  close();
                }}
              >
                <b>{t(`own.preset.${id}`)}</b>
                <span className={styles['what']}>{t(`own.preset.${id}.what`)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
