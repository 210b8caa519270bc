import { mergeAreas } from '../../merge-areas.ts';

/** The words of the Learn page and the prose of every lesson of this folder. */
export const words = mergeAreas(
  import.meta.glob<Readonly<Record<string, string>>>('./*.json', { eager: true, import: 'default' }),
  'lessons.',
);
