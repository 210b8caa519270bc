import type { FileStore } from '../../store/FileStore.ts';

/** Names of forms by classes of convolution. */
export type Choices = Readonly<Record<string, string>>;

/** What was found to be fastest on one device. */
export interface KernelChoices {
  /** What is known. */
  readonly known: Choices;
  /** Keeps more, for this and later pages. */
  add(found: Choices): Promise<void>;
}

/** All devices in one file of a few kilobytes. */
interface ChoicesFile {
  readonly version: string;
  readonly devices: Readonly<Record<string, Choices>>;
}

const NAME = 'choices.json';

/**
 * The choices of a device, which its driver's description names. What was chosen among other kernels than those of `version` is forgotten,
 * and so is a file that cannot be read: everything in it can be measured again.
 */
export async function openChoices(files: FileStore, device: string, version: string): Promise<KernelChoices> {
  const stored = await read(files, version);
  let known = stored[device] ?? {};
  return {
    get known() {
      return known;
    },
    async add(found) {
      known = { ...known, ...found };
      try {
        await write(files, version, device, known);
      } catch {
        // The device is full, or another page writes: this page has its choices, and the next one measures again.
      }
    },
  };
}

async function write(files: FileStore, version: string, device: string, known: Choices): Promise<void> {
  // Another page may have written meanwhile.
  const devices = { ...(await read(files, version)), [device]: known };
  const text = JSON.stringify({ version, devices } satisfies ChoicesFile);
  if ((await files.names()).includes(NAME)) await files.remove(NAME);
  await files.append(NAME, new TextEncoder().encode(text));
}

async function read(files: FileStore, version: string): Promise<ChoicesFile['devices']> {
  const text = await (await files.read(NAME))?.text();
  const file = text === undefined ? undefined : parse(text);
  return file?.version === version ? file.devices : {};
}

function parse(text: string): ChoicesFile | undefined {
  try {
    const { version, devices } = JSON.parse(text) as Partial<ChoicesFile>;
    return version !== undefined && devices !== undefined ? { version, devices } : undefined;
  } catch {
    return undefined;
  }
}
