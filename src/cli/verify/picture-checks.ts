import { openAsBlob, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../engine/analyze.ts';
import { preprocess } from '../../runtime/preprocess.ts';
import { findNetwork } from '../../zoo/index.ts';
import { decodePicture } from '../decode-picture.ts';
import type { Open } from '../open.ts';
import { openFitting } from '../trace-request.ts';
import type { Check } from './Check.ts';

/** Lead of PyTorch's first class over its second beyond which ours must be the same. */
const MARGIN = 0.3;

/** Largest and middle difference of PyTorch's five greatest logits that pass: JPEG decoders differ in the last bit. */
const LARGEST = 0.15;
const MEDIAN = 0.03;

interface ExpectedPicture {
  readonly file: string;
  readonly top5: readonly number[];
  readonly logits: readonly number[];
}

/** Classifies every picture of a folder with a checkpoint of resnet18 on the executor that `open` gives, and compares with PyTorch. */
export function pictureCheck(folder: string, weights: string, executor: string, open: Open): Check {
  return { name: `pictures resnet18 ${executor}`, run: () => classify(folder, weights, open) };
}

async function classify(folder: string, weights: string, open: Open): Promise<string> {
  const entry = findNetwork('resnet18');
  if (entry === undefined) throw new Error('there is no resnet18');
  const list = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as readonly ExpectedPicture[];
  const analysis = analyze(entry.build(entry.defaults));
  const { executor } = await open(analysis, await openFitting(analysis, await openAsBlob(weights), weights));
  const differences: number[] = [];
  const wrong: string[] = [];
  try {
    for (const { file, top5, logits } of list) {
      const picture = await decodePicture(join(folder, file));
      const found = await executor.run(
        preprocess(picture, { ...entry.preprocessing, crop: entry.defaults.size }).input,
      );
      top5.forEach((index, place) => {
        differences.push(Math.abs((found[index] ?? Number.NaN) - (logits[place] ?? 0)));
      });
      const isClear = (logits[0] ?? 0) - (logits[1] ?? 0) > MARGIN;
      if (isClear && found.indexOf(Math.max(...found)) !== top5[0]) wrong.push(file);
    }
  } finally {
    executor.dispose();
  }
  return judge(differences, wrong, list.length);
}

function judge(differences: readonly number[], wrong: readonly string[], count: number): string {
  const sorted = differences.toSorted((a, b) => a - b);
  const [median = Number.NaN, largest = Number.NaN] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  if (wrong.length > 0) throw new Error(`another first class for ${wrong.join(', ')}`);
  const figures = `logits differ by at most ${largest.toFixed(3)}, by ${median.toFixed(3)} in the middle`;
  if (!(largest <= LARGEST && median <= MEDIAN)) throw new Error(figures);
  return `${count} pictures, ${figures}`;
}
