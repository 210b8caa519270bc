import { type ReactNode, useEffect, useState } from 'react';
import { builtInOf } from '../../state/built-in.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { HalfNote } from './HalfNote.tsx';
import { MisfitNotice } from './MisfitNotice.tsx';
import { MeasureButton } from './measure/MeasureButton.tsx';
import { PicturePanel } from './PicturePanel.tsx';
import { Predictions } from './Predictions.tsx';
import { RunControls } from './RunControls.tsx';
import styles from './RunPage.module.css';
import { RunViews } from './RunViews.tsx';
import { TimeStrip } from './TimeStrip.tsx';
import { TimesButton } from './TimesButton.tsx';
import { takeFiles } from './take-files.ts';
import { WeightsPanel } from './WeightsPanel.tsx';

/** A picture on its way through the network: what goes in, what comes out, and what every layer makes of it. */
export function RunPage({ graph }: { readonly graph: ReactNode }): ReactNode {
  const t = useT();
  const [isOver, setOver] = useState(false);
  const isFresh = useApp(({ picture, run }) => picture === null && run !== 'running');
  useOwnWeights();
  useEffect(() => {
    const { backends, probe } = app.getState();
    if (backends.length === 0) void probe();
    const paste = (event: ClipboardEvent): void => takeFiles(event.clipboardData?.files);
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be dropped anywhere; the file inputs do the same by keyboard
    <div
      className={styles['page']}
      data-over={isOver}
      data-fresh={isFresh}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        takeFiles(event.dataTransfer.files);
      }}
    >
      <div className={styles['left']}>
        <h1 className={styles['title']}>{t('run.title')}</h1>
        <PicturePanel />
        <div className={styles['work']}>
          <WeightsPanel />
          <MisfitNotice />
          <RunControls />
          <Predictions />
          <HalfNote />
        </div>
        <TimeStrip />
        <div className={styles['acts']}>
          <TimesButton />
          <MeasureButton />
        </div>
      </div>
      <RunViews graph={graph} />
    </div>
  );
}

/** A network that the project trained has its weights as soon as it is shown. */
function useOwnWeights(): void {
  const { network, classes } = useApp(({ network, classes }) => ({ network, classes }));
  useEffect(() => {
    const own = builtInOf(network);
    const { weights, run, useEntry } = app.getState();
    if (weights === null && run === 'idle' && own?.classes === classes) void useEntry(own);
  }, [network, classes]);
}
