import type { Translate } from '../../../../i18n/translate.ts';
import type { Examples, Offered } from '../../../../state/TransferState.ts';

/** Two classes that no built-in network was trained on, of pictures that come with the app, and some of each held out. */
const EXAMPLES = {
  animals: ['bird', 'cat', 'deer', 'horse'],
  vehicles: ['airplane', 'plane-from-below', 'ship', 'truck'],
  heldOut: ['dog', 'frog', 'automobile'],
} as const;

/** The app's own pictures in two classes, named in the language shown. Rejects if one cannot be fetched. */
export async function appExamples(t: Translate): Promise<Examples> {
  const [animals, vehicles, heldOut] = await Promise.all(
    [EXAMPLES.animals, EXAMPLES.vehicles, EXAMPLES.heldOut].map((names) =>
      Promise.all(names.map((name) => fetchSample(name, t(`run.sample.${name}`)))),
    ),
  );
  return {
    classes: [
      { name: t('lessons.transfer.animals'), pictures: animals ?? [] },
      { name: t('lessons.transfer.vehicles'), pictures: vehicles ?? [] },
    ],
    heldOut: heldOut ?? [],
  };
}

async function fetchSample(file: string, name: string): Promise<Offered> {
  const response = await fetch(`samples/${file}.jpg`);
  if (!response.ok) throw new Error(`samples/${file}.jpg: ${response.status}`);
  return { blob: await response.blob(), name };
}
