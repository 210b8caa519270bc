import { mergeAreas } from '../merge-areas.ts';

/** All areas of this folder but those that come later (`Part`). A new area is a new file; nothing is to be listed. */
export const words = mergeAreas(
  import.meta.glob<Readonly<Record<string, string>>>(['./*.json', '!./{run,table,own,cuts,layers,*-*}.json'], {
    eager: true,
    import: 'default',
  }),
);
