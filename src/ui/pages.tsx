import { type ComponentType, lazy } from 'react';
import { speakPart } from '../i18n/index.ts';
import type { Mode } from '../state/AppState.ts';
import { ExploreView } from './ExploreView.tsx';

type Load = () => Promise<ComponentType>;

/** Parts of pages by file and name, loaded when first shown. A part that is not there yet gives way to the table. */
const parts = import.meta.glob<Readonly<Record<string, ComponentType>>>([
  './graph/ExplorePage.tsx',
  './inspector/LayerInspector.tsx',
  './run/RunPage.tsx',
  './own/OwnPage.tsx',
]);

const table: Load = async () => {
  const [{ TablePage }] = await Promise.all([import('./table/TablePage.tsx'), speakPart('table')]);
  return TablePage;
};

async function part(file: string): Promise<ComponentType | undefined> {
  const name = file.replace(/^.*\/|\.tsx$/g, '');
  return (await parts[file]?.())?.[name];
}

/** How the page of each mode is loaded. */
const loads: { readonly [Page in Mode]: Load } = {
  explore: async () => {
    const [Graph, Inspector] = await Promise.all([
      part('./graph/ExplorePage.tsx'),
      part('./inspector/LayerInspector.tsx'),
    ]);
    if (Graph === undefined) return await table();
    return () => (Inspector === undefined ? <Graph /> : <ExploreView Graph={Graph} Inspector={Inspector} />);
  },
  table,
  run: async () => {
    const [page] = await Promise.all([part('./run/RunPage.tsx'), speakPart('run')]);
    return page ?? (await table());
  },
  learn: async () => {
    const [{ LearnView }] = await Promise.all([import('./LearnView.tsx'), speakPart('lessons')]);
    return LearnView;
  },
  own: async () => {
    const [page] = await Promise.all([part('./own/OwnPage.tsx'), speakPart('own'), speakPart('table')]);
    return page ?? (await table());
  },
};

const pages = new Map<Mode, ComponentType>();

/** The page of a mode. It is loaded when it is first shown. */
export function pageOf(mode: Mode): ComponentType {
  const page = pages.get(mode) ?? lazy(async () => ({ default: await loads[mode]() }));
  pages.set(mode, page);
  return page;
}

/** Forgets a page that could not be loaded, so that it is asked for again. */
export function forgetPage(mode: Mode): void {
  pages.delete(mode);
}
