import { type ComponentType, lazy } from 'react';
import { speakPart } from '../i18n/index.ts';
import type { Mode } from '../state/AppState.ts';

/** How the page of each mode is loaded, together with the words that it alone needs. */
const loads: { readonly [Page in Mode]: () => Promise<ComponentType> } = {
  explore: async () => (await import('./ExploreView.tsx')).ExploreView,
  table: async () => {
    const [{ TablePage }] = await Promise.all([import('./table/TablePage.tsx'), speakPart('table')]);
    return TablePage;
  },
  run: async () => {
    const [{ RunView }] = await Promise.all([import('./RunView.tsx'), speakPart('run'), speakPart('cuts')]);
    return RunView;
  },
  learn: async () => {
    const [{ LearnView }] = await Promise.all([
      import('./LearnView.tsx'),
      speakPart('lessons'),
      speakPart('cuts'),
      speakPart('run'),
    ]);
    return LearnView;
  },
  own: async () => {
    const [{ OwnPage }] = await Promise.all([import('./own/OwnPage.tsx'), speakPart('own'), speakPart('table')]);
    return OwnPage;
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
