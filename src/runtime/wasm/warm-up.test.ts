import { expect, test } from 'vitest';
import { nodeKernels } from '../../cli/node-kernels.ts';
import { warmUp } from './warm-up.ts';

test('warmUp() runs a network that every kernel accepts', async () => {
  await expect(warmUp({ kernels: await nodeKernels() })).resolves.toBeUndefined();
});
