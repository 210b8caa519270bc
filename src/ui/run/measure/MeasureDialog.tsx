import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Analysis } from '../../../engine/analysis.ts';
import { type ContenderId, createMeasure } from '../../../state/measure.ts';
import { findNetwork } from '../../../zoo/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import { BackendChoice } from './BackendChoice.tsx';
import { BackendTable } from './BackendTable.tsx';
import { CopyText } from './CopyText.tsx';
import { LayerTable } from './LayerTable.tsx';
import styles from './MeasureDialog.module.css';
import { Roofline } from './Roofline.tsx';
import { toPoints } from './to-points.ts';
import { useContenderName } from './use-contender-name.ts';

/** How fast the network runs here, backend by backend and layer by layer. */
export function MeasureDialog({ analysis, onClose }: { readonly analysis: Analysis; onClose(): void }): ReactNode {
  const t = useT();
  const nameOf = useContenderName();
  const network = useApp((state) => state.network);
  const [measure] = useState(() => createMeasure());
  const { contenders, current, measured, probe, start, cancel } = useStore(measure);
  const [chosen, setChosen] = useState<readonly ContenderId[] | null>(null);
  const [shown, setShown] = useState<ContenderId | null>(null);
  useEffect(() => {
    void probe();
    return cancel;
  }, [probe, cancel]);
  // A software adapter and the plain processor take minutes: they run when they are asked for.
  const usual = contenders
    .filter(({ id, backend, isAble }) => isAble && !backend.software && id !== 'cpu')
    .map(({ id }) => id);
  const ids = chosen ?? usual;
  const complete = measured.filter(({ result }) => result !== undefined && result.notHalf === undefined);
  const { contender, result } = complete.find((one) => one.contender.id === shown) ?? complete[0] ?? {};
  const points = result === undefined ? [] : toPoints(analysis, result.times, contender?.half === true);
  return (
    <Dialog title={t('run.measure.title', { network: findNetwork(network)?.title ?? network })} onClose={onClose}>
      <div className={styles['measure']}>
        <p className={styles['soft']}>{t('run.measure.what')}</p>
        <BackendChoice contenders={contenders} ids={ids} isBusy={current !== null} onChoose={setChosen} />
        <div className={styles['row']}>
          {current === null ? (
            <Button look="primary" disabled={ids.length === 0} onClick={() => void start(analysis.graph, ids)}>
              {t('run.measure.start')}
            </Button>
          ) : (
            <Button onClick={cancel}>{t('run.cancel')}</Button>
          )}
          <State measure={measure} />
        </div>
        {measured.length > 0 && <BackendTable measured={measured} />}
        {complete.length > 1 && contender !== undefined && (
          <label className={styles['choice']}>
            {t('run.measure.show')}{' '}
            <select
              value={contender.id}
              onChange={({ target }) =>
                setShown(complete.find((one) => one.contender.id === target.value)?.contender.id ?? null)
              }
            >
              {complete.map((one) => (
                <option key={one.contender.id} value={one.contender.id}>
                  {nameOf(one.contender)}
                </option>
              ))}
            </select>
          </label>
        )}
        {points.length > 0 && (
          <>
            <Roofline points={points} />
            <LayerTable points={points} />
          </>
        )}
        {complete.length > 0 && current === null && <CopyText analysis={analysis} measured={measured} />}
      </div>
    </Dialog>
  );
}

function State({ measure }: { readonly measure: ReturnType<typeof createMeasure> }): ReactNode {
  const t = useT();
  const nameOf = useContenderName();
  const { current, progress, measured } = useStore(measure);
  const text = (): string => {
    if (current === null) return measured.length === 0 ? '' : t('run.measure.done');
    const parts = [nameOf(current)];
    if (progress !== null) {
      parts.push(t(`run.progress.${progress.phase}`));
      parts.push(t('run.of', { done: progress.done, total: progress.total }));
    }
    return parts.join(' · ');
  };
  return (
    <p role="status" className={styles['soft']}>
      {text()}
    </p>
  );
}
