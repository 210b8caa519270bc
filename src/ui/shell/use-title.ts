import { useEffect } from 'react';
import { findNetwork } from '../../zoo/index.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';

/** Names the document after what is shown, so that tabs, bookmarks and the history can be told apart. */
export function useTitle(): void {
  const t = useT();
  const { network, mode } = useApp((state) => ({
    // The Own page shows a chain of its own.
    network: state.mode === 'own' ? null : state.analysis && findNetwork(state.network),
    mode: state.mode,
  }));
  const title = [network?.title, network?.variant].filter(Boolean).join(' ');
  useEffect(() => {
    const page = mode === 'explore' ? '' : t(`shell.mode.${mode}`);
    document.title = [title, page, 'Shapewalk'].filter((part) => part !== '').join(' · ');
  }, [title, mode, t]);
}
