/** An array to be written: values row by row. */
export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Bytes to whose multiple the header is padded, so that the arrays lie aligned. */
const ALIGNMENT = 8;

/**
 * A safetensors file of float32 arrays, one after the other, with texts about them.
 * Source: github.com/huggingface/safetensors, README: length of the header, header as JSON padded with blanks, bytes.
 */
export function writeSafetensors(
  tensors: readonly WrittenTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Blob {
  let end = 0;
  const entries = tensors.map(({ name, shape, data }) => {
    const begin = end;
    end += data.length * 4;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const bytes = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  const padding = ' '.repeat((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT);
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(bytes.length + padding.length), true);
  return new Blob([length, bytes, padding, ...tensors.map(({ data }) => littleEndian(data))]);
}

/** The values as the format keeps them, whatever this machine does. */
function littleEndian(data: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(data.length * 4));
  for (const [index, value] of data.entries()) view.setFloat32(index * 4, value, true);
  return view.buffer;
}
