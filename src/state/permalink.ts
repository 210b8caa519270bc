import { isLanguageCode } from '../i18n/languages.ts';
import type { Lang, Level, Mode, Theme, UserError } from './AppState.ts';
import { formatSize, MAX_CLASSES, MAX_SIDE, parseClasses, parseSize, type Size } from './limits.ts';

/** What an address says. `null` and empty where it is silent. */
export interface Address {
  readonly network: string | null;
  readonly node: string | null;
  readonly mode: Mode;
  readonly size: Size | null;
  readonly classes: number | null;
  readonly lang: Lang | null;
  readonly theme: Exclude<Theme, 'system'> | null;
  readonly lesson: string | null;
  /** Step of the lesson, from 1. */
  readonly step: number | null;
  /** Parts of the lesson that a teacher's link hides. */
  readonly hidden: readonly string[];
  /** Settings of the laboratory, as `writeLab` of src/lessons writes them. */
  readonly lab: string | null;
  /** Chain of the Own page, as `writeChain` of src/chain writes it. */
  readonly chain: string | null;
  /** What is cut, as `writeCuts` writes it. */
  readonly cuts: readonly string[];
  readonly level: Level | null;
  readonly opened: readonly string[];
}

/** The address that says nothing: the default network on the Explore page. */
export const emptyAddress: Address = {
  network: null,
  node: null,
  mode: 'explore',
  size: null,
  classes: null,
  lang: null,
  theme: null,
  lesson: null,
  step: null,
  hidden: [],
  lab: null,
  chain: null,
  cuts: [],
  level: null,
  opened: [],
};

/** The five pages, in the order of the header and of the keys 1 to 5. */
export const modes: readonly Mode[] = ['explore', 'table', 'run', 'learn', 'own'];

/**
 * Reads the hash of an address: `#/resnet50/layer3.0.conv2?mode=table&size=256x256`.
 * What cannot be read is left at `null`; the first such thing comes back as `error`. Parameters we do not know are passed over.
 */
export function readAddress(hash: string): { readonly address: Address; readonly error: UserError | null } {
  const [path = '', query = ''] = splitOnce(hash.replace(/^#?\/?/, ''), '?');
  const [network = '', node = ''] = splitOnce(path, '/').map(decode);
  const parameters = new URLSearchParams(query);
  const errors: UserError[] = [];

  function read<Value>(
    name: string,
    parse: (text: string) => Value | null,
    fail: (text: string) => UserError,
  ): Value | null {
    const text = parameters.get(name);
    if (text === null) return null;
    const value = parse(text);
    if (value === null) errors.push(fail(text));
    return value;
  }
  const choice = <Value extends string>(name: string, allowed: readonly Value[]): Value | null =>
    read(
      name,
      (text) => allowed.find((value) => value === text) ?? null,
      (value) => ({ rule: 'badOption', values: { name, value, allowed: allowed.join(', ') } }),
    );

  const address: Address = {
    network: network || null,
    node: node || null,
    mode: choice('mode', modes) ?? 'explore',
    size: read('size', parseSize, (size) => ({ rule: 'badSize', values: { size, limit: MAX_SIDE } })),
    classes: read('classes', parseClasses, (classes) => ({
      rule: 'badClasses',
      values: { classes, limit: MAX_CLASSES },
    })),
    lang: read(
      'lang',
      (text) => (isLanguageCode(text) ? text : null),
      (value) => ({
        rule: 'badOption',
        values: { name: 'lang', value, allowed: 'en, ko, ja' },
      }),
    ),
    theme: choice('theme', ['light', 'dark']),
    lesson: parameters.get('lesson') || null,
    step: read('step', parseStep, (value) => ({
      rule: 'badOption',
      values: { name: 'step', value, allowed: '1, 2, 3 …' },
    })),
    hidden: list(parameters.get('hide')),
    lab: parameters.get('lab') || null,
    chain: parameters.get('chain') || null,
    cuts: list(parameters.get('cut')),
    level: readLevel(parameters.get('l')),
    opened: list(parameters.get('o')),
  };
  return { address, error: errors[0] ?? null };
}

/** The hash of an address, `#/resnet50?mode=table`; what is `null`, empty or the Explore page is left out. */
export function writeAddress(address: Address): string {
  const { network, node, mode, size, classes, lang, theme, lesson, chain, step, hidden, lab, cuts, level, opened } =
    address;
  const query = [
    mode === 'explore' ? '' : `mode=${mode}`,
    size === null ? '' : `size=${formatSize(size)}`,
    classes === null ? '' : `classes=${classes}`,
    lang === null ? '' : `lang=${lang}`,
    lesson === null ? '' : `lesson=${encodeURIComponent(lesson)}`,
    step === null ? '' : `step=${step}`,
    lab === null ? '' : `lab=${encodeURIComponent(lab)}`,
    hidden.length === 0 ? '' : `hide=${hidden.map(encodeURIComponent).join(',')}`,
    chain === null ? '' : `chain=${encodeURIComponent(chain).replaceAll('%2C', ',')}`,
    cuts.length === 0 ? '' : `cut=${cuts.map(encodeURIComponent).join(',').replaceAll('%3A', ':')}`,
    theme === null ? '' : `theme=${theme}`,
    level === null ? '' : `l=${level}`,
    opened.length === 0 ? '' : `o=${opened.map(encodeURIComponent).join(',')}`,
  ].filter((part) => part !== '');
  const path = [network, network === null ? null : node].filter((part) => part !== null).map(encodeURIComponent);
  return `#/${path.join('/')}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** The items of a list with commas, each once. */
function list(text: string | null): readonly string[] {
  return [...new Set((text ?? '').split(',').filter((item) => item !== ''))];
}

function parseStep(text: string): number | null {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : null;
}

function readLevel(text: string | null): Level | null {
  if (text === '0') return 0;
  if (text === '1') return 1;
  return text === '2' ? 2 : null;
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Percent-decodes; a broken escape stays as it is, so that the error can name it. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
