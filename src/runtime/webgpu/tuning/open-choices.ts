import { memoryStore } from '../../store/memory-store.ts';
import { opfsStore } from '../../store/opfs-store.ts';
import { type KernelChoices, openChoices } from './choices.ts';
import { kernelsVersion } from './kernels-version.ts';

let files: ReturnType<typeof opfsStore> | undefined;

/** What is known of an adapter's fastest kernels, from the device's store; from memory where the browser refuses storage. */
export async function choicesFor({
  vendor,
  architecture,
  device,
  description,
}: GPUAdapterInfo): Promise<KernelChoices> {
  files ??= opfsStore('kernels').catch(memoryStore);
  return openChoices(await files, [vendor, architecture, device, description].join(' | '), kernelsVersion());
}
