import type { PickleDict, PickleValue, TensorRef } from './pickle-values.ts';
import { WeightsError } from './WeightsError.ts';

/** Names under which people save the state dict in a larger checkpoint, the likeliest first; running averages come after the weights. */
const WRAPPERS: readonly PickleValue[] = [
  'state_dict',
  'model_state_dict',
  'model',
  'net',
  'network',
  'module',
  'weights',
  'params',
  'state_dict_ema',
  'ema_state_dict',
  'model_ema',
  'ema_model',
  'ema',
  'params_ema',
];

/** How deep wrappers stand in one another: Lightning in a sweep's result has two. */
const MAX_DEPTH = 3;

/**
 * The tensors of a checkpoint by name: of the object itself, or of the dict that it wraps. Throws `WeightsError` if it holds none.
 */
export function findStateDict(value: PickleValue, file: string): ReadonlyMap<string, TensorRef> {
  const tensors = wrapped(value, MAX_DEPTH) ?? tensorsOf(value);
  if (tensors.size === 0)
    throw new WeightsError(
      'noTensors',
      { file },
      `${file} holds no tensors by name: it is not a state dict. Save model.state_dict().`,
    );
  return tensors;
}

/** The tensors behind the likeliest wrapper; if none has a known name and the dict has no tensors itself, its largest dict's. */
function wrapped(value: PickleValue, depth: number): ReadonlyMap<string, TensorRef> | undefined {
  if (!isDict(value) || depth === 0) return undefined;
  for (const name of WRAPPERS) {
    const inner = value.entries.get(name) ?? null;
    const tensors = wrapped(inner, depth - 1) ?? tensorsOf(inner);
    if (tensors.size > 0) return tensors;
  }
  if (tensorsOf(value).size > 0) return undefined;
  const others = [...value.entries].filter(([name]) => typeof name === 'string' && !/optim|sched/i.test(name));
  return others
    .map(([, inner]) => tensorsOf(inner))
    .reduce<ReadonlyMap<string, TensorRef> | undefined>(
      (most, tensors) => (tensors.size > (most?.size ?? 0) ? tensors : most),
      undefined,
    );
}

function tensorsOf(value: PickleValue): Map<string, TensorRef> {
  const tensors = new Map<string, TensorRef>();
  if (!isDict(value)) return tensors;
  for (const [name, entry] of value.entries) if (typeof name === 'string' && isTensor(entry)) tensors.set(name, entry);
  return tensors;
}

function isDict(value: PickleValue): value is PickleDict {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'dict';
}

function isTensor(value: PickleValue): value is TensorRef {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'tensor';
}
