import { backend, setBackend } from '@tensorflow/tfjs-core';
import type { Backend } from './Backend.ts';

/** Plain JavaScript: slow, and everywhere. */
export const cpu: Backend = {
  id: 'cpu',
  probe: async () => ({ available: true, detail: 'JavaScript', software: false }),
  async start() {
    await import('@tensorflow/tfjs-backend-cpu');
    const { registerFastConvolution } = await import('./cpu-conv2d.ts');
    registerFastConvolution();
    await setBackend('cpu');
    // At its first tensor tfjs advertises a package for Node, amid the output of our commands.
    Object.assign(backend(), { firstUse: false });
  },
  trim: async () => {},
  stop: async () => {},
};
