/** The lists that the laboratory's controls choose from. */
export const labChoices = {
  task: ['rings', 'spirals', 'gratings'],
  layer: ['dense', 'conv'],
  activation: ['sigmoid', 'tanh', 'relu', 'leakyRelu', 'gelu'],
  init: ['xavier', 'he', 'small', 'large'],
  shortcut: ['none', 'identity', 'projection', 'scaled'],
} as const;

/** The laboratory's numbers: least, most, and the step of a slider. */
export const labLimits = {
  depth: { least: 2, most: 100, step: 1 },
  width: { least: 4, most: 48, step: 4 },
  learningRate: { least: 0.001, most: 1, step: 0.001 },
  seed: { least: 1, most: 999, step: 1 },
} as const;

/** Everything that decides a run of the laboratory; what is not here is the same for all runs. */
export interface LabSettings {
  readonly task: (typeof labChoices.task)[number];
  readonly layer: (typeof labChoices.layer)[number];
  readonly depth: number;
  readonly width: number;
  readonly activation: (typeof labChoices.activation)[number];
  readonly init: (typeof labChoices.init)[number];
  readonly batchNorm: boolean;
  readonly shortcut: (typeof labChoices.shortcut)[number];
  readonly learningRate: number;
  readonly seed: number;
}

/** Settings that every run shares. */
export const LAB_CONSTANTS = { momentum: 0.9, batchSize: 64 } as const;

/**
 * Settings as they stand in the address: `rings-dense-50-16-relu-he-bn-identity-0.02-1`
 * (task, layer, depth, width, activation, initialisation, BatchNorm or not, shortcut, learning rate, seed).
 */
export function writeLab(settings: LabSettings): string {
  const { task, layer, depth, width, activation, init, batchNorm, shortcut, learningRate, seed } = settings;
  return [
    task,
    layer,
    depth,
    width,
    activation,
    init,
    batchNorm ? 'bn' : 'no',
    shortcut,
    String(learningRate),
    seed,
  ].join('-');
}

/** Reads what `writeLab` wrote; `null` if it is no such thing or a number is out of its limits. */
export function readLab(text: string): LabSettings | null {
  const parts = text.split('-');
  if (parts.length !== 10) return null;
  const [task, layer, depth, width, activation, init, norm, shortcut, learningRate, seed] = parts;
  const found = {
    task: choice('task', task),
    layer: choice('layer', layer),
    depth: within('depth', depth),
    width: within('width', width),
    activation: choice('activation', activation),
    init: choice('init', init),
    batchNorm: norm === 'bn' ? true : norm === 'no' ? false : null,
    shortcut: choice('shortcut', shortcut),
    learningRate: within('learningRate', learningRate),
    seed: within('seed', seed),
  };
  if (Object.values(found).includes(null)) return null;
  return coherent(found as LabSettings);
}

/** Pictures go with convolutions, points with fully connected layers: the task that a layer can learn. */
export function coherent(settings: LabSettings): LabSettings {
  const hasPictures = settings.task === 'gratings';
  if (settings.layer === 'conv' && !hasPictures) return { ...settings, task: 'gratings' };
  if (settings.layer === 'dense' && hasPictures) return { ...settings, task: 'rings' };
  return settings;
}

function choice<Name extends keyof typeof labChoices>(
  name: Name,
  text: string | undefined,
): (typeof labChoices)[Name][number] | null {
  const choices: readonly (typeof labChoices)[Name][number][] = labChoices[name];
  return choices.find((value) => value === text) ?? null;
}

function within(name: keyof typeof labLimits, text: string | undefined): number | null {
  const { least, most, step } = labLimits[name];
  const value = Number(text);
  if (text === undefined || text === '' || !(value >= least && value <= most)) return null;
  return step >= 1 && !Number.isInteger(value) ? null : value;
}
