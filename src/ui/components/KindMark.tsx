import type { ReactNode } from 'react';
import type { KindGroup } from './kind-groups.ts';

/** One drawing a group, on a field of 12×12: a window, a bell curve, a kink, a funnel, a fan, a plus, a dot. */
const marks: { readonly [Group in KindGroup]: string } = {
  conv: 'M1.5 1.5h9v9h-9zM1.5 4.5h9M1.5 7.5h9M4.5 1.5v9M7.5 1.5v9',
  norm: 'M1 10c3 0 3-8 5-8s2 8 5 8',
  act: 'M1 9h5l5-7',
  pool: 'M1 2h10L7.5 7v3.5h-3V7z',
  linear: 'M2 2l8 4-8 4M2 6h8',
  merge: 'M6 1.5v9M1.5 6h9',
  other: 'M3.5 6a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0',
};

/** The mark of a group of layers, stroked in the colour of the text; hidden from screen readers. Side in pixels, 12. */
export function KindMark({ group, size = 12 }: { readonly group: KindGroup; readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" fill="none" aria-hidden="true" focusable="false">
      <path d={marks[group]} stroke="currentColor" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
