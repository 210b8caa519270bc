import { type ReactNode, useEffect, useRef } from 'react';
import { app } from '../../state/store.ts';
import { groupOfKind } from '../components/kind-groups.ts';
import { useApp } from '../hooks/use-app.ts';
import styles from './TermWord.module.css';

/** A word that stands for layers: pointing at it lights them on the graph, a click brings the first into sight; choosing one finds the word. */
export function TermWord({ text, nodes }: { readonly text: string; readonly nodes: readonly string[] }): ReactNode {
  const element = useRef<HTMLButtonElement>(null);
  const { isFound, kind } = useApp(({ node, analysis }) => ({
    isFound: node !== null && nodes.includes(node),
    kind: analysis?.byId.get(nodes[0] ?? '')?.node.kind,
  }));
  useEffect(() => {
    if (isFound && document.activeElement?.closest('[role="tree"]') !== null)
      element.current?.scrollIntoView({ block: 'nearest' });
  }, [isFound]);
  const { setLit, select } = app.getState();
  return (
    <button
      ref={element}
      type="button"
      className={styles['term']}
      data-kind={kind === undefined ? undefined : groupOfKind[kind]}
      data-found={isFound || undefined}
      onPointerEnter={() => setLit(nodes)}
      onPointerLeave={() => setLit([])}
      onFocus={() => setLit(nodes)}
      onBlur={() => setLit([])}
      onClick={() => {
        select(nodes[0] ?? null);
        setLit(nodes);
      }}
    >
      {text}
    </button>
  );
}
