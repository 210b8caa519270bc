import { lazy, type ReactNode, Suspense, useState } from 'react';
import { LayerHead } from '../components/layer/LayerHead.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { CodeTab } from './CodeTab.tsx';
import { CostTab } from './CostTab.tsx';
import styles from './LayerInspector.module.css';
import { NetworkCard } from './NetworkCard.tsx';
import { ParametersTab } from './ParametersTab.tsx';
import { ShapeTab } from './ShapeTab.tsx';
import { WindowTab } from './WindowTab.tsx';

const tabs = ['shape', 'window', 'parameters', 'cost', 'code', 'maps'] as const;

/** Only there once a picture has run. */
const MapsTab = lazy(async () => ({ default: (await import('./MapsTab.tsx')).MapsTab }));

type TabId = (typeof tabs)[number];

/** Everything about the selected layer; about the whole network while none is selected. */
export function LayerInspector(): ReactNode {
  const t = useT();
  const { analysis, node, hasRun } = useApp((state) => ({
    analysis: state.analysis,
    node: state.node,
    hasRun: state.result !== null,
  }));
  const [chosen, setChosen] = useState<TabId>('shape');
  const report = node === null ? undefined : analysis?.byId.get(node);
  if (analysis === null) return null;
  const shown = tabs.filter((id) => (id !== 'window' || report?.window !== undefined) && (id !== 'maps' || hasRun));
  const tab = shown.includes(chosen) ? chosen : 'shape';
  return (
    <section className={styles['inspector']} aria-label={t('inspector.layer')}>
      {report === undefined ? (
        <NetworkCard analysis={analysis} />
      ) : (
        <>
          <LayerHead report={report} />
          <Tabs<TabId>
            label={t('inspector.tabs')}
            tabs={shown.map((id) => ({ id, name: t(`inspector.tab.${id}`) }))}
            chosen={tab}
            onChoose={setChosen}
          >
            {tab === 'shape' && <ShapeTab key={report.node.id} analysis={analysis} report={report} />}
            {tab === 'window' && <WindowTab key={report.node.id} analysis={analysis} report={report} />}
            {tab === 'parameters' && <ParametersTab report={report} />}
            {tab === 'cost' && <CostTab analysis={analysis} report={report} />}
            {tab === 'code' && <CodeTab report={report} />}
            {tab === 'maps' && (
              <Suspense fallback={null}>
                <MapsTab report={report} />
              </Suspense>
            )}
          </Tabs>
        </>
      )}
    </section>
  );
}
