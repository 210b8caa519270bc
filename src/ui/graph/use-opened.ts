import { useCallback, useMemo, useState } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';

/**
 * What is open: what the user opened, and the block (or stage) that the selected layer stands in, so that a walk is always seen. That
 * one can be folded too; it then stays folded until another is walked into.
 */
export function useOpened(analysis: Analysis): {
  readonly opened: ReadonlySet<string>;
  toggle(id: string): void;
  /** Keeps what the selected layer stands in open when the walk goes on. */
  keep(): void;
} {
  const { pinned, node } = useApp(({ opened, node }) => ({ pinned: opened, node }));
  const [folded, setFolded] = useState<string | null>(null);
  const found = node === null ? undefined : analysis.byId.get(node)?.node;
  const walked = found?.block ?? found?.stage ?? null;
  const opened = useMemo(
    () => (walked === null || walked === folded ? pinned : new Set(pinned).add(walked)),
    [pinned, walked, folded],
  );
  if (folded !== null && walked !== folded) setFolded(null);
  const toggle = useCallback(
    (id: string) => {
      if (id === walked && !pinned.has(id)) setFolded(folded === id ? null : id);
      else {
        if (id === walked) setFolded(id);
        app.getState().toggleOpen(id);
      }
    },
    [walked, pinned, folded],
  );
  const keep = useCallback(() => {
    if (walked !== null && !pinned.has(walked)) app.getState().toggleOpen(walked);
  }, [walked, pinned]);
  return { opened, toggle, keep };
}
