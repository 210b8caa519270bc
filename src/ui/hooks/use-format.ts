import { useSyncExternalStore } from 'react';
import type { Format } from '../../i18n/format.ts';
import { currentSpeech, onSpeechChange } from '../../i18n/index.ts';

/** Numbers as the language shown writes them. */
export function useFormat(): Format {
  return useSyncExternalStore(onSpeechChange, currentSpeech).format;
}
