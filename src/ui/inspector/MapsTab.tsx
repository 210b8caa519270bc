import { max, mean, min } from 'd3';
import { type ReactNode, useEffect } from 'react';
import type { NodeReport } from '../../engine/analysis.ts';
import type { AppState } from '../../state/AppState.ts';
import { hrefTo } from '../../state/navigation.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { FactList } from '../components/layer/FactList.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './MapsTab.module.css';

type NodeTime = NonNullable<AppState['result']>['times'][number];

/** What the last run made of this layer, in numbers, of which network they are if it was cut, and the way to its feature maps. */
export function MapsTab({ report: { node } }: { readonly report: NodeReport }): ReactNode {
  const t = useT();
  const { decimal, milliseconds, percent } = useFormat();
  const { channels, time } = useApp((state) => ({
    channels: state.layerStats?.id === node.id ? state.layerStats.channels : null,
    time: state.result?.times.find(({ id, with: others }) => id === node.id || others?.includes(node.id)),
  }));
  const timeText = ({ id, milliseconds: value, with: others }: NodeTime): string =>
    others === undefined ? milliseconds(value) : `${milliseconds(value)} (${[id, ...others].join(' + ')})`;
  useEffect(() => {
    if (app.getState().layerStats?.id !== node.id) void app.getState().showStats(node.id);
  }, [node.id]);
  return (
    <>
      <CutNote />
      {channels !== null && (
        <FactList
          facts={[
            [t('inspector.least'), decimal(min(channels, (channel) => channel.min) ?? 0, 4)],
            [t('inspector.mean'), decimal(mean(channels, (channel) => channel.mean) ?? 0, 4)],
            [t('inspector.most'), decimal(max(channels, (channel) => channel.max) ?? 0, 4)],
            [t('inspector.zeros'), percent(mean(channels, (channel) => channel.zeros) ?? 0)],
            ...(time === undefined ? [] : [[t('inspector.time'), timeText(time)] as const]),
          ]}
        />
      )}
      <p>
        <a href={hrefTo(app.getState(), { mode: 'run', node: node.id })}>{t('inspector.openMaps')}</a>
      </p>
    </>
  );
}

/** Says that the numbers belong to a network with cuts, and leads back to the whole one. */
function CutNote(): ReactNode {
  const t = useT();
  const { count, isBusy } = useApp(({ ranCuts, run }) => ({
    count: ranCuts.size,
    isBusy: run === 'running' || run === 'loading',
  }));
  if (count === 0) return null;
  const runWhole = (): void => {
    const { joinAll, runPicture } = app.getState();
    joinAll();
    void runPicture();
  };
  return (
    <div role="note" className={styles['cut']}>
      <p>{t('inspector.ofCut', { count })}</p>
      <Button disabled={isBusy} onClick={runWhole}>
        {t('inspector.joinCut')}
      </Button>
    </div>
  );
}
