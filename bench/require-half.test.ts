import { expect, test } from 'vitest';
import { requireHalf } from './require-half.ts';

/** A page whose adapter is this. */
function pageWith(adapter: { readonly name: string; readonly half: boolean } | null): { evaluate(): Promise<never> } {
  return { evaluate: async () => adapter as never };
}

test('requireHalf() says which adapter lacks half precision, or that there is none', async () => {
  await requireHalf(pageWith({ name: 'a GPU', half: true }));
  await expect(requireHalf(pageWith({ name: 'google swiftshader', half: false }))).rejects.toThrow(
    'the adapter (google swiftshader) has no shader-f16, which half precision needs',
  );
  await expect(requireHalf(pageWith(null))).rejects.toThrow('this browser has no WebGPU adapter');
});
