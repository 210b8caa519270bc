import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright';

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
  /** Seconds. */
  readonly cpuTime: number;
}

/**
 * Watches the memory of all renderers from now on. What it gives, when asked, is by how many bytes the one that grew most did so at its
 * peak: workers and WebAssembly memory included, and whatever is not yet collected. `undefined` where there is no /proc.
 */
export async function watchRenderers(browser: Browser): Promise<() => Promise<number | undefined>> {
  const before = new Map<number, number>();
  for (const id of await renderersOf(browser)) {
    const bytes = await statusOf(id, 'VmRSS');
    if (bytes === undefined) continue;
    // 5 sets the peak back to what is resident now. Source: man 5 proc, clear_refs.
    await writeFile(`/proc/${id}/clear_refs`, '5');
    before.set(id, bytes);
  }
  return async () => {
    const grown: number[] = [];
    for (const [id, bytes] of before) {
      const peak = await statusOf(id, 'VmHWM');
      if (peak !== undefined) grown.push(peak - bytes);
    }
    return grown.length === 0 ? undefined : Math.max(...grown);
  };
}

/** Bytes that are resident of the largest renderer now, workers and WebAssembly memory included; `undefined` where there is no /proc. */
export async function residentBytes(browser: Browser): Promise<number | undefined> {
  const sizes = await Promise.all((await renderersOf(browser)).map((id) => statusOf(id, 'VmRSS')));
  const known = sizes.flatMap((size) => size ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Milliseconds of processor time that all processes of a browser have taken so far. */
export async function processorTimeOf(browser: Browser): Promise<number> {
  return (await processesOf(browser)).reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** Ids of the processes that render pages. */
async function renderersOf(browser: Browser): Promise<readonly number[]> {
  return (await processesOf(browser)).filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

async function processesOf(browser: Browser): Promise<readonly ProcessInfo[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    readonly processInfo: readonly ProcessInfo[];
  };
  await session.detach();
  return processInfo;
}

/** A line of a process's status, in bytes. */
async function statusOf(id: number, name: string): Promise<number | undefined> {
  try {
    const [, kibibytes] =
      new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(await readFile(`/proc/${id}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
