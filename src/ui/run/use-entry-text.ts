import type { CatalogueEntry } from '../../zoo/weights.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';

/** What is said of weights: title, size and accuracy, in the language shown. */
export interface EntryText {
  title(entry: CatalogueEntry): string;
  bytes(entry: CatalogueEntry): string;
  accuracy(entry: CatalogueEntry): string;
}

/** The words for weights of the catalogue. */
export function useEntryText(): EntryText {
  const t = useT();
  const format = useFormat();
  return {
    title: ({ title }) => t(`run.title.${title}`),
    bytes: ({ exact, bytes }) => (exact ? format.bytes(bytes) : t('run.about', { bytes: format.bytes(bytes) })),
    accuracy: ({ accuracy, data }) => t('run.accuracy', { percent: format.percent(accuracy / 100), data }),
  };
}
