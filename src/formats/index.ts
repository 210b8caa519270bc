import type { RawCheckpoint } from './Checkpoint.ts';
import { isPytorchLegacy, readPytorchLegacy } from './pytorch-legacy.ts';
import { isPytorchZip, readPytorchZip } from './pytorch-zip.ts';
import { isSafetensors, readSafetensors } from './safetensors.ts';

/** One way to keep weights in a file. */
export interface WeightsFormat {
  readonly extensions: readonly string[];
  /** Whether a file that begins with these bytes is of this format. */
  matches(head: Uint8Array): boolean;
  /** Opens it; arrays are read later. Throws `WeightsError`. */
  read(file: Blob, name: string): Promise<RawCheckpoint>;
}

/** Every format. Add yours here. */
export const formats: readonly WeightsFormat[] = [
  { extensions: ['pth', 'pt', 'th', 'bin'], matches: isPytorchZip, read: readPytorchZip },
  { extensions: ['pth', 'pt', 'th'], matches: isPytorchLegacy, read: readPytorchLegacy },
  { extensions: ['safetensors'], matches: isSafetensors, read: readSafetensors },
];
