import { type ReactNode, useEffect, useState } from 'react';
import { readInput, writeChain } from '../../chain/address.ts';
import type { Chain } from '../../chain/Chain.ts';
import { chainHistory } from '../../state/chain-history.ts';
import { app } from '../../state/store.ts';
import { Totals } from '../components/network/Totals.tsx';
import { useT } from '../hooks/use-t.ts';
import { ChainCode } from './ChainCode.tsx';
import { ChainTable } from './ChainTable.tsx';
import { ChainToolbar } from './ChainToolbar.tsx';
import { LayerPanel } from './LayerPanel.tsx';
import styles from './OwnPage.module.css';
import { UnreadNotice } from './UnreadNotice.tsx';
import { editChain, useChain } from './use-chain.ts';

/** A calculator for a chain of layers: every shape and cost as it is built, the formula of the chosen layer, and code. */
export function OwnPage(): ReactNode {
  const t = useT();
  const { chain, unread, analysis, error } = useChain();
  const [wanted, setWanted] = useState(0);
  const chosen = Math.min(wanted, chain.layers.length - 1);
  useUndoKeys();

  function change(next: Chain, choose = chosen): void {
    editChain(next);
    setWanted(choose);
  }
  function open(text: string): void {
    app.getState().openChain(text);
    setWanted(0);
  }

  return (
    <div className={styles['page']}>
      <section className={styles['list']} aria-labelledby="own-title">
        <h2 id="own-title" className={styles['title']}>
          {t('own.title')}
        </h2>
        <p className={styles['words']}>{t('own.intro')}</p>
        <ChainToolbar
          chain={chain}
          chosen={chosen}
          onChange={change}
          onOpen={open}
          onPaste={(next) => open(writeChain(next))}
        />
        {unread !== null && <UnreadNotice part={unread} onDismiss={() => editChain(chain)} />}
        <ChainTable
          chain={chain}
          analysis={analysis}
          error={error}
          chosen={chosen}
          onChoose={setWanted}
          onChange={change}
          onInput={(text) => {
            const input = readInput(text);
            if (input !== null) editChain({ ...chain, input }, 'input');
            return input !== null;
          }}
        />
      </section>
      <div className={styles['side']}>
        <LayerPanel chain={chain} at={chosen} analysis={analysis} error={error} />
      </div>
      <div className={styles['foot']}>
        <Totals analysis={analysis} />
        {error !== null && <p className={styles['note']}>{t('own.upTo', { count: error.at })}</p>}
        <ChainCode analysis={analysis} />
      </div>
    </div>
  );
}

/** Ctrl or ⌘ with Z and Y (or Shift+Z) undo and redo, but where a text has an undo of its own. */
function useUndoKeys(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
      if (event.target instanceof HTMLElement && event.target.matches('input:not([type="checkbox"]), textarea')) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) chainHistory.getState().redo();
      else chainHistory.getState().undo();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
