import type { ReactNode } from 'react';
import { builtInLike } from '../../state/built-in.ts';
import { findNetwork } from '../../zoo/index.ts';
import { smallestLike } from '../../zoo/weights.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Notice } from '../components/Notice.tsx';
import { tryEntry, trySample } from '../components/try-picture.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { EntryButton } from './EntryButton.tsx';
import { ModelCardButton } from './ModelCardButton.tsx';
import { SampleStrip } from './SampleStrip.tsx';
import styles from './Start.module.css';
import { useEntryText } from './use-entry-text.ts';
import { WeightsButton } from './WeightsButton.tsx';

/** What to do next, as long as no picture has run: one thing that stands out, and the other ways beside it. */
export function Start(): ReactNode {
  const t = useT();
  const { run, hasPicture, hasWeights } = useApp(({ run, picture, weights }) => ({
    run,
    hasPicture: picture !== null,
    hasWeights: weights !== null,
  }));
  if (run === 'loading' || run === 'running') return <Notice title={t(`run.${run}`)} busy />;
  if (!hasWeights) return <FirstSteps />;
  return hasPicture ? <Ready /> : <ChoosePicture />;
}

/** No weights yet: the network that comes with the app, a thousand classes, or the user's own. */
function FirstSteps(): ReactNode {
  const t = useT();
  const text = useEntryText();
  const network = useApp((state) => state.network);
  const like = builtInLike(network);
  const thousand = smallestLike(network);
  const titleOf = (id: string): string => findNetwork(id)?.title ?? id;
  return (
    <div className={styles['start']}>
      <h2 className={styles['title']}>{t('run.mapsTitle')}</h2>
      {like !== undefined && (
        <>
          <p className={styles['lead']}>{t('run.offer', { network: titleOf(like.network) })}</p>
          <div className={styles['actions']}>
            <Button
              look="primary"
              className={styles['primary'] ?? ''}
              onClick={() => void tryEntry(like, 'cat', t('run.sample.cat'))}
            >
              <Icon name="run" />
              {t('run.try', { network: titleOf(like.network) })}
            </Button>
          </div>
          <p className={styles['soft']}>
            {[text.accuracy(like), text.bytes(like), t('run.noDownload')].join(' · ')}{' '}
            <ModelCardButton network={like.network} />
          </p>
          <h3 className={styles['subtitle']}>{t('run.orSample')}</h3>
          <SampleStrip look="grid" onChoose={(sample, name) => void tryEntry(like, sample, name)} />
        </>
      )}
      <div className={styles['others']}>
        {thousand !== undefined && (
          <section className={styles['other']}>
            <h3 className={styles['subtitle']}>{t('run.thousand')}</h3>
            <p>
              {titleOf(thousand.network)}, {text.title(thousand)}
            </p>
            <p className={styles['soft']}>
              {[text.accuracy(thousand), text.bytes(thousand), thousand.licence.name].join(' · ')}
            </p>
            <div className={styles['actions']}>
              <EntryButton entry={thousand} />
              <WeightsButton />
            </div>
          </section>
        )}
        <section className={styles['other']}>
          <h3 className={styles['subtitle']}>{t('run.own')}</h3>
          <p className={styles['soft']}>{t('run.ownHint')}</p>
        </section>
      </div>
    </div>
  );
}

/** Weights are in place: a bundled picture runs at once. */
function ChoosePicture(): ReactNode {
  const t = useT();
  const network = useApp((state) => state.network);
  return (
    <div className={styles['start']}>
      <h2 className={styles['title']}>{t('run.whichPicture')}</h2>
      <p className={styles['lead']}>{t('run.samplesHint', { network: findNetwork(network)?.title ?? network })}</p>
      <SampleStrip look="grid" onChoose={(sample, name) => void trySample(sample, name)} />
    </div>
  );
}

/** Picture and weights are in place: the button that runs them stands at the left. */
function Ready(): ReactNode {
  const t = useT();
  const network = useApp((state) => state.network);
  return (
    <div className={styles['start']}>
      <h2 className={styles['title']}>{t('run.readyTitle')}</h2>
      <p className={styles['lead']}>{t('run.readyHint', { network: findNetwork(network)?.title ?? network })}</p>
    </div>
  );
}
