import type { PickleDict, PickleValue, TensorRef } from './pickle-values.ts';
import { WeightsError } from './WeightsError.ts';

/** Names under which people save the state dict in a larger checkpoint, the likeliest first. */
const WRAPPERS = ['state_dict', 'model_state_dict', 'model', 'net', 'network', 'weights', 'ema', 'params'] as const;

/**
 * The tensors of a checkpoint by name: of the object itself, or of the dict that it wraps. Throws `WeightsError` if it holds none.
 */
export function findStateDict(value: PickleValue, file: string): ReadonlyMap<string, TensorRef> {
  const inner = WRAPPERS.map((name) => (isDict(value) ? value.entries.get(name) : undefined)).find(
    (candidate) => candidate !== undefined && tensorsOf(candidate).size > 0,
  );
  const tensors = tensorsOf(inner ?? value);
  if (tensors.size === 0)
    throw new WeightsError(
      'noTensors',
      { file },
      `${file} holds no tensors by name: it is not a state dict. Save model.state_dict().`,
    );
  return tensors;
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
