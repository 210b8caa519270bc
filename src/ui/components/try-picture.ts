import { app } from '../../state/store.ts';
import type { CatalogueEntry } from '../../zoo/weights.ts';
import type { Sample } from './samples.ts';

/** Takes a bundled picture under the name that it is shown by, and runs it at once if weights are in place. */
export async function trySample(sample: Sample, name: string): Promise<void> {
  await takeSample(sample, name);
  await runIfReady();
}

/** Loads weights and runs the picture through them; where no picture was chosen yet, the bundled one that is given. */
export async function tryEntry(entry: CatalogueEntry, sample?: Sample, name?: string): Promise<void> {
  const picture = sample === undefined || name === undefined ? undefined : takeSample(sample, name);
  await Promise.all([picture, app.getState().useEntry(entry)]);
  if (app.getState().weights?.entry === entry) await runIfReady();
}

async function takeSample(sample: Sample, name: string): Promise<void> {
  const response = await fetch(`samples/${sample}.jpg`);
  await app.getState().setPicture(await response.blob(), name);
}

async function runIfReady(): Promise<void> {
  const { picture, weights, run, runPicture } = app.getState();
  if (picture !== null && weights !== null && run !== 'loading') await runPicture();
}
