import { describe, expect, it } from 'vitest';
import { type LanguageCode, languages, type Words, wordParts } from './languages.ts';

const codes = Object.keys(languages) as LanguageCode[];
const words = Object.fromEntries(
  await Promise.all(
    codes.map(async (code) => {
      const { load, loadPart } = languages[code];
      const loaded = await Promise.all([load(), ...wordParts.map((part) => loadPart(part))]);
      return [code, Object.assign({}, ...loaded) as Words] as const;
    }),
  ),
);

/** Forms that plural rules ask for; a language has those that it needs. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

function keys(code: string): readonly string[] {
  return [...new Set(Object.keys(words[code] ?? {}).map((key) => key.replace(PLURAL, '')))].sort();
}

function placeholders(sentence: string): readonly string[] {
  return [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
}

/** The text of everything under `src` that may use words. */
const code = Object.values(
  import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
).join('\n');

describe.each(codes)('%s', (lang) => {
  it('has the keys of English', () => {
    expect(keys(lang)).toEqual(keys('en'));
  });

  it('has no empty sentence', () => {
    const empty = Object.entries(words[lang] ?? {}).filter(([, sentence]) => sentence.trim() === '');
    expect(empty).toEqual([]);
  });

  it('has the plural forms that the language needs', () => {
    const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    const plural = Object.keys(words[lang] ?? {}).filter((key) => PLURAL.test(key));
    for (const key of new Set(plural.map((name) => name.replace(PLURAL, ''))))
      for (const category of needed) expect(words[lang], key).toHaveProperty([`${key}_${category}`]);
  });

  it('has the placeholders of English, but for English words that a translation does without', () => {
    const needed = (sentence: string): readonly string[] =>
      placeholders(sentence).filter((name) => !['{detail}', '{what}'].includes(name));
    for (const [key, sentence] of Object.entries(words[lang] ?? {})) {
      const english = words['en']?.[key] ?? words['en']?.[key.replace(PLURAL, '_other')] ?? '';
      expect(needed(sentence), key).toEqual(needed(english));
    }
  });
});

describe('keys', () => {
  /** What follows `t(` or stands as a whole string: keys written out, and the beginnings of composed ones. */
  const literal = new Set(code.match(/(?<=['"`])[a-z]+(?:\.[\w-]+)+(?=['"`])/g) ?? []);
  const composed = [...new Set(code.match(/(?<=`)[a-z]+\.(?:[\w-]+\.)*[\w-]*(?=\$\{)/g) ?? [])];

  it('every key that is written out in the code has a sentence', () => {
    const used = [...code.matchAll(/\bt\(\s*(?:\w+ \? )?'([a-z]+\.[\w.-]+)'/g)].map((match) => match[1] ?? '');
    expect(used.filter((key) => !keys('en').includes(key))).toEqual([]);
  });

  it('every sentence is used by the code', () => {
    const unused = keys('en').filter(
      (key) => !literal.has(key) && !composed.some((start) => start.includes('.') && key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });
});

/** The tables of rules: objects whose keys are the ids that errors carry. */
const tables = import.meta.glob<Readonly<Record<string, Readonly<Record<string, unknown>>>>>(
  ['../*/rules.ts', '../runtime/*/rules.ts'],
  { eager: true },
);

describe.each(Object.entries(tables))('rules of %s', (_path, module) => {
  it('have a sentence each, with no placeholder that the rule does not fill', () => {
    for (const rules of Object.values(module)) {
      for (const [rule, values] of Object.entries(rules)) {
        const sentence = words['en']?.[`errors.${rule}`];
        expect(sentence, rule).toBeTypeOf('string');
        if (!Array.isArray(values)) continue;
        for (const name of placeholders(sentence ?? '')) expect(values, rule).toContain(name.slice(1, -1));
      }
    }
  });
});

it('every sentence of errors belongs to a rule', () => {
  /** What wraps the sentence of a rule: where it happened, and what would fit. */
  const frames = ['atNode', 'misfit', 'fits'];
  const rules = Object.values(tables).flatMap((module) => Object.values(module).flatMap((table) => Object.keys(table)));
  const known = new Set([...rules, ...frames]);
  const errors = keys('en').filter((key) => key.startsWith('errors.'));
  expect(errors.filter((key) => !known.has(key.slice('errors.'.length)))).toEqual([]);
});

it('every kind of layer has a name and a sentence', async () => {
  const engine = import.meta.glob<Readonly<Record<string, unknown>>>('../engine/layers/index.ts', { import: 'layers' });
  for (const load of Object.values(engine))
    for (const kind of Object.keys(await load()))
      expect(keys('en'), kind).toEqual(expect.arrayContaining([`layers.${kind}`, `layers.${kind}.what`]));
});

it('no Korean sentence hangs a particle on a value whose last sound nobody knows', () => {
  const choice = /[을은이과]\([를는가와]\)|\((?:으|이)\)/;
  const hung = /\}[”’"]*(?:을|를|은|는|이|가|과|와|로|으로|이라|라)(?=[\s,.]|는 )/;
  // The facts of a lesson's steps never change; the numbers of its exercises do.
  const found = Object.entries(words['ko'] ?? {}).filter(
    ([key, text]) => choice.test(text) || (hung.test(text) && !/^lessons\..*\.body$/.test(key)),
  );
  expect(found).toEqual([]);
});
