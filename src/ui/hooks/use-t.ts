import { useSyncExternalStore } from 'react';
import { currentSpeech, onSpeechChange } from '../../i18n/index.ts';
import type { Translate } from '../../i18n/translate.ts';

/** The translator of the language shown: `t('table.layers', { count: 3 })`. Renders again when the language changes. */
export function useT(): Translate {
  return useSyncExternalStore(onSpeechChange, currentSpeech).t;
}
