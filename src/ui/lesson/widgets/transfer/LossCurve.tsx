import type { ReactNode } from 'react';
import { useT } from '../../../hooks/use-t.ts';
import { useTransfer } from '../../use-transfer.ts';
import { LineChart } from '../LineChart.tsx';

/** The loss after each step, and the value at which a head at zero begins. */
export function LossCurve(): ReactNode {
  const t = useT();
  const { frames, count } = useTransfer(({ frames, head, classes }) => ({
    frames,
    count: head?.classes.length ?? classes.length,
  }));
  const length = Math.max(200, frames.length);
  const start = Math.log(Math.max(2, count));
  return (
    <LineChart
      title={t('lessons.lab.loss')}
      xTitle={t('lessons.lab.stepAxis')}
      height={180}
      length={length}
      domain={[0, start * 1.1]}
      series={[
        { id: 'loss', name: t('lessons.transfer.loss'), look: 1, values: frames.map(({ loss }) => loss) },
        {
          id: 'start',
          name: t('lessons.transfer.start', { count }),
          look: 0,
          values: Array.from({ length }, () => start),
          isGuide: true,
        },
      ]}
    />
  );
}
