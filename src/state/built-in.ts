import { networks } from '../zoo/index.ts';
import type { NetworkEntry } from '../zoo/NetworkEntry.ts';
import type { CatalogueEntry } from '../zoo/weights.ts';

/** What is told of a network that the project trained: written by `scripts/train` beside its weights. */
export interface ModelCard {
  readonly network: string;
  readonly license: string;
  readonly recipe: {
    readonly momentum: number;
    readonly weightDecay: number;
    readonly batch: number;
    readonly highestLearningRate: number;
    readonly labelSmoothing: number;
  };
  readonly epochs: number;
  readonly seed: number;
  /** Time of training. */
  readonly seconds: number;
  readonly parameters: number;
  /** Percent of the test pictures, as shipped. */
  readonly accuracy: number;
  readonly classes: readonly string[];
  /** Percent of each class's test pictures. */
  readonly perClass: readonly number[];
  /** Test pictures by true class (row) and predicted class (column). */
  readonly confusion: readonly (readonly number[])[];
  /** Loss, and accuracy on training and test pictures in percent, after each epoch. */
  readonly history: readonly { readonly loss: number; readonly train: number; readonly test: number }[];
  /** `2026-11-24` */
  readonly date: string;
  /** Version of PyTorch. */
  readonly torch: string;
}

const accuracies = import.meta.glob<number>('../../public/weights/*.json', { eager: true, import: 'accuracy' });
const parameters = import.meta.glob<number>('../../public/weights/*.json', { eager: true, import: 'parameters' });

/** The networks that were trained by the project and lie in `public/weights`, in the order of the picker. */
export const builtIn: readonly CatalogueEntry[] = networks.flatMap((network) => entryOf(network) ?? []);

/** The built-in weights of just this network; `undefined` if it has none. */
export function builtInOf(network: string): CatalogueEntry | undefined {
  return builtIn.find((entry) => entry.network === network);
}

/** The built-in network to try for the network that is looked at: itself, else the most accurate one of its kind or, if there is none, of all. */
export function builtInLike(network: string): CatalogueEntry | undefined {
  const kind = kindOf(network);
  const best = builtIn.toSorted((a, b) => b.accuracy - a.accuracy);
  return builtInOf(network) ?? best.find((entry) => kindOf(entry.network) === kind) ?? best[0];
}

/** The card of a built-in network. Rejects if it cannot be fetched. */
export async function fetchCard(network: string): Promise<ModelCard> {
  const response = await fetch(`weights/${network}.json`);
  if (!response.ok) throw new Error(`weights/${network}.json: ${response.status}`);
  return (await response.json()) as ModelCard;
}

/** `resnet` of `wide_resnet50_2` and of `resnet20_cifar`. */
function kindOf(network: string): string {
  return /^(?:wide_)?([a-z]+)/.exec(network)?.[1] ?? network;
}

function entryOf({ id, defaults, preprocessing }: NetworkEntry): CatalogueEntry | undefined {
  const path = `../../public/weights/${id}.json`;
  const accuracy = accuracies[path];
  if (accuracy === undefined) return undefined;
  return {
    id: `built-in/${id}`,
    network: id,
    title: 'trainedHere',
    url: `weights/${id}.safetensors`,
    kind: 'built-in',
    // Two bytes a parameter: shipped as float16.
    bytes: 2 * (parameters[path] ?? 0),
    exact: false,
    accuracy,
    data: 'CIFAR-10',
    licence: { name: 'MIT', url: '', nonCommercial: false },
    source: 'scripts/train',
    classes: defaults.classes,
    preprocessing,
  };
}
