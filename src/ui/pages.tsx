import { type ComponentType, lazy } from 'react';
import type { Mode } from '../state/AppState.ts';

const TablePage = lazy(async () => ({ default: (await import('./table/TablePage.tsx')).TablePage }));

/** The page of each mode. All but Explore are loaded when they are first opened. */
export const pages: { readonly [Page in Mode]: ComponentType } = {
  explore: TablePage,
  table: TablePage,
  run: TablePage,
  learn: TablePage,
  own: TablePage,
};
