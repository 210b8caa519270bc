import { formatShape } from '../engine/shape.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { isSafetensors, readMetadata } from './safetensors.ts';
import { WeightsError } from './WeightsError.ts';
import { writeSafetensors } from './write-safetensors.ts';

/** Most classes of a head that is read. */
const MOST_CLASSES = 100;

/** A linear layer of its own, with the names of its classes and the network whose features it reads. */
export interface HeadFile {
  /** Path of the layer in its network: `fc`. */
  readonly layer: string;
  readonly network: string;
  readonly classes: readonly string[];
  /** `[classes, width]`, row by row. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** What a file must hold to be put onto a frozen network. */
export interface HeadPlace {
  readonly layer: string;
  readonly network: string;
  /** Features that arrive. */
  readonly width: number;
}

/** The head as safetensors, under the names that PyTorch gives it; classes and network go into the metadata. */
export function writeHead({ layer, network, classes, weight, bias }: HeadFile): Blob {
  return writeSafetensors(
    [
      { name: `${layer}.weight`, shape: [classes.length, weight.length / classes.length], data: weight },
      { name: `${layer}.bias`, shape: [classes.length], data: bias },
    ],
    { format: 'pt', network, classes: JSON.stringify(classes) },
  );
}

/** Reads a head that was saved here and checks it against its place. Throws `WeightsError`. */
export async function readHead(file: Blob, name: string, { layer, network, width }: HeadPlace): Promise<HeadFile> {
  const { tensors } = await openCheckpoint(file, name);
  const head = new Uint8Array(await file.slice(0, 9).arrayBuffer());
  const metadata = isSafetensors(head) ? await readMetadata(file) : {};
  const [weight, bias] = [tensors.get(`${layer}.weight`), tensors.get(`${layer}.bias`)];
  const classes = namesIn(metadata['classes']);
  const trained = metadata['network'];
  if (trained !== undefined && trained !== network)
    throw new WeightsError(
      'headOfAnother',
      { file: name, trained, network },
      `${name}: the head was trained on ${trained}, and ${network} is frozen here.`,
    );
  if (weight === undefined || bias === undefined || tensors.size !== 2 || classes === null)
    throw new WeightsError(
      'notAHead',
      { file: name, layer, count: tensors.size },
      `${name} is no head saved here: it must hold ${layer}.weight, ${layer}.bias and the names of the classes.`,
    );
  const [rows = 0, columns = 0] = weight.shape;
  const fits = weight.shape.length === 2 && columns === width && bias.shape.length === 1 && bias.shape[0] === rows;
  if (!fits || rows !== classes.length)
    throw new WeightsError(
      'headMisfit',
      {
        file: name,
        found: formatShape(weight.shape),
        expected: formatShape([classes.length, width]),
        count: classes.length,
      },
      `${name}: the weight is ${formatShape(weight.shape)}, and must be [${classes.length}, ${width}].`,
    );
  const values = { weight: await weight.read(), bias: await bias.read() };
  if (![...values.weight, ...values.bias].every(Number.isFinite))
    throw new WeightsError('headNotFinite', { file: name }, `${name} holds NaN or infinity.`);
  return { layer, network, classes, ...values };
}

/** The class names in the metadata; `null` if there are none or they are no list of names. */
function namesIn(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  try {
    const names: unknown = JSON.parse(text);
    const isList = Array.isArray(names) && names.length >= 2 && names.length <= MOST_CLASSES;
    return isList && names.every((item) => typeof item === 'string') ? names : null;
  } catch {
    return null;
  }
}
