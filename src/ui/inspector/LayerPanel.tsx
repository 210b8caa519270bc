import { lazy, type ReactNode, Suspense } from 'react';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { LayerHead } from '../components/layer/LayerHead.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { CodeTab } from './CodeTab.tsx';
import { CostTab } from './CostTab.tsx';
import { ParametersTab } from './ParametersTab.tsx';
import { ShapeTab } from './ShapeTab.tsx';
import { WindowTab } from './WindowTab.tsx';

const layerTabs = ['shape', 'window', 'parameters', 'cost', 'code', 'maps'] as const;

/** Id of a tab of the panel. */
export type LayerTab = (typeof layerTabs)[number];

/** What the panel of a layer is about, and the tab that was chosen last. */
export interface LayerPanelProps {
  readonly analysis: Analysis;
  readonly report: NodeReport;
  readonly chosen: LayerTab;
  onChoose(tab: LayerTab): void;
}

/** Only there once a picture has run. */
const MapsTab = lazy(async () => ({ default: (await import('./MapsTab.tsx')).MapsTab }));

/** Everything about one layer, in tabs. */
export function LayerPanel({ analysis, report, chosen, onChoose }: LayerPanelProps): ReactNode {
  const t = useT();
  const hasRun = useApp((state) => state.result !== null);
  const shown = layerTabs.filter((id) => (id !== 'window' || report.window !== undefined) && (id !== 'maps' || hasRun));
  const tab = shown.includes(chosen) ? chosen : 'shape';
  return (
    <>
      <LayerHead report={report} />
      <Tabs<LayerTab>
        label={t('inspector.tabs')}
        tabs={shown.map((id) => ({ id, name: t(`inspector.tab.${id}`) }))}
        chosen={tab}
        onChoose={onChoose}
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
  );
}
