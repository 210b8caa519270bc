import type { ReactNode } from 'react';
import type { Theme } from '../../state/AppState.ts';
import { app } from '../../state/store.ts';
import { CompactSelect } from '../components/CompactSelect.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';

const faces: { readonly [Choice in Theme]: IconName } = { system: 'system', light: 'sun', dark: 'moon' };

/** Light, dark, or as the system has it. */
export function ThemeSelect(): ReactNode {
  const t = useT();
  const theme = useApp((state) => state.theme);
  return (
    <CompactSelect
      label={t('shell.theme')}
      face={<Icon name={faces[theme]} />}
      value={theme}
      options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
      onChange={(value) => app.getState().setTheme(value)}
    />
  );
}
