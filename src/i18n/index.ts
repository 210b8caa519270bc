import { createFormat, type Format } from './format.ts';
import { type LanguageCode, languages, type Part, type Words } from './languages.ts';
import { createTranslate, type Translate } from './translate.ts';

/** The language that is shown now: words and numbers. */
export interface Speech {
  readonly lang: LanguageCode;
  readonly t: Translate;
  readonly format: Format;
}

let speech: Speech = { lang: 'en', t: createTranslate('en', {}), format: createFormat('en') };
let wanted: LanguageCode | null = null;
const parts = new Set<Part>();
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

/** From now on every language speaks the words of this part too. Resolves when the present one does; rejects if they cannot be loaded. */
export async function speakPart(part: Part): Promise<void> {
  // Who asks for a part that is on its way waits for it too.
  if (!parts.has(part)) {
    parts.add(part);
    loaded.clear();
  }
  try {
    await speak(wanted ?? speech.lang);
  } catch (error) {
    parts.delete(part);
    throw error;
  }
}

async function load(lang: LanguageCode): Promise<Speech> {
  const language = languages[lang];
  const asked = [...parts];
  const loads = [language.load(), ...asked.map((part) => language.loadPart(part))];
  const words: Words = Object.assign({}, ...(await Promise.all(loads)));
  // Another part may have been asked for meanwhile; without it, this load would take its words away again.
  if (asked.length !== parts.size || !asked.every((part) => parts.has(part))) return await load(lang);
  const made: Speech = { lang, t: createTranslate(lang, words), format: createFormat(lang) };
  loaded.set(lang, made);
  return made;
}
