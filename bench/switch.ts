import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Switcher } from './page/switch-page.ts';
import { SWITCH_STARTER } from './page/switch-starter.ts';
import { serveBench } from './serve.ts';
import { SwitchBrowser } from './switch/SwitchBrowser.ts';
import { summarise } from './switch/summarise.ts';
import { toTable } from './to-table.ts';
import { modelFile, weightsFile } from './weights-file.ts';

const BOTH = ['ort', 'ours'] as const satisfies readonly Switcher[];

/** Milliseconds before another turn: threads that have nothing to do any more go to sleep. */
const REST = 500;

/** What `switchNetworks` is asked for: networks of the zoo, how often they change, and how many threads compute. */
export interface SwitchOptions {
  readonly networks: readonly string[];
  readonly switches: number;
  readonly threads: number;
}

/**
 * Networks change places, in the app's own worker and in onnxruntime-web, in turns, both from files on the disk; from choosing to first
 * logits. The memory is that of the page's process after the garbage is collected, with the first network in its place for
 * the first time and for the last. Prints a table.
 */
export async function switchNetworks({ networks, switches, threads }: SwitchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shapewalk-'));
  const { url, close } = await serveBench();
  const browsers: SwitchBrowser[] = [];
  try {
    const files: string[] = [];
    const write = async (name: string, bytes: Uint8Array): Promise<void> => {
      files.push(join(folder, name));
      await writeFile(join(folder, name), bytes);
    };
    for (const network of networks) await write(`${network}.safetensors`, await weightsFile(network));
    for (const network of [SWITCH_STARTER, ...networks]) await write(`${network}.onnx`, modelFile(network));
    for (const who of BOTH) browsers.push(await SwitchBrowser.open(url, who, { files, threads }));
    for (let turn = 0; turn < switches; turn++) {
      const network = networks[turn % networks.length] ?? '';
      for (const browser of turn % 2 === 0 ? browsers : browsers.toReversed()) {
        await new Promise((resolve) => setTimeout(resolve, REST));
        await browser.switchTo(network);
      }
      console.error(
        `${network}: ${browsers.map(({ who, turns }) => `${who} ${turns.at(-1)?.milliseconds.toFixed(0)} ms`).join(', ')}`,
      );
    }
    const [theirs, ours] = browsers;
    console.log(
      `Chromium ${theirs?.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}; ${switches} switches, ${threads} threads\n`,
    );
    console.log(toTable(summarise(theirs?.turns ?? [], ours?.turns ?? [])));
  } finally {
    for (const browser of browsers) await browser.close();
    await close();
    await rm(folder, { recursive: true });
  }
}
