import { type ReactNode, useMemo } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { groupOfKind, type KindGroup, kindGroups } from '../components/kind-groups.ts';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './KindChips.module.css';

/** A switch for each group of kinds that occurs in the network, with how many layers it has. None pressed shows all. */
export function KindChips({
  analysis,
  kinds,
  onKinds,
}: {
  readonly analysis: Analysis;
  readonly kinds: ReadonlySet<KindGroup>;
  onKinds(kinds: ReadonlySet<KindGroup>): void;
}): ReactNode {
  const t = useT();
  const counts = useMemo(() => {
    const found = new Map<KindGroup, number>();
    for (const { node } of analysis.reports) {
      const group = groupOfKind[node.kind];
      found.set(group, (found.get(group) ?? 0) + 1);
    }
    return found;
  }, [analysis]);
  function toggle(group: KindGroup): void {
    const next = new Set(kinds);
    if (!next.delete(group)) next.add(group);
    onKinds(next);
  }
  return (
    <fieldset className={styles['chips']}>
      <legend>
        <VisuallyHidden>{t('table.kinds')}</VisuallyHidden>
      </legend>
      {kindGroups
        .filter((group) => counts.has(group))
        .map((group) => (
          <button
            key={group}
            type="button"
            className={styles['chip']}
            data-kind={group}
            aria-pressed={kinds.has(group)}
            onClick={() => toggle(group)}
          >
            {t(`table.kind.${group}`)} <span className={styles['count']}>{counts.get(group)}</span>
          </button>
        ))}
    </fieldset>
  );
}
