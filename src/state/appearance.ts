import type { StoreApi } from 'zustand/vanilla';
import { currentSpeech, onSpeechChange, speak } from '../i18n/index.ts';
import type { AppState, Theme } from './AppState.ts';
import { app } from './store.ts';

/** Whether the dark tokens apply, given the choice and what the system prefers. */
function isDark(theme: Theme, systemIsDark: boolean): boolean {
  return theme === 'dark' || (theme === 'system' && systemIsDark);
}

/**
 * Keeps language and theme of the document in step with the store: `<html lang data-theme>`. The language changes once its words are
 * there; if they cannot be loaded, an error is left and the former language goes on. Resolves when the first language is spoken.
 */
export async function connectAppearance(window: Window, store: StoreApi<AppState> = app): Promise<void> {
  const root = window.document.documentElement;
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const paint = (): void => {
    root.dataset['theme'] = isDark(store.getState().theme, system.matches) ? 'dark' : 'light';
  };
  const talk = async (): Promise<void> => {
    try {
      await speak(store.getState().lang);
    } catch {
      store.setState({ networkError: { rule: 'languageFailed', values: {} } });
    }
  };
  onSpeechChange(() => {
    root.lang = currentSpeech().lang;
  });
  system.addEventListener('change', paint);
  store.subscribe((state, before) => {
    if (state.theme !== before.theme) paint();
    if (state.lang !== before.lang) void talk();
  });
  paint();
  await talk();
  root.lang = currentSpeech().lang;
}
