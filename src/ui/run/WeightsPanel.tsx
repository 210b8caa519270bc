import { type ReactNode, useState } from 'react';
import { app } from '../../state/store.ts';
import { findNetwork } from '../../zoo/index.ts';
import { type CatalogueEntry, catalogue } from '../../zoo/weights.ts';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import { ConsentDialog } from './ConsentDialog.tsx';
import { FileButton } from './FileButton.tsx';
import { StoredList } from './StoredList.tsx';
import styles from './WeightsPanel.module.css';

/** Which weights the network has, and every way to give it some: shipped, downloaded, stored, from a file. */
export function WeightsPanel(): ReactNode {
  const t = useT();
  const { weights, network } = useApp(({ weights, network }) => ({ weights, network }));
  const [asked, setAsked] = useState<CatalogueEntry | null>(null);
  const entries = catalogue.filter((entry) => entry.network === network);
  const choose = (entry: CatalogueEntry): void => {
    if (entry.licence.nonCommercial) setAsked(entry);
    else void app.getState().useEntry(entry);
  };
  return (
    <section aria-label={t('run.weights')} className={styles['panel']}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t('run.weights')}</h2>
        <FileButton
          label={t('run.weightsFile')}
          accept=".safetensors,.pth,.pt,.th,.bin,.ckpt"
          onFile={(file) => void app.getState().openWeights(file)}
        >
          {t('run.openFile')}
        </FileButton>
      </div>
      {weights === null ? <p className={styles['none']}>{t('run.noWeights')}</p> : <Current />}
      {entries.length > 0 && (
        <details key={String(weights === null)} open={weights === null}>
          <summary className={styles['summary']}>{t('run.knownWeights', { count: entries.length })}</summary>
          <ul className={styles['entries']}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} onChoose={() => choose(entry)} />
            ))}
          </ul>
        </details>
      )}
      {entries.length === 0 && <Family />}
      <StoredList />
      {asked !== null && (
        <ConsentDialog
          entry={asked}
          onClose={() => setAsked(null)}
          onAgree={() => {
            setAsked(null);
            void app.getState().useEntry(asked);
          }}
        />
      )}
    </section>
  );
}

function Current(): ReactNode {
  const t = useT();
  const format = useFormat();
  const weights = useApp((state) => state.weights);
  if (weights === null) return null;
  return (
    <div className={styles['current']}>
      <p>
        <strong>{weights.title}</strong>{' '}
        <span className={styles['soft']}>
          {weights.format}, {format.bytes(weights.bytes)}
        </span>
      </p>
      {weights.unexpected.length > 0 && (
        <p className={styles['soft']}>{t('run.ignored', { count: weights.unexpected.length })}</p>
      )}
      {weights.nonFinite.length > 0 && (
        <p role="alert" className={styles['warning']}>
          {t('run.nonFiniteWeights', { count: weights.nonFinite.length, first: weights.nonFinite[0] ?? '' })}
        </p>
      )}
    </div>
  );
}

function Entry({ entry, onChoose }: { readonly entry: CatalogueEntry; onChoose(): void }): ReactNode {
  const t = useT();
  const format = useFormat();
  const isInUse = useApp((state) => state.weights?.entry?.id === entry.id);
  const details = [
    entry.exact ? format.bytes(entry.bytes) : t('run.about', { bytes: format.bytes(entry.bytes) }),
    t('run.accuracy', { percent: format.percent(entry.accuracy / 100), data: entry.data }),
    entry.licence.name,
  ];
  return (
    <li className={styles['entry']}>
      <div>
        <p className={styles['name']}>{entry.title}</p>
        <p className={styles['soft']}>{details.join(' · ')}</p>
        <p className={styles['soft']}>{entry.source}</p>
      </div>
      {entry.kind === 'link' ? (
        <a href={entry.url} target="_blank" rel="noreferrer">
          {t('run.fetchYourself')}
        </a>
      ) : (
        <Button disabled={isInUse} onClick={onChoose}>
          {isInUse ? t('run.inUse') : t(entry.kind === 'built-in' ? 'run.use' : 'run.download')}
        </Button>
      )}
    </li>
  );
}

/** Where this network has no known weights: members of the zoo that have. */
function Family(): ReactNode {
  const t = useT();
  const network = useApp((state) => state.network);
  const family = findNetwork(network)?.family;
  const related = catalogue.find((entry) => findNetwork(entry.network)?.family === family) ?? catalogue[0];
  if (related === undefined) return null;
  return (
    <p className={styles['soft']}>
      {t('run.noneKnown')} <a href={`#/${related.network}?mode=run`}>{findNetwork(related.network)?.title}</a>
    </p>
  );
}
