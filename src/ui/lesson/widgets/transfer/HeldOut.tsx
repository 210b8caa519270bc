import type { ReactNode } from 'react';
import { transfer } from '../../../../state/lesson-transfer.ts';
import type { TransferPicture } from '../../../../state/TransferState.ts';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useT } from '../../../hooks/use-t.ts';
import { useTransfer } from '../../use-transfer.ts';
import styles from './HeldOut.module.css';
import { PictureAdder } from './PictureAdder.tsx';

/** Pictures that the head has not learned from, and what it says of each. */
export function HeldOut(): ReactNode {
  const t = useT();
  const { heldOut, classes } = useTransfer(({ heldOut, head }) => ({ heldOut, classes: head?.classes ?? null }));
  return (
    <section className={styles['heldOut']} aria-label={t('lessons.transfer.heldOut')}>
      <h3 className={styles['title']}>{t('lessons.transfer.heldOut')}</h3>
      <ul className={styles['pictures']}>
        {heldOut.map((picture) => (
          <Asked key={picture.id} picture={picture} classes={classes} />
        ))}
      </ul>
      <PictureAdder
        label={t('lessons.transfer.askFiles')}
        camera={t('lessons.transfer.askCamera')}
        onAdd={(picture) => void transfer.getState().addPictures(null, [picture])}
      />
    </section>
  );
}

function Asked({
  picture: { id, url, name, probabilities },
  classes,
}: {
  readonly picture: TransferPicture;
  readonly classes: readonly string[] | null;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const ranked = (probabilities ?? [])
    .map((probability, index) => ({ probability, name: classes?.[index] ?? '' }))
    .toSorted((a, b) => b.probability - a.probability);
  return (
    <li className={styles['asked']} aria-label={name}>
      <img src={url} alt={name} width={72} height={72} decoding="async" />
      {ranked.length === 0 ? (
        <p className={styles['waiting']}>{t('lessons.transfer.noHead')}</p>
      ) : (
        <ol className={styles['answers']}>
          {ranked.map((answer) => (
            <li key={answer.name}>
              <span className={styles['label']}>{answer.name}</span>
              <span className={styles['share']}>{format.percent(answer.probability)}</span>
              <span className={styles['track']} aria-hidden="true">
                <span style={{ width: `${answer.probability * 100}%` }} />
              </span>
            </li>
          ))}
        </ol>
      )}
      <Button
        look="quiet"
        aria-label={t('lessons.transfer.removePicture', { name })}
        onClick={() => transfer.getState().removePicture(id)}
      >
        <Icon name="close" size={16} />
      </Button>
    </li>
  );
}
