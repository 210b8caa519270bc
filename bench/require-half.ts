import type { Page } from 'playwright';
import { UsageError } from '../src/cli/usage-error.ts';

/** Goes on where the browser's adapter computes in half precision. Throws `UsageError` where it does not, with its name. */
export async function requireHalf(page: Pick<Page, 'evaluate'>): Promise<void> {
  const adapter = await page.evaluate(async () => {
    const found = (await navigator.gpu?.requestAdapter()) ?? null;
    if (found === null) return null;
    const { vendor, architecture, description } = found.info;
    return { name: description || `${vendor} ${architecture}`, half: found.features.has('shader-f16') };
  });
  if (adapter?.half === true) return;
  const lack =
    adapter === null ? 'this browser has no WebGPU adapter' : `the adapter (${adapter.name}) has no shader-f16`;
  throw new UsageError(
    `${lack}, which half precision needs; leave --half away, or run it where there is a GPU that has it`,
  );
}
