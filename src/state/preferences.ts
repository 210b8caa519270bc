import { chooseLanguage, isLanguageCode } from '../i18n/languages.ts';
import type { Lang, Theme } from './AppState.ts';

/** What the user chose once and finds again at the next visit. */
export interface Preferences {
  lang(): Lang;
  theme(): Theme;
  /** Ids of the table's columns; `null` if none were ever chosen. */
  columns(): readonly string[] | null;
  keepLang(lang: Lang): void;
  keepTheme(theme: Theme): void;
  keepColumns(columns: readonly string[]): void;
}

const LANG = 'shapewalk.lang';
const THEME = 'shapewalk.theme';
const COLUMNS = 'shapewalk.columns';

/**
 * Preferences in a storage. Where the storage is denied (private windows, blocked cookies) they last as long as the page.
 * `lang` defaults to the first of `navigator.languages` that we speak, `theme` to the system's.
 */
export function createPreferences(
  storage: () => Pick<Storage, 'getItem' | 'setItem'>,
  languages: readonly string[],
): Preferences {
  const memory = new Map<string, string>();
  const read = (key: string): string | null => {
    const kept = memory.get(key);
    if (kept !== undefined) return kept;
    try {
      return storage().getItem(key);
    } catch {
      return null;
    }
  };
  const keep = (key: string, value: string): void => {
    memory.set(key, value);
    try {
      storage().setItem(key, value);
    } catch {
      // Denied or full: the memory above serves until the page is closed.
    }
  };
  return {
    lang: () => {
      const kept = read(LANG);
      return kept !== null && isLanguageCode(kept) ? kept : chooseLanguage(languages);
    },
    theme: () => {
      const kept = read(THEME);
      return kept === 'light' || kept === 'dark' ? kept : 'system';
    },
    columns: () => read(COLUMNS)?.split(',') ?? null,
    keepLang: (lang) => keep(LANG, lang),
    keepTheme: (theme) => keep(THEME, theme),
    keepColumns: (columns) => keep(COLUMNS, columns.join(',')),
  };
}

/** The preferences of this browser. */
export const preferences = createPreferences(
  () => localStorage,
  typeof navigator === 'undefined' ? [] : (navigator.languages ?? []),
);
