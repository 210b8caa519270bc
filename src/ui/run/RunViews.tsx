import { lazy, type ReactNode, Suspense, useState } from 'react';
import { CutNotice } from '../components/cuts/CutNotice.tsx';
import { useCutKeys } from '../components/cuts/use-cut-keys.ts';
import { useRerun } from '../components/cuts/use-rerun.ts';
import { Notice } from '../components/Notice.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { FeatureMaps } from './FeatureMaps.tsx';
import styles from './RunViews.module.css';

type View = 'maps' | 'paths';

const PathsPanel = lazy(async () => ({ default: (await import('./PathsPanel.tsx')).PathsPanel }));

/** What is shown of a run: the maps of a layer, or, of a network with shortcuts, what becomes of the answer when they are cut. */
export function RunViews({ graph }: { readonly graph: ReactNode }): ReactNode {
  const t = useT();
  const { hasPaths, isCut } = useApp(({ analysis, result, cuts }) => ({
    hasPaths: result !== null && (analysis?.residuals.length ?? 0) > 0,
    isCut: cuts.size > 0,
  }));
  const [chosen, setChosen] = useState<View | null>(null);
  useRerun();
  useCutKeys();
  // Who cuts something wants to see what that does, and keeps on looking when it is joined again.
  if (chosen === null && hasPaths && isCut) setChosen('paths');
  if (!hasPaths)
    return (
      <div className={styles['views']}>
        {isCut && (
          <div className={styles['notice']}>
            <CutNotice />
          </div>
        )}
        <FeatureMaps />
      </div>
    );
  const shown = chosen ?? 'maps';
  return (
    <div className={styles['views']} data-tabs>
      <Tabs<View>
        label={t('cuts.views')}
        tabs={[
          { id: 'maps', name: t('run.maps') },
          { id: 'paths', name: t('cuts.paths') },
        ]}
        chosen={shown}
        onChoose={setChosen}
      >
        <CutNotice />
        {shown === 'maps' ? (
          <FeatureMaps />
        ) : (
          <Suspense fallback={<Notice title={t('shell.loading')} busy />}>
            <PathsPanel graph={graph} />
          </Suspense>
        )}
      </Tabs>
    </div>
  );
}
