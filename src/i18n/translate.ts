import type { Words } from './languages.ts';

/** Values for the placeholders of a sentence. Numbers are grouped as the language does: 1234 → `1,234`. */
type Values = Readonly<Record<string, string | number>>;

/**
 * The sentence of a key, `area.key`, with its `{name}` placeholders filled.
 * With a number `count`, the form of the language's plural rule is taken where there is one: `rows_one`, `rows_other`.
 * An unknown key comes back as it is.
 */
export type Translate = (key: string, values?: Values) => string;

/** The space between a number and what it counts in Japanese, which no line ends with. */
const COUNTED = /(?<=\d) (?=[\u3041-\u9fff])/g;

/** The translator of a language whose words are loaded. */
export function createTranslate(lang: string, words: Words): Translate {
  const plural = new Intl.PluralRules(lang);
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 });
  return (key, values = {}) => {
    const sentence = find(words, key, values, plural);
    if (sentence === undefined) return key;
    const filled = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number.format(value) : value;
    });
    return lang === 'ja' ? filled.replace(COUNTED, '\u00a0') : filled;
  };
}

function find(words: Words, key: string, values: Values, plural: Intl.PluralRules): string | undefined {
  const { count } = values;
  if (typeof count !== 'number') return words[key];
  return words[`${key}_${plural.select(count)}`] ?? words[`${key}_other`] ?? words[key];
}
