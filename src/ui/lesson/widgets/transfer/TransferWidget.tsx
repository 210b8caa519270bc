import { type ReactNode, useEffect, useMemo } from 'react';
import { frozenBodies } from '../../../../state/feature-reader.ts';
import { transfer } from '../../../../state/lesson-transfer.ts';
import { app } from '../../../../state/store.ts';
import { FEWEST_CLASSES } from '../../../../state/transfer-pictures.ts';
import { useErrorText } from '../../../hooks/use-error-text.ts';
import { useT } from '../../../hooks/use-t.ts';
import { useTransfer } from '../../use-transfer.ts';
import shared from '../widgets.module.css';
import { ClassCard } from './ClassCard.tsx';
import { HeldOut } from './HeldOut.tsx';
import { LossCurve } from './LossCurve.tsx';
import { PartsTable } from './PartsTable.tsx';
import { TrainRow } from './TrainRow.tsx';
import styles from './TransferWidget.module.css';
import { Workbench } from './Workbench.tsx';

/** The network that is frozen where none was loaded on the Run page. */
const USUAL = 'built-in/resnet20_cifar';

/** Classes of the learner's own, taught to a new head on a frozen network. The worker ends when this is left. */
export function TransferWidget(): ReactNode {
  const t = useT();
  const errorText = useErrorText();
  const bodies = useMemo(() => frozenBodies(app.getState().lastWeights), []);
  const { classes, error } = useTransfer(({ classes, error }) => ({ classes, error }));

  useEffect(() => {
    const { body, classes: present, freeze, addClass } = transfer.getState();
    const wanted = [body?.id, 'loaded', USUAL].flatMap((id) => bodies.find((item) => item.id === id) ?? [])[0];
    const first = wanted ?? bodies[0];
    if (first !== undefined) freeze(first);
    for (let number = present.length + 1; number <= FEWEST_CLASSES; number++)
      addClass(t('lessons.transfer.newName', { number }));
    return () => transfer.getState().leave();
  }, [bodies]);

  return (
    <section className={shared['widget']} aria-label={t('lessons.transfer.title')}>
      <Workbench bodies={bodies} />
      <div className={styles['classes']}>
        {classes.map((item, index) => (
          <ClassCard key={item.id} item={item} number={index + 1} isLeast={classes.length <= FEWEST_CLASSES} />
        ))}
      </div>
      <TrainRow />
      {error !== null && (
        <p role="alert" className={shared['error']}>
          {errorText(error)}
        </p>
      )}
      <HeldOut />
      <div className={shared['pair']}>
        <LossCurve />
        <PartsTable />
      </div>
    </section>
  );
}
