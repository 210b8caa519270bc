import type { ReactNode } from 'react';
import type { Prediction } from '../../../state/RunSlice.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './CutAnswers.module.css';
import { useClassName } from './use-class-name.ts';

/** Classes shown of each side. */
const SHOWN = 3;

const NONE: readonly Prediction[] = [];

/** What the whole network says to the picture, and beside it what is said with the cuts and how far each class has moved. */
export function CutAnswers(): ReactNode {
  const t = useT();
  const { whole, cut } = useApp(({ wholePredictions, predictions, ranCuts }) => ({
    whole: wholePredictions,
    cut: ranCuts.size === 0 ? NONE : predictions,
  }));
  const former = new Map(whole.map(({ index, probability }) => [index, probability]));
  return (
    <div className={styles['answers']}>
      <Answer title={t('cuts.whole')} predictions={whole} />
      <Answer title={t('cuts.cut')} predictions={cut} former={former} />
    </div>
  );
}

function Answer({
  title,
  predictions,
  former,
}: {
  readonly title: string;
  readonly predictions: readonly Prediction[];
  readonly former?: ReadonlyMap<number, number>;
}): ReactNode {
  const format = useFormat();
  const name = useClassName();
  return (
    <section className={styles['answer']} aria-label={title}>
      <h3>{title}</h3>
      {predictions.length === 0 ? (
        <p>–</p>
      ) : (
        <ol>
          {predictions.slice(0, SHOWN).map((prediction) => (
            <li key={prediction.index}>
              <span>{name(prediction)}</span> <b>{format.percent(prediction.probability)}</b>
              {former !== undefined && <Change by={prediction.probability - (former.get(prediction.index) ?? 0)} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** By how much a probability has changed, in points of a hundred. */
export function Change({ by }: { readonly by: number }): ReactNode {
  const format = useFormat();
  const t = useT();
  const points = Math.round(by * 1000) / 10;
  const change = points === 0 ? '±0' : `${points > 0 ? '+' : '−'}${format.decimal(Math.abs(points), 1)}`;
  return (
    <i className={styles['change']} data-sign={Math.sign(points)} title={t('cuts.change', { change })}>
      {change}
    </i>
  );
}
