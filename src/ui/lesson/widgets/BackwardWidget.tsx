import { type ReactNode, useEffect, useState } from 'react';
import type { UserError } from '../../../state/AppState.ts';
import { builtInOf } from '../../../state/built-in.ts';
import type { Cuts } from '../../../state/CutSlice.ts';
import { NO_CUTS } from '../../../state/cut.ts';
import { measureGradients } from '../../../state/real-gradients.ts';
import { toUserError } from '../../../state/user-error.ts';
import { CutNotice } from '../../components/cuts/CutNotice.tsx';
import { useCutKeys } from '../../components/cuts/use-cut-keys.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { formatPower } from '../format-fact.ts';
import styles from './CutWidget.module.css';
import { LineChart } from './LineChart.tsx';
import { SampleChoice, type SampleName } from './SampleChoice.tsx';
import shared from './widgets.module.css';

/** Gradient at every layer of two trained networks for one picture: without shortcuts, with them, and with some of them cut. */
export function BackwardWidget({ network, plain }: { readonly network: string; readonly plain: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const errorText = useErrorText();
  const [sample, setSample] = useState<SampleName>('cat');
  const cuts = useApp((state) => (state.network === network ? state.cuts : NO_CUTS));
  useCutKeys();
  const lines = {
    plain: useGradients(plain, NO_CUTS, sample),
    residual: useGradients(network, NO_CUTS, sample),
    cut: useGradients(cuts.size === 0 ? null : network, cuts, sample),
  };
  const shown = (['plain', 'residual', 'cut'] as const).filter((id) => id !== 'cut' || cuts.size > 0);
  const error = shown.map((id) => lines[id].error).find((found) => found !== null);
  const atFirst = (id: keyof typeof lines): number => lines[id].norms[0] ?? Number.NaN;
  const isMeasured = shown.every((id) => lines[id].norms.length > 0);
  return (
    <div className={shared['widget']}>
      <div className={styles['head']}>
        <SampleChoice url={`samples/${sample}.jpg`} sample={sample} onChoose={setSample} />
      </div>
      <LineChart
        title={t('lessons.backward.title')}
        xTitle={t('lessons.lab.layerAxis')}
        isLog
        height={260}
        length={Math.max(...shown.map((id) => lines[id].norms.length))}
        series={shown.map((id, look) => ({ id, look, name: t(`lessons.backward.${id}`), values: lines[id].norms }))}
      />
      <p role="status" className={shared['reading']}>
        {isMeasured
          ? t(cuts.size === 0 ? 'lessons.backward.reading' : 'lessons.backward.readingCut', {
              plain: formatPower(atFirst('plain'), format),
              residual: formatPower(atFirst('residual'), format),
              cut: formatPower(atFirst('cut'), format),
              share: format.percent(atFirst('cut') / atFirst('residual')),
            })
          : t('lessons.backward.measuring')}
      </p>
      {error !== undefined && error !== null && (
        <p role="alert" className={shared['error']}>
          {errorText(error)}
        </p>
      )}
      <CutNotice />
    </div>
  );
}

interface Measured {
  readonly norms: readonly number[];
  readonly error: UserError | null;
}

const NOTHING: Measured = { norms: [], error: null };

/** The norms of a network that comes with its weights; what was measured last until the new ones are there. */
function useGradients(network: string | null, cuts: Cuts, picture: SampleName): Measured {
  const [measured, setMeasured] = useState(NOTHING);
  useEffect(() => {
    const entry = network === null ? undefined : builtInOf(network);
    if (entry === undefined) {
      setMeasured(NOTHING);
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    measureGradients({ entry, cuts, picture }, signal).then(
      (norms) => !signal.aborted && setMeasured({ norms, error: null }),
      (error: unknown) => !signal.aborted && setMeasured({ norms: [], error: toUserError(error) }),
    );
    return () => controller.abort();
  }, [network, cuts, picture]);
  return measured;
}
