import { type ReactNode, useEffect } from 'react';
import { builtInOf } from '../../../state/built-in.ts';
import { CIFAR10_CLASSES } from '../../../state/predictions.ts';
import { app } from '../../../state/store.ts';
import type { CatalogueEntry } from '../../../zoo/weights.ts';
import { CutAnswers } from '../../components/cuts/CutAnswers.tsx';
import { CutNotice } from '../../components/cuts/CutNotice.tsx';
import { CutStudy } from '../../components/cuts/CutStudy.tsx';
import { useClassName } from '../../components/cuts/use-class-name.ts';
import { useCutKeys } from '../../components/cuts/use-cut-keys.ts';
import { useRerun } from '../../components/cuts/use-rerun.ts';
import { tryEntry, trySample } from '../../components/try-picture.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './CutWidget.module.css';
import { SampleChoice } from './SampleChoice.tsx';
import shared from './widgets.module.css';

/** A trained network on one picture: how much each block adds, and what becomes of the answer when shortcuts or branches are cut. */
export function CutWidget({ network }: { readonly network: string }): ReactNode {
  const errorText = useErrorText();
  const entry = builtInOf(network);
  const { analysis, runError } = useApp(({ network: shown, analysis, runError }) => ({
    analysis: shown === network ? analysis : null,
    runError,
  }));
  useRerun();
  useCutKeys();
  useFirstRun(network, entry);
  if (entry === undefined || analysis === null) return null;
  return (
    <div className={shared['widget']}>
      <div className={styles['head']}>
        <PictureChoice />
        <CutAnswers />
      </div>
      <Reading accuracy={entry.accuracy} />
      {runError !== null && (
        <p role="alert" className={shared['error']}>
          {errorText(runError)}
        </p>
      )}
      <CutNotice />
      <CutStudy analysis={analysis} />
    </div>
  );
}

/** Loads the network's weights and runs the picture that is there, or the cat. */
function useFirstRun(network: string, entry: CatalogueEntry | undefined): void {
  const t = useT();
  const isShown = useApp((state) => state.network === network && state.analysis !== null);
  useEffect(() => {
    const { weights, picture, result, run } = app.getState();
    if (!isShown || entry === undefined || result !== null || run === 'loading') return;
    const cat = ['cat', t('cuts.class.cat')] as const;
    if (weights === null) void (picture === null ? tryEntry(entry, ...cat) : tryEntry(entry));
    else if (picture === null) void trySample(...cat);
    else void app.getState().runPicture();
  }, [isShown, entry, t]);
}

function PictureChoice(): ReactNode {
  const t = useT();
  const picture = useApp((state) => state.picture);
  return (
    <SampleChoice
      url={picture?.url ?? null}
      sample={CIFAR10_CLASSES.find((name) => t(`cuts.class.${name}`) === picture?.name)}
      own={picture?.name}
      onChoose={(name) => void trySample(name, t(`cuts.class.${name}`))}
    />
  );
}

/** What the whole network says, and what is left of that with the cuts. */
function Reading({ accuracy }: { readonly accuracy: number }): ReactNode {
  const t = useT();
  const format = useFormat();
  const className = useClassName();
  const { best, left, count } = useApp(({ wholePredictions, predictions, ranCuts }) => ({
    best: wholePredictions[0],
    left: predictions.find(({ index }) => index === wholePredictions[0]?.index)?.probability ?? 0,
    count: ranCuts.size,
  }));
  return (
    <p role="status" className={shared['reading']}>
      {best === undefined
        ? t('lessons.cut.waiting')
        : t(count === 0 ? 'lessons.cut.readingWhole' : 'lessons.cut.reading', {
            name: className(best),
            whole: format.percent(best.probability),
            cut: format.percent(left),
            count,
            accuracy: format.percent(accuracy / 100),
          })}
    </p>
  );
}
