import { mergeAreas } from './merge-areas.ts';

/** The words of one language: flat keys such as `shell.share`. */
export type Words = Readonly<Record<string, string>>;

/**
 * Words that come with the pages, panels and dialogs that need them: whole areas, and parts of areas (`shell-help` belongs to
 * `shell`). What is not listed comes with the language.
 */
export const wordParts = [
  'run',
  'table',
  'own',
  'cuts',
  'lessons',
  'layers',
  'inspector-layer',
  'errors-running',
  'shell-help',
] as const;

/** Words that come with what needs them. */
export type Part = (typeof wordParts)[number];

/** A language of the interface. */
export interface Language {
  /** Its own name for itself. */
  readonly name: string;
  /** Loads its words; one request. */
  load(): Promise<Words>;
  /** Loads the words of a part (or of all lessons) that are not among those. */
  loadPart(part: Part): Promise<Words>;
}

/** The languages, by their code (BCP 47). To add one: copy `en/`, translate, add a line. */
export const languages = {
  en: {
    name: 'English',
    load: async () => (await import('./en/index.ts')).words,
    loadPart: (part) => loadPart('en', part),
  },
  ko: {
    name: '한국어',
    load: async () => (await import('./ko/index.ts')).words,
    loadPart: (part) => loadPart('ko', part),
  },
  ja: {
    name: '日本語',
    load: async () => (await import('./ja/index.ts')).words,
    loadPart: (part) => loadPart('ja', part),
  },
} as const satisfies Readonly<Record<string, Language>>;

const parts = import.meta.glob<Words>('./*/{run,table,own,cuts,layers,*-*}.json', { import: 'default' });

const lessons = import.meta.glob<Words>('./*/lessons/index.ts', { import: 'words' });

async function loadPart(code: string, part: Part): Promise<Words> {
  if (part === 'lessons') return (await lessons[`./${code}/lessons/index.ts`]?.()) ?? {};
  // What follows a hyphen names a part of an area: the sentences of `shell-help.json` are of `shell` too.
  const area = part.replace(/-.*/, '');
  return mergeAreas({ [area]: (await parts[`./${code}/${part}.json`]?.()) ?? {} });
}

/** Code of a language. */
export type LanguageCode = keyof typeof languages;

/** Whether a string is the code of a language that we speak. */
export function isLanguageCode(code: string): code is LanguageCode {
  return Object.hasOwn(languages, code);
}

/** The first of the wanted languages (`navigator.languages`) that we speak; English if none. */
export function chooseLanguage(wanted: readonly string[]): LanguageCode {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguageCode(code)) return code;
  }
  return 'en';
}
