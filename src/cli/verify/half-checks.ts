import { openAsBlob, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis } from '../../engine/analysis.ts';
import { analyze } from '../../engine/analyze.ts';
import type { ArraySource } from '../../runtime/bind-weights.ts';
import { compareLogits, type LogitsError } from '../../runtime/compare-logits.ts';
import { hashInput, hashSource } from '../../runtime/hash-fill.ts';
import { preprocess } from '../../runtime/preprocess.ts';
import { canTake, defaultForm, FORMS, nameOf } from '../../runtime/webgpu/shaders/convolution-forms.ts';
import { type GpuOptions, WebGpuNetwork } from '../../runtime/webgpu/WebGpuNetwork.ts';
import { findNetwork } from '../../zoo/index.ts';
import { decodePicture } from '../decode-picture.ts';
import { openFitting } from '../trace-request.ts';
import type { Check } from './Check.ts';
import { everyConvolution } from './convolution-forms.ts';
import type { Dawn } from './dawn.ts';

/** Largest difference from float32 that passes, as a share of the greatest logit: ten times what rounding one value to float16 may cost. */
export const HALF_TOLERANCE = 10 * 2 ** -11;

/** Networks of each family at a size that a software adapter computes in seconds; compiling their kernels takes it minutes. */
const NETWORKS = [
  ['resnet18', 64],
  ['resnet50', 64],
  ['resnext50_32x4d', 64],
  ['googlenet', 64],
  ['alexnet', 96],
  ['vgg16', 64],
] as const;

/** Photographs that are classified. */
const PICTURES = 8;

/** Half precision beside float32 on one device: networks with made-up weights, every form of the convolution kernels, photographs with trained weights. */
export function halfChecks(dawn: () => Dawn | string, pictures: string, weights: string): readonly Check[] {
  const open = (): Dawn => {
    const opened = dawn();
    if (typeof opened === 'string') throw new Error(opened);
    return opened;
  };
  return [
    ...NETWORKS.map(([network, size]) => ({
      name: `half precision ${network} ${size}x${size}`,
      run: async () => checkNetwork(open(), network, size),
    })),
    ...FORMS.map((form) => ({
      name: `half precision convolution form ${nameOf(form)}`,
      run: async () => checkForm(open(), nameOf(form)),
    })),
    { name: 'half precision pictures resnet18', run: async () => checkPictures(open(), pictures, weights) },
  ];
}

/** What half precision does to the logits of inputs, beside float32 on the same device, and the bytes that both hold. */
export async function compareHalf(
  analysis: Analysis,
  source: ArraySource,
  inputs: readonly Float32Array[],
  options: GpuOptions,
): Promise<{ readonly errors: readonly LogitsError[]; readonly bytes: readonly number[] }> {
  const logits: Float32Array[][] = [];
  const bytes: number[] = [];
  for (const half of [false, true]) {
    const network = await WebGpuNetwork.create(analysis, source, { ...options, half });
    const found: Float32Array[] = [];
    for (const input of inputs) found.push(await network.run(input));
    logits.push(found);
    bytes.push(network.bytes);
    network.dispose();
  }
  const [full = [], half = []] = logits;
  return { errors: full.map((exact, index) => compareLogits(half[index] ?? new Float32Array(), exact)), bytes };
}

async function checkNetwork({ device, software }: Dawn, network: string, size: number): Promise<string> {
  const analysis = build(network, [size, size]);
  const options = { device, adapter: software ? 'software' : 'gpu' } as const;
  const { errors, bytes } = await compareHalf(analysis, hashSource(analysis), [hashInput(analysis.input)], options);
  const [full = 0, half = 0] = bytes;
  return `${judge(errors)}; ${(half / 2 ** 20).toFixed(1)} of ${(full / 2 ** 20).toFixed(1)} MiB`;
}

async function checkForm({ device }: Dawn, name: string): Promise<string> {
  const analysis = analyze(everyConvolution());
  const form = FORMS.find((each) => nameOf(each) === name);
  const { errors } = await compareHalf(analysis, hashSource(analysis), [hashInput(analysis.input)], {
    device,
    formOf: (spec) => (form && canTake(spec, form) ? form : defaultForm(spec, 'software')),
  });
  return judge(errors);
}

async function checkPictures({ device, software }: Dawn, folder: string, weights: string): Promise<string> {
  const entry = findNetwork('resnet18');
  if (entry === undefined) throw new Error('there is no resnet18');
  const analysis = build('resnet18');
  const files = readdirSync(folder).filter((file) => file.endsWith('.JPEG'));
  const some = files.filter((_file, index) => index % Math.ceil(files.length / PICTURES) === 0);
  const inputs = await Promise.all(
    some.map(async (file) => {
      const picture = await decodePicture(join(folder, file));
      return preprocess(picture, { ...entry.preprocessing, crop: entry.defaults.size }).input;
    }),
  );
  const source = await openFitting(analysis, await openAsBlob(weights), weights);
  const { errors } = await compareHalf(analysis, source, inputs, { device, adapter: software ? 'software' : 'gpu' });
  return judge(errors);
}

function judge(errors: readonly LogitsError[]): string {
  const worst = errors.reduce((most, error) => (error.share > most.share ? error : most));
  const figures = `differs by ${worst.difference.toPrecision(2)}, ${worst.share.toExponential(1)} of the greatest logit`;
  if (!(worst.share <= HALF_TOLERANCE)) throw new Error(`${figures}, more than ${HALF_TOLERANCE.toExponential(1)}`);
  const [first, five] = (['sameFirst', 'sameFive'] as const).map(
    (same) => errors.filter((error) => error[same]).length,
  );
  return `${figures}; the first class is the same ${first} times of ${errors.length}, the first five ${five}`;
}

function build(network: string, size?: readonly [number, number]): Analysis {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`there is no ${network}`);
  return analyze(entry.build({ ...entry.defaults, ...(size && { size }) }));
}
