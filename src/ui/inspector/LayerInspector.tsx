import { type ReactNode, useDeferredValue, useState } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './LayerInspector.module.css';
import type { LayerTab } from './LayerPanel.tsx';
import { layerPanel } from './load-layer-panel.ts';
import { NetworkCard } from './NetworkCard.tsx';

/** Everything about the selected layer; about the whole network while none is selected. */
export function LayerInspector(): ReactNode {
  const t = useT();
  const analysis = useApp((state) => state.analysis);
  // What is shown stays until the panel has been loaded, which the first layer alone waits for.
  const node = useDeferredValue(useApp((state) => state.node));
  const [chosen, setChosen] = useState<LayerTab>('shape');
  const report = node === null ? undefined : analysis?.byId.get(node);
  if (analysis === null) return null;
  const LayerPanel = layerPanel();
  return (
    <section className={styles['inspector']} aria-label={t('inspector.layer')}>
      {report === undefined ? (
        <NetworkCard analysis={analysis} />
      ) : (
        <LayerPanel analysis={analysis} report={report} chosen={chosen} onChoose={setChosen} />
      )}
    </section>
  );
}
