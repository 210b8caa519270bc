import { createFormat, type Format } from './format.ts';
import { type LanguageCode, languages } from './languages.ts';
import { createTranslate, type Translate } from './translate.ts';

/** The language that is shown now: words and numbers. */
export interface Speech {
  readonly lang: LanguageCode;
  readonly t: Translate;
  readonly format: Format;
}

let speech: Speech = { lang: 'en', t: createTranslate('en', {}), format: createFormat('en') };
let wanted: LanguageCode | null = null;
const loaded = new Map<LanguageCode, Speech>();
const listeners = new Set<() => void>();

/** What is spoken now; the former language until the words of the wanted one have arrived. */
export function currentSpeech(): Speech {
  return speech;
}

/** Tells the listener when the language has changed. Returns the way to stop. */
export function onSpeechChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Loads a language and speaks it. Of two calls the later one wins. Rejects if its words cannot be loaded. */
export async function speak(lang: LanguageCode): Promise<void> {
  wanted = lang;
  const next = loaded.get(lang) ?? (await load(lang));
  if (wanted !== lang || next === speech) return;
  speech = next;
  for (const listener of listeners) listener();
}

async function load(lang: LanguageCode): Promise<Speech> {
  const words = await languages[lang].load();
  const made: Speech = { lang, t: createTranslate(lang, words), format: createFormat(lang) };
  loaded.set(lang, made);
  return made;
}
