import type { ReactNode } from 'react';

/** The drawings, on a field of 20×20, stroked in the colour of the text. */
const paths = {
  add: 'M10 4.5v11M4.5 10h11',
  chevron: 'M6 8l4 4 4-4',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  copy: 'M7.5 7.5h8v8h-8zM4.5 12.5v-8h8',
  down: 'M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5',
  download: 'M10 3.5v9M6.5 9.5l3.5 3.5 3.5-3.5M4 16.5h12',
  raise: 'M10 15.5v-11M5.5 9L10 4.5 14.5 9',
  redo: 'M13 4.5L16.5 8 13 11.5M16.5 8H8a4.5 4.5 0 0 0 0 9h3',
  remove: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5M11.5 9v4.5',
  search: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4M12.8 12.8L16.5 16.5',
  share: 'M10 12.5v-9M6.8 6.5L10 3.3l3.2 3.2M5.5 10H4v6.5h12V10h-1.5',
  sort: 'M7 8l3-3.5L13 8M7 12l3 3.5 3-3.5',
  undo: 'M7 4.5L3.5 8 7 11.5M3.5 8H12a4.5 4.5 0 0 1 0 9H9',
  up: 'M6 12l4-4 4 4',
  columns: 'M3.5 4.5h13v11h-13zM8 4.5v11M12.2 4.5v11',
  moon: 'M15.8 12.4A6.4 6.4 0 0 1 7.6 4.2a6.4 6.4 0 1 0 8.2 8.2z',
  sun: 'M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4M10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1',
  system: 'M3.5 4.5h13v8.5h-13zM7 16.5h6M10 13v3.5',
  explore: 'M2.5 12.5h15M5 12.5v-3a4 4 0 0 1 4-4h2a4 4 0 0 1 4 4v3M8 10.5h4v4H8z',
  table: 'M3.5 4.5h13v11h-13zM3.5 8.2h13M3.5 11.9h13M8.5 8.2v7.3',
  run: 'M6.5 4.5l9 5.5-9 5.5z',
  learn:
    'M10 5.6C8.2 4.3 5.8 4 3.5 4.3v10.6c2.3-.3 4.7 0 6.5 1.3 1.8-1.3 4.2-1.6 6.5-1.3V4.3c-2.3-.3-4.7 0-6.5 1.3zm0 0v10.6',
  own: 'M7 6L3 10l4 4M13 6l4 4-4 4M11.2 4.5l-2.4 11',
  fold: 'M8 6l4 4-4 4',
  warning: 'M10 3.5l7 12.5H3zM10 8.5v3.5M10 14v.3',
} as const;

/** Name of a drawing. */
export type IconName = keyof typeof paths;

/** A small drawing beside or instead of a word; hidden from screen readers, so its control needs a name. Size in pixels, 20. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true" focusable="false">
      <path d={paths[name]} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
