import type { LazyTensor } from './Checkpoint.ts';

/** Prefixes that wrappers put before every name: DataParallel, torch.compile, Lightning. */
const PREFIXES = ['module.', '_orig_mod.', 'model.', 'net.'] as const;

/** Share of the names from which on a prefix counts as a wrapper's: a loss function or a second head may stand beside the network. */
const MOST = 0.8;

/** timm's names of VGG's linear layers; the first two are convolutions there, with the same values in the same order. */
const TIMM_VGG: ReadonlyMap<string, string> = new Map([
  ['pre_logits.fc1', 'classifier.0'],
  ['pre_logits.fc2', 'classifier.3'],
  ['head.fc', 'classifier.6'],
]);

/**
 * Names as torchvision has them: prefixes that nearly every name carries are taken off, akamaster's `linear` becomes `fc`, timm's VGG
 * names become torchvision's.
 */
export function adaptNames(tensors: ReadonlyMap<string, LazyTensor>): ReadonlyMap<string, LazyTensor> {
  let adapted = [...tensors.values()];
  for (let found = commonPrefix(adapted); found !== undefined; found = commonPrefix(adapted)) {
    const prefix = found;
    adapted = adapted.map((tensor) =>
      tensor.name.startsWith(prefix) ? { ...tensor, name: tensor.name.slice(prefix.length) } : tensor,
    );
  }
  const names = new Set(adapted.map(({ name }) => name));
  return new Map(adapted.map((tensor) => renamed(tensor, names)).map((tensor) => [tensor.name, tensor]));
}

function commonPrefix(tensors: readonly LazyTensor[]): string | undefined {
  return PREFIXES.find((prefix) => {
    const count = tensors.filter(({ name }) => name.startsWith(prefix)).length;
    return count > 0 && count >= MOST * tensors.length;
  });
}

function renamed(tensor: LazyTensor, names: ReadonlySet<string>): LazyTensor {
  const dot = tensor.name.lastIndexOf('.');
  const [owner, leaf] = [tensor.name.slice(0, dot), tensor.name.slice(dot + 1)];
  if (owner === 'linear' && !names.has(`fc.${leaf}`)) return { ...tensor, name: `fc.${leaf}` };
  const classifier = TIMM_VGG.get(owner);
  if (classifier === undefined || !names.has('pre_logits.fc1.weight')) return tensor;
  return {
    ...tensor,
    name: `${classifier}.${leaf}`,
    ...(leaf === 'weight' && owner !== 'head.fc' && { reshape: true as const }),
  };
}
