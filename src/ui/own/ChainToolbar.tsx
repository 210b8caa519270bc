import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Chain } from '../../chain/Chain.ts';
import { insertLayer, moveLayer, removeLayer } from '../../chain/edit-chain.ts';
import { newLayer } from '../../chain/layer-settings.ts';
import { chainHistory } from '../../state/chain-history.ts';
import { Button } from '../components/Button.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { useT } from '../hooks/use-t.ts';
import { AddLayer } from './AddLayer.tsx';
import styles from './ChainToolbar.module.css';
import { PasteDialog } from './PasteDialog.tsx';
import { PresetMenu } from './PresetMenu.tsx';

/** Where a chain comes from, and what can be done with its chosen layer. */
export function ChainToolbar({
  chain,
  chosen,
  onChange,
  onOpen,
  onPaste,
}: {
  readonly chain: Chain;
  readonly chosen: number;
  /** Takes the changed chain, and the layer to choose in it. */
  onChange(chain: Chain, choose: number): void;
  /** Takes a chain as `writeChain` writes it. */
  onOpen(text: string): void;
  onPaste(chain: Chain): void;
}): ReactNode {
  const t = useT();
  const [isPasting, setPasting] = useState(false);
  const { past, future, undo, redo } = useStore(chainHistory);
  const layer = chain.layers[chosen];
  const last = chain.layers.length - 1;
  return (
    <div className={styles['toolbar']}>
      <AddLayer onAdd={(kind) => onChange(insertLayer(chain, chosen + 1, newLayer(kind)), chosen + 1)} />
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that belong together, no form */}
      <div role="group" aria-label={t('own.chosenLayer')} className={styles['group']}>
        <Tool
          name="own.moveUp"
          icon="raise"
          isOff={layer === undefined || chosen <= 0}
          onPress={() => onChange(moveLayer(chain, chosen, chosen - 1), chosen - 1)}
        />
        <Tool
          name="own.moveDown"
          icon="down"
          isOff={layer === undefined || chosen >= last}
          onPress={() => onChange(moveLayer(chain, chosen, chosen + 1), chosen + 1)}
        />
        <Tool
          name="own.duplicate"
          icon="copy"
          isOff={layer === undefined}
          onPress={() => layer !== undefined && onChange(insertLayer(chain, chosen + 1, layer), chosen + 1)}
        />
        <Tool
          name="own.remove"
          icon="remove"
          isOff={layer === undefined}
          onPress={() => onChange(removeLayer(chain, chosen), Math.min(chosen, last - 1))}
        />
      </div>
      <div className={styles['group']}>
        <Tool name="own.undo" icon="undo" isOff={past.length === 0} onPress={undo} />
        <Tool name="own.redo" icon="redo" isOff={future.length === 0} onPress={redo} />
      </div>
      <div className={styles['sources']}>
        <PresetMenu onOpen={onOpen} />
        <Button onClick={() => setPasting(true)}>
          <Icon name="own" />
          {t('own.paste')}
        </Button>
      </div>
      {isPasting && (
        <PasteDialog
          input={chain.input}
          onClose={() => setPasting(false)}
          onBuild={(built) => {
            setPasting(false);
            onPaste(built);
          }}
        />
      )}
    </div>
  );
}

/** A button with a drawing alone; its name is also its tooltip. It stays focusable where there is nothing to do. */
function Tool({
  name,
  icon,
  isOff,
  onPress,
}: {
  readonly name: string;
  readonly icon: IconName;
  readonly isOff: boolean;
  onPress(): void;
}): ReactNode {
  const t = useT();
  return (
    <Button
      look="quiet"
      className={styles['tool'] ?? ''}
      aria-label={t(name)}
      title={t(name)}
      aria-disabled={isOff}
      onClick={() => {
        if (!isOff) onPress();
      }}
    >
      <Icon name={icon} />
    </Button>
  );
}
