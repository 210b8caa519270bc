import { type ReactNode, useEffect, useState } from 'react';
import { fetchCard, type ModelCard } from '../../state/built-in.ts';
import { findNetwork } from '../../zoo/index.ts';
import { Dialog } from '../components/Dialog.tsx';
import { Notice } from '../components/Notice.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import { ClassBars } from './ClassBars.tsx';
import { ConfusionMatrix } from './ConfusionMatrix.tsx';
import styles from './ModelCardDialog.module.css';
import { TrainingCurves } from './TrainingCurves.tsx';

/** How a network was trained by the project and what came of it: accuracy, confusions, curves, recipe, licence. */
export function ModelCardDialog({ network, onClose }: { readonly network: string; onClose(): void }): ReactNode {
  const t = useT();
  const [card, setCard] = useState<ModelCard | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    fetchCard(network).then(setCard, (error: unknown) => setProblem(String(error)));
  }, [network]);
  return (
    <Dialog title={findNetwork(network)?.title ?? network} onClose={onClose}>
      {problem !== null && <p role="alert">{t('run.cardFailed', { reason: problem })}</p>}
      {card !== null && <Card card={card} />}
      {card === null && problem === null && <Notice title={t('run.loading')} busy />}
    </Dialog>
  );
}

function Card({ card }: { readonly card: ModelCard }): ReactNode {
  const t = useT();
  const format = useFormat();
  const accuracy = format.percent(card.accuracy / 100);
  return (
    <div className={styles['card']}>
      <p className={styles['lead']}>
        <strong className={styles['accuracy']}>{accuracy}</strong> {t('run.cardLead')}
      </p>
      <Part title={t('run.perClass')}>
        <ClassBars classes={card.classes} percents={card.perClass} />
      </Part>
      <Part title={t('run.confusion')} hint={t('run.confusionHint')}>
        <ConfusionMatrix classes={card.classes} counts={card.confusion} />
      </Part>
      <Part title={t('run.curves')}>
        <TrainingCurves history={card.history} />
      </Part>
      <Part title={t('run.recipe')} hint={t('run.recipeHint')}>
        <Recipe card={card} />
      </Part>
    </div>
  );
}

function Part({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section>
      <h3 className={styles['title']}>{title}</h3>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {children}
    </section>
  );
}

function Recipe({ card }: { readonly card: ModelCard }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { recipe } = card;
  const rows: readonly (readonly [label: string, value: string])[] = [
    [t('run.parameters'), format.count(card.parameters)],
    [t('run.epochs'), format.count(card.epochs)],
    [t('run.trainingTime'), t('run.minutes', { count: Math.round(card.seconds / 60) })],
    [t('run.batch'), format.count(recipe.batch)],
    [t('run.learningRate'), format.decimal(recipe.highestLearningRate, 4)],
    [t('run.momentum'), format.decimal(recipe.momentum, 4)],
    [t('run.weightDecay'), format.decimal(recipe.weightDecay, 6)],
    [t('run.smoothing'), format.decimal(recipe.labelSmoothing, 4)],
    [t('run.seed'), String(card.seed)],
    [t('run.trainedOn'), `${card.date} · PyTorch ${card.torch}`],
    [t('run.licence'), card.license],
  ];
  return (
    <dl className={styles['facts']}>
      {rows.map(([label, value]) => (
        <div key={label} className={styles['fact']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
