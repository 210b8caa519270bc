import { fnv1a } from '../../hash.ts';
import type { GpuMap } from '../Dispatch.ts';
import { convolutionShader } from '../shaders/convolution.ts';
import { FORMS, nameOf } from '../shaders/convolution-forms.ts';

/** Names the kernels of this program by their own text: what was measured of others says nothing about them. */
export function kernelsVersion(): string {
  return fnv1a(FORMS.map((form) => `${nameOf(form)}\n${convolutionShader(SAMPLE, form).code}`).join('\n')).toString(16);
}

const MAP: GpuMap = {
  storage: { channels: 256, height: 14, width: 14, first: 0, last: 0 },
  height: 14,
  width: 14,
  channels: 256,
  vectors: 64,
  pixel: 64,
  offset: 0,
};

/** A convolution that every form can take, with all that a kernel can do. */
const SAMPLE = {
  from: MAP,
  to: MAP,
  residual: MAP,
  window: {
    kernelSize: [3, 3],
    stride: [1, 1],
    padding: [1, 1, 1, 1],
    dilation: [1, 1],
    ceilMode: false,
  },
  inVectors: 64,
  outWidth: 256,
  relu: true,
} as const;
