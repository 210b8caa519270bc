import { fnv1a } from '../../hash.ts';
import type { GpuMap } from '../Dispatch.ts';
import { convolutionShader } from '../shaders/convolution.ts';
import { FORMS, nameOf } from '../shaders/convolution-forms.ts';

/** Names the kernels of this program by their own text: what was measured of others says nothing about them. */
export function kernelsVersion(): string {
  const texts = SAMPLES.flatMap((spec) =>
    FORMS.map((form) => `${nameOf(form)}\n${convolutionShader(spec, form).code}`),
  );
  return fnv1a(texts.join('\n')).toString(16);
}

const MAP = {
  storage: { channels: 256, height: 14, width: 14, first: 0, last: 0 },
  height: 14,
  width: 14,
  channels: 256,
  vectors: 64,
  pixel: 64,
  offset: 0,
} as const satisfies Omit<GpuMap, 'scalar'>;

/** A convolution that every form can take, with all that a kernel can do, in float32 and in half precision. */
const SAMPLES = (['f32', 'f16'] as const).map((scalar) => ({
  from: { ...MAP, scalar },
  to: { ...MAP, scalar },
  residual: { ...MAP, scalar },
  weights: scalar,
  window: {
    kernelSize: [3, 3],
    stride: [1, 1],
    padding: [1, 1, 1, 1],
    dilation: [1, 1],
    ceilMode: false,
  } as const,
  inVectors: 64,
  outWidth: 256,
  relu: true,
}));
