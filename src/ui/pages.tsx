import { type ComponentType, lazy } from 'react';
import type { Mode } from '../state/AppState.ts';

type Load = () => Promise<ComponentType>;

/** How the page of each mode is loaded. */
const loads: { readonly [Page in Mode]: Load } = {
  explore: async () => (await import('./table/TablePage.tsx')).TablePage,
  table: async () => (await import('./table/TablePage.tsx')).TablePage,
  run: async () => (await import('./table/TablePage.tsx')).TablePage,
  learn: async () => (await import('./table/TablePage.tsx')).TablePage,
  own: async () => (await import('./table/TablePage.tsx')).TablePage,
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
