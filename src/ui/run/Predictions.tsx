import { type ReactNode, useState } from 'react';
import { CIFAR10_CLASSES } from '../../state/predictions.ts';
import type { Prediction } from '../../state/RunSlice.ts';
import { Button } from '../components/Button.tsx';
import { Change } from '../components/cuts/CutAnswers.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './Predictions.module.css';

/** How many classes are shown, besides all. */
const STEPS = [5, 10] as const;

/** The likeliest classes with their probabilities. */
export function Predictions(): ReactNode {
  const t = useT();
  const { predictions, whole, bad } = useApp((state) => ({
    predictions: state.predictions,
    whole: state.ranCuts.size === 0 ? null : state.wholePredictions,
    bad: state.result?.firstNonFinite ?? null,
  }));
  const [count, setCount] = useState<number>(5);
  if (predictions.length === 0) return null;
  return (
    <section className={styles['predictions']} aria-label={t('run.predictions')}>
      <h2 className={styles['title']}>{t('run.predictions')}</h2>
      {bad !== null && (
        <p role="alert" className={styles['alarm']}>
          {t('run.nonFinite', { node: bad })}
        </p>
      )}
      <ol aria-label={t('run.predictions')} className={styles['list']}>
        {predictions.slice(0, count).map((prediction) => (
          <Item
            key={prediction.index}
            prediction={prediction}
            former={whole?.find(({ index }) => index === prediction.index)}
          />
        ))}
      </ol>
      {predictions.length > 5 && (
        <div className={styles['more']}>
          {STEPS.filter((step) => step !== count && step < predictions.length).map((step) => (
            <Button key={step} look="quiet" onClick={() => setCount(step)}>
              {t(step === 5 ? 'run.showFewer' : 'run.showMore')}
            </Button>
          ))}
          {count < predictions.length && (
            <Button look="quiet" onClick={() => setCount(predictions.length)}>
              {t('run.showAll', { count: predictions.length })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Item({
  prediction: { index, name, logit, probability },
  former,
}: {
  readonly prediction: Prediction;
  /** The same class in the whole network, where this one is cut. */
  readonly former: Prediction | undefined;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const isCifar = CIFAR10_CLASSES.some((known) => known === name);
  const label = isCifar ? t(`run.sample.${name}`) : (name ?? t('run.class', { index }));
  return (
    <li className={styles['item']} data-cut={former !== undefined || undefined} data-class={index} data-logit={logit}>
      <span className={styles['name']} title={label}>
        {label}
      </span>
      <span aria-hidden="true" className={styles['track']}>
        <span className={styles['bar']} style={{ width: `${probability * 100}%` }} />
      </span>
      <span className={styles['percent']}>{format.percent(probability)}</span>
      {former !== undefined && <Change by={probability - former.probability} />}
    </li>
  );
}
