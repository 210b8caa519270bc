import { mergeAreas } from '../merge-areas.ts';

/** All areas of this folder but those that one page alone needs (`Part`). A new area is a new file; nothing is to be listed. */
export const words = mergeAreas(
  import.meta.glob<Readonly<Record<string, string>>>(['./*.json', '!./{run,table,own,cuts}.json'], {
    eager: true,
    import: 'default',
  }),
);
