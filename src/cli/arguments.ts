import { findNetwork, networks } from '../zoo/index.ts';
import type { BuildOptions, NetworkEntry } from '../zoo/NetworkEntry.ts';
import { UsageError } from './usage-error.ts';

/** What a command was called with. */
export interface Arguments {
  readonly positional: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Splits a command line into words and `--name value` (or `--name=value`) pairs. Throws `UsageError` for a name not in `known`. */
export function parseArguments(words: readonly string[], known: readonly string[]): Arguments {
  const positional: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('--')) {
      positional.push(word);
      continue;
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    if (!known.includes(name))
      throw new UsageError(`unknown option --${name}; known are ${known.map((option) => `--${option}`).join(', ')}`);
    const value = inline ?? words[++index];
    if (value === undefined || (inline === undefined && value.startsWith('--')))
      throw new UsageError(`--${name} needs a value`);
    options.set(name, value);
  }
  return { positional, options };
}

/** The network that a command names. Throws `UsageError` with the nearest name. */
export function networkArgument(positional: readonly string[]): NetworkEntry {
  const [name, ...rest] = positional;
  if (name === undefined) throw new UsageError(`name a network: ${networks.map(({ id }) => id).join(', ')}`);
  if (rest.length > 0) throw new UsageError(`one network at a time; "${rest.join(' ')}" is too much`);
  const entry = findNetwork(name);
  if (entry !== undefined) return entry;
  throw new UsageError(`no network is called "${name}"; did you mean ${nearest(name)}?`);
}

/** `--size` and `--classes`, or the network's own. */
export function buildOptions(entry: NetworkEntry, options: ReadonlyMap<string, string>): BuildOptions {
  const size = options.get('size');
  return {
    size: size === undefined ? entry.defaults.size : parseSize(size),
    classes: wholeNumber(options, 'classes', entry.defaults.classes),
  };
}

/** The value of an option that is a whole number of at least 1. */
export function wholeNumber(options: ReadonlyMap<string, string>, name: string, fallback: number): number {
  const text = options.get(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= 1) return value;
  throw new UsageError(`--${name} is "${text}"; it must be a whole number of at least 1`);
}

/** The value of an option that is one of a few words. */
export function choice<Word extends string>(
  options: ReadonlyMap<string, string>,
  name: string,
  words: readonly Word[],
  fallback: Word,
): Word {
  const text = options.get(name);
  if (text === undefined) return fallback;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is "${text}"; it must be one of ${words.join(', ')}`);
}

/** Runs a command; bad usage, and networks that do not fit their size, end it with status 2 and one line. */
export async function runCommand(
  name: string,
  command: (words: readonly string[]) => void | Promise<void>,
): Promise<void> {
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    const isUsage =
      error instanceof Error && ['UsageError', 'ShapeError', 'GraphError', 'WeightsError'].includes(error.name);
    if (!isUsage) throw error;
    process.stderr.write(`${name}: ${error.message.replaceAll('\n', ' ')}\n`);
    process.exitCode = 2;
  }
}

function parseSize(text: string): readonly [number, number] {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  const [height, width] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || height < 1 || width < 1)
    throw new UsageError(`--size is "${text}"; write height and width in pixels, as in 224x224`);
  return [height, width];
}

function nearest(name: string): string {
  const ranked = networks
    .map(({ id }) => ({ id, distance: editDistance(name.toLowerCase(), id) }))
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.id ?? '';
}

/** Levenshtein distance: insertions, deletions and replacements between two words. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_value, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
