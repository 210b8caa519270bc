import { type ComponentType, lazy } from 'react';
import { speakPart } from '../i18n/index.ts';
import type { Part } from '../i18n/languages.ts';
import type { Mode } from '../state/AppState.ts';
import { app } from '../state/store.ts';
import { loadLayerPanel } from './inspector/load-layer-panel.ts';

/** How the page of each mode is loaded, together with the words that it alone needs. */
const loads: { readonly [Page in Mode]: () => Promise<ComponentType> } = {
  explore: async () => {
    // An address may open a layer: its panel is then on its way together with the page.
    const layer = app.getState().node === null ? null : loadLayerPanel();
    const [{ ExploreView }] = await Promise.all([import('./ExploreView.tsx'), layer]);
    return ExploreView;
  },
  table: async () => (await withWords(import('./table/TablePage.tsx'), 'table', 'layers')).TablePage,
  run: async () => (await withWords(import('./RunView.tsx'), 'run', 'cuts', 'errors-running')).RunView,
  learn: async () =>
    (
      await withWords(
        import('./LearnView.tsx'),
        'lessons',
        'cuts',
        'run',
        'layers',
        'inspector-layer',
        'errors-running',
      )
    ).LearnView,
  own: async () =>
    (await withWords(import('./own/OwnPage.tsx'), 'own', 'table', 'layers', 'inspector-layer', 'errors-running'))
      .OwnPage,
};

async function withWords<Module>(module: Promise<Module>, ...parts: readonly Part[]): Promise<Module> {
  const [loaded] = await Promise.all([module, ...parts.map(speakPart)]);
  return loaded;
}

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
