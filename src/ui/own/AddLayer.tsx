import type { ReactNode } from 'react';
import type { ChainKind } from '../../chain/Chain.ts';
import { chainKinds } from '../../chain/layer-types.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { KindMark } from '../components/KindMark.tsx';
import { groupOfKind, kindGroups } from '../components/kind-groups.ts';
import { Popover } from '../components/Popover.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './AddLayer.module.css';

/** The kinds of layer, by what they do; the chosen one goes into the chain. */
export function AddLayer({ onAdd }: { onAdd(kind: ChainKind): void }): ReactNode {
  const t = useT();
  return (
    <Popover
      label={t('own.add')}
      trigger={(props) => (
        <Button look="primary" {...props}>
          <Icon name="add" />
          {t('own.add')}
        </Button>
      )}
    >
      {(close) => (
        <div className={styles['menu']}>
          <div className={styles['groups']}>
            {kindGroups.map((group) => {
              const kinds = chainKinds.filter((kind) => groupOfKind[kind] === group);
              if (kinds.length === 0) return null;
              return (
                <section key={group} aria-labelledby={`own-kinds-${group}`} data-kind={group}>
                  <h3 id={`own-kinds-${group}`} className={styles['group']}>
                    <KindMark group={group} />
                    {t(`table.kind.${group}`)}
                  </h3>
                  <ul>
                    {kinds.map((kind) => (
                      <li key={kind}>
                        <button
                          type="button"
                          className={styles['kind']}
                          title={t(`layers.${kind}.what`)}
                          onClick={() => {
                            onAdd(kind);
                            close();
                          }}
                        >
                          {kind}
                        </button>
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })}
          </div>
        </div>
      )}
    </Popover>
  );
}
