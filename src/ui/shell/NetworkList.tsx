import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { networks } from '../../zoo/index.ts';
import type { NetworkEntry } from '../../zoo/NetworkEntry.ts';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './NetworkList.module.css';
import { type NetworkCosts, useNetworkCosts } from './use-network-costs.ts';

/** The zoo by families, with a field to narrow it down. ↑ ↓ Home End move, Enter takes. */
export function NetworkList({ onPick }: { onPick(id: string): void }): ReactNode {
  const t = useT();
  const id = useId();
  const current = useApp((state) => state.network);
  const [filter, setFilter] = useState('');
  const found = useMemo(() => networks.filter((network) => matches(network, filter)), [filter]);
  const [active, setActive] = useState(current);
  const activeId = found.some((network) => network.id === active) ? active : found[0]?.id;
  const costs = useNetworkCosts();
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  function onKeyDown(event: KeyboardEvent): void {
    const at = found.findIndex((network) => network.id === activeId);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, found.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      PageDown: Math.min(at + 8, found.length - 1),
      PageUp: Math.max(at - 8, 0),
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive(found[to]?.id ?? current);
    } else if (event.key === 'Enter' && activeId !== undefined && !event.nativeEvent.isComposing) {
      // The focus goes back to the button, which would otherwise be pressed by the same key.
      event.preventDefault();
      onPick(activeId);
    }
  }

  return (
    <div className={styles['panel']}>
      <input
        className={styles['filter']}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={activeId === undefined ? undefined : `${id}-${activeId}`}
        aria-label={t('shell.filterNetworks')}
        placeholder={t('shell.filterNetworks')}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the field is what the button was pressed for; not on touch, where a keyboard would rise
        autoFocus={!window.matchMedia('(pointer: coarse)').matches}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles['columns']} aria-hidden="true">
        <span className={styles['year']}>{t('shell.year')}</span>
        <span>{t('shell.params')}</span>
        <span>{t('shell.macs')}</span>
      </div>
      {/* The field above holds the focus and points at the active option. */}
      <div ref={list} id={id} role="listbox" aria-label={t('shell.networks')} className={styles['list']}>
        {families(found).map(([family, members]) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options so
          <div key={family} role="group" aria-labelledby={`${id}-${family}`}>
            <p id={`${id}-${family}`} className={styles['family']}>
              {t(`shell.family.${family}`)}
            </p>
            {members.map((network) => (
              <Option
                key={network.id}
                id={`${id}-${network.id}`}
                network={network}
                costs={costs.get(network.id)}
                isActive={network.id === activeId}
                isCurrent={network.id === current}
                onPick={onPick}
              />
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles['empty']}>{t('shell.noNetworks', { filter })}</p>}
    </div>
  );
}

function Option({
  id,
  network,
  costs,
  isActive,
  isCurrent,
  onPick,
}: {
  readonly id: string;
  readonly network: NetworkEntry;
  readonly costs: NetworkCosts | undefined;
  readonly isActive: boolean;
  readonly isCurrent: boolean;
  onPick(id: string): void;
}): ReactNode {
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus, as in a combobox
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field
    <div
      id={id}
      role="option"
      aria-selected={isCurrent}
      data-active={isActive || undefined}
      className={styles['option']}
      onClick={() => onPick(network.id)}
    >
      <span className={styles['name']}>
        {network.title} <span className={styles['variant']}>{network.variant}</span>
      </span>
      <span className={`${styles['number']} ${styles['year']}`}>{network.year}</span>
      <span className={styles['number']}>{costs === undefined ? '…' : format.si(costs.params)}</span>
      <span className={styles['number']}>{costs === undefined ? '…' : format.si(costs.macs)}</span>
    </div>
  );
}

function matches(network: NetworkEntry, filter: string): boolean {
  const text = `${network.id} ${network.title} ${network.variant} ${network.family} ${network.year}`.toLowerCase();
  const letters = text.replaceAll(/[-_ ]/g, '');
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((term) => text.includes(term) || letters.includes(term.replaceAll(/[-_]/g, '')));
}

function families(found: readonly NetworkEntry[]): readonly (readonly [string, readonly NetworkEntry[]])[] {
  const groups = new Map<string, NetworkEntry[]>();
  for (const network of found) {
    const group = groups.get(network.family);
    if (group === undefined) groups.set(network.family, [network]);
    else group.push(network);
  }
  return [...groups];
}
