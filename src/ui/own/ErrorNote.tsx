import { type ReactNode, useMemo } from 'react';
import type { ChainError } from '../../chain/analyze-chain.ts';
import type { Chain } from '../../chain/Chain.ts';
import { type Repair, repairsOf } from '../../chain/repairs.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ErrorNote.module.css';

/** Why a chain stops at a layer, with its numbers, and changes that would make it fit, each one press away. */
export function ErrorNote({
  chain,
  error,
  onRepair,
}: {
  readonly chain: Chain;
  readonly error: ChainError;
  onRepair(chain: Chain): void;
}): ReactNode {
  const t = useT();
  const text = useErrorText();
  const repairs = useMemo(() => repairsOf(chain, error), [chain, error]);
  const kind = chain.layers[error.at]?.kind ?? '';
  const at = t('own.layerKind', { layer: error.at + 1, kind });
  return (
    <div role="alert" className={styles['note']}>
      <Icon name="warning" />
      <p className={styles['text']}>{text({ rule: error.rule, values: { ...error.values, at } })}</p>
      <div className={styles['repairs']}>
        {repairs.map((repair) => (
          <Button key={keyOf(repair)} onClick={() => onRepair(repair.chain)}>
            {t(`own.repair.${repair.id}`, repair.values)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function keyOf({ id, values }: Repair): string {
  return `${id} ${values['name'] ?? ''}`;
}
