import { analyze } from '../engine/analyze.ts';
import { ShapeError } from '../engine/errors.ts';
import { findNetwork, networks } from '../zoo/index.ts';
import type { BuildOptions, NetworkEntry } from '../zoo/NetworkEntry.ts';
import { nearest } from '../zoo/nearest.ts';
import { smallestSide } from '../zoo/smallest-side.ts';
import { UsageError } from './usage-error.ts';

/** What a command was called with. */
export interface Arguments {
  readonly positional: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** A value for each option, to show how it is written. */
const EXAMPLES: Readonly<Record<string, string>> = {
  size: '224x224',
  batch: '1',
  classes: '1000',
  format: 'torchinfo',
  backend: 'cpu',
  weights: 'resnet50.safetensors',
  image: 'tabby.jpg',
};

/**
 * Splits a command line into words and `--name value` (or `--name=value`) pairs. Throws `UsageError` for an option that is not in
 * `known`, stands there twice or has no value.
 */
export function parseArguments(words: readonly string[], known: readonly string[]): Arguments {
  const positional: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) {
      positional.push(word);
      continue;
    }
    const [option = '', inline] = word.split(/=(.*)/s);
    const name = known.find((candidate) => option === `--${candidate}`);
    if (name === undefined)
      throw new UsageError(`unknown option ${option}; known are ${known.map((each) => `--${each}`).join(', ')}`);
    if (options.has(name)) throw new UsageError(`--${name} stands there twice; give it once`);
    const value = inline ?? words[++index];
    if (value === undefined || (inline === undefined && value.startsWith('--')))
      throw new UsageError(`--${name} needs a value, as in --${name} ${EXAMPLES[name] ?? 'VALUE'}`);
    options.set(name, value);
  }
  return { positional, options };
}

/** The network that a command names. Throws `UsageError` with the nearest name. */
export function networkArgument(positional: readonly string[]): NetworkEntry {
  const [name, ...rest] = positional;
  if (name === undefined)
    throw new UsageError(`no network is named; known are ${networks.map(({ id }) => id).join(', ')}`);
  if (rest.length > 0) throw new UsageError(`one network at a time; "${rest.join(' ')}" is too much`);
  const entry = findNetwork(name);
  if (entry !== undefined) return entry;
  throw new UsageError(
    `no network is called "${name}"; did you mean ${nearest(
      name,
      networks.map(({ id }) => id),
    )}?`,
  );
}

/** `--size` and `--classes`, or the network's own. Throws `UsageError` if they are none, or if the network does not take the size. */
export function buildOptions(entry: NetworkEntry, options: ReadonlyMap<string, string>): BuildOptions {
  const size = options.get('size');
  const build: BuildOptions = {
    size: size === undefined ? entry.defaults.size : parseSize(size),
    classes: wholeNumber(options, 'classes', entry.defaults.classes),
  };
  requireFit(entry, build);
  return build;
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
  // `summary … | head` closes the pipe before all is written: nobody reads on, and that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    const line = lineOf(error);
    if (line === undefined) throw error;
    process.stderr.write(`${name}: ${line.replaceAll('\n', ' ')}\n`);
    process.exitCode = 2;
  }
}

/** What to tell whoever called a command wrongly; `undefined` for an error that is our own. */
function lineOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (['UsageError', 'ShapeError', 'GraphError', 'WeightsError'].includes(error.name)) return error.message;
  const isTooLarge = error instanceof RangeError && /array (length|buffer)|allocation/i.test(error.message);
  return isTooLarge ? `more memory is needed than there is (${error.message}); use a smaller --size` : undefined;
}

function parseSize(text: string): readonly [number, number] {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  const [height, width] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || height < 1 || width < 1)
    throw new UsageError(`--size is "${text}"; write height and width in pixels, as in 224x224`);
  return [height, width];
}

function requireFit(entry: NetworkEntry, build: BuildOptions): void {
  try {
    analyze(entry.build(build));
  } catch (error) {
    const least = error instanceof ShapeError ? smallestSide(entry, build.classes) : null;
    if (!(error instanceof ShapeError) || least === null) throw error;
    const [height, width] = build.size;
    const fits = `${Math.max(height, least)}x${Math.max(width, least)}`;
    throw new UsageError(`${height}x${width} is too small for ${entry.id}: ${reasonOf(error)}; ${fits} would do`);
  }
}

/** What does not fit, without the engine's own repair: whoever calls a command can only change the size. */
function reasonOf({ message, details: { node, rule, values } }: ShapeError): string {
  if (rule !== 'kernelTooLarge') return message;
  return `${node} has a window of ${values['reach']}, and only ${values['padded']} to put it on`;
}
