import type { LazyTensor } from './Checkpoint.ts';
import { WeightsError } from './WeightsError.ts';

/** Most weights of one layer; VGG's first linear layer has 103 million. */
const MAX_VALUES = 2 ** 28;

/** Arrays of a file after its codes were turned into weights. */
export interface Dequantised {
  readonly tensors: ReadonlyMap<string, LazyTensor>;
  readonly quantised: boolean;
}

/**
 * Turns product-quantised layers into ordinary ones: `L.codebook` `[k, d]` and `L.codes_matrix` `[out, m]` become `L.weight` of
 * m·d values for each output, in the layer's own order. Norms come with their statistics folded in, so mean 0 and variance 1 are added.
 * Source: arXiv 2010.15703, uber-research/permute-quantize-finetune.
 */
export function dequantise(tensors: ReadonlyMap<string, LazyTensor>, file: string): Dequantised {
  const layers = [...tensors.keys()]
    .filter((name) => name.endsWith('.codes_matrix'))
    .map((name) => name.slice(0, -'.codes_matrix'.length));
  if (layers.length === 0) return { tensors, quantised: false };
  const result = new Map([...tensors].filter(([name]) => !/\.(codebook|codes_matrix)$/.test(name)));
  for (const layer of layers) result.set(`${layer}.weight`, decoded(layer, tensors, file));
  for (const [name, tensor] of tensors) {
    const owner = name.slice(0, name.lastIndexOf('.'));
    const isNorm = name.endsWith('.weight') && tensor.shape.length === 1 && tensors.has(`${owner}.bias`);
    if (!isNorm || result.has(`${owner}.running_mean`)) continue;
    const { shape } = tensor;
    result.set(`${owner}.running_mean`, constant(`${owner}.running_mean`, shape, 0));
    result.set(`${owner}.running_var`, constant(`${owner}.running_var`, shape, 1));
  }
  return { tensors: result, quantised: true };
}

function decoded(layer: string, tensors: ReadonlyMap<string, LazyTensor>, file: string): LazyTensor {
  const codebook = tensors.get(`${layer}.codebook`);
  const codes = tensors.get(`${layer}.codes_matrix`);
  const [outputs, perOutput] = codes?.shape ?? [];
  const [entries, length] = codebook?.shape ?? [];
  const bad = (): WeightsError =>
    new WeightsError(
      'badQuantisation',
      { file, name: layer },
      `${file}: the codes of "${layer}" and its codebook do not belong together.`,
    );
  if (
    codebook === undefined ||
    codes === undefined ||
    outputs === undefined ||
    perOutput === undefined ||
    entries === undefined ||
    length === undefined ||
    outputs * perOutput * length > MAX_VALUES
  )
    throw bad();
  return {
    name: `${layer}.weight`,
    dtype: codebook.dtype,
    shape: [outputs, perOutput * length],
    reshape: true,
    async read() {
      const [book, indices] = await Promise.all([codebook.read(), codes.read()]);
      const values = new Float32Array(indices.length * length);
      for (const [place, code] of indices.entries()) {
        if (code < 0 || code >= entries) throw bad();
        values.set(book.subarray(code * length, (code + 1) * length), place * length);
      }
      return values;
    },
  };
}

function constant(name: string, shape: readonly number[], value: number): LazyTensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return { name, dtype: 'float32', shape, read: async () => new Float32Array(count).fill(value) };
}
