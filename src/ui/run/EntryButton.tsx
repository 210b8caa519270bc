import { type ReactNode, useState } from 'react';
import type { CatalogueEntry } from '../../zoo/weights.ts';
import { Button } from '../components/Button.tsx';
import { tryEntry } from '../components/try-picture.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { ConsentDialog } from './ConsentDialog.tsx';

/** Fetches the weights of an entry, after consent to their licence where that is needed; they run if there is a picture. */
export function EntryButton({ entry, onChosen }: { readonly entry: CatalogueEntry; onChosen?(): void }): ReactNode {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const { isInUse, isStored } = useApp(({ weights, stored }) => ({
    isInUse: weights?.entry?.id === entry.id,
    isStored: stored.some(({ source }) => source === entry.url),
  }));
  if (entry.kind === 'link')
    return (
      <a href={entry.url} target="_blank" rel="noreferrer">
        {t('run.fetchYourself')}
      </a>
    );
  const choose = (): void => {
    setAsking(false);
    onChosen?.();
    void tryEntry(entry);
  };
  const needsConsent = entry.licence.nonCommercial && !isStored;
  const isHere = entry.kind === 'built-in' || isStored;
  return (
    <>
      <Button disabled={isInUse} onClick={needsConsent ? () => setAsking(true) : choose}>
        {isInUse ? t('run.inUse') : t(isHere ? 'run.use' : 'run.download')}
      </Button>
      {isAsking && <ConsentDialog entry={entry} onClose={() => setAsking(false)} onAgree={choose} />}
    </>
  );
}
