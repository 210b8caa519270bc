import type { ReactNode } from 'react';
import { type LanguageCode, languages } from '../../i18n/languages.ts';
import { app } from '../../state/store.ts';
import { CompactSelect } from '../components/CompactSelect.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';

const codes = Object.keys(languages) as LanguageCode[];

/** The language of the interface. */
export function LanguageSelect(): ReactNode {
  const t = useT();
  const lang = useApp((state) => state.lang);
  return (
    <CompactSelect
      label={t('shell.language')}
      face={lang.toUpperCase()}
      value={lang}
      options={codes.map((code) => ({ value: code, label: languages[code].name, lang: code }))}
      onChange={(code) => app.getState().setLang(code)}
    />
  );
}
