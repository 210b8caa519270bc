import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useRef, useState } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { formatShape } from '../../engine/shape.ts';
import { searchLayers } from '../../state/search-layers.ts';
import { app } from '../../state/store.ts';
import { Icon } from '../components/Icon.tsx';
import { KindMark } from '../components/KindMark.tsx';
import { groupOfKind } from '../components/kind-groups.ts';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './SearchBox.module.css';

/** As many results as are listed; the rest is counted. */
const SHOWN = 60;

/** Finds layers by name, kind, shape and settings; ↑ ↓ choose, Enter goes there, and with Escape back to where / was pressed. */
export function SearchBox({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLOrSVGElement | null>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const results = searchLayers(analysis.reports, useDeferredValue(query));
  const isOpen = query.trim() !== '';
  useShortcuts({
    '/': () => {
      opener.current = document.activeElement as HTMLElement | SVGElement | null;
      input.current?.focus();
    },
  });

  function choose(node: string | undefined): void {
    if (node === undefined) return;
    app.getState().select(node);
    close();
  }
  function close(): void {
    setQuery('');
    setActive(0);
    input.current?.blur();
    opener.current?.focus();
    opener.current = null;
  }
  function onKeyDown(event: KeyboardEvent): void {
    // What is listed may still be what an earlier word found.
    const found = searchLayers(analysis.reports, query);
    const last = Math.min(found.length, SHOWN) - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, last));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter') choose(found[active]?.node.id);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles['search']}>
      <span className={styles['icon']}>
        <Icon name="search" size={16} />
      </span>
      <input
        ref={input}
        type="text"
        role="combobox"
        className={styles['input']}
        aria-label={t('explore.search')}
        aria-expanded={isOpen}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && results.length > 0 ? `${id}${active}` : undefined}
        placeholder={t('explore.searchHint')}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setQuery('')}
      />
      <kbd className={styles['key']}>/</kbd>
      <div className={styles['panel']} hidden={!isOpen}>
        <p className={styles['count']} role="status">
          {isOpen && t('explore.found', { count: results.length })}
        </p>
        <div id={`${id}list`} role="listbox" aria-label={t('explore.results')} className={styles['list']}>
          {results.slice(0, SHOWN).map(({ node, output }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keyboard stays in the input, which names the active option
            <div
              key={node.id}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === active}
              className={styles['option']}
              data-kind={groupOfKind[node.kind]}
              ref={index === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(node.id)}
            >
              <span className={styles['mark']}>
                <KindMark group={groupOfKind[node.kind]} />
              </span>
              <span className={styles['name']}>{node.id}</span>
              <span className={styles['shape']}>{formatShape(output)}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
