import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { ErrorBoundary } from '../components/ErrorBoundary.tsx';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { useT } from '../hooks/use-t.ts';

const HelpDialog = lazy(async () => ({ default: (await import('./HelpDialog.tsx')).HelpDialog }));

/** Opens the help: also the key `?`. */
export function HelpButton(): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  useShortcuts({ '?': () => setOpen(true) });
  return (
    <>
      <Button
        look="quiet"
        aria-label={t('shell.help')}
        aria-keyshortcuts="?"
        title={`${t('shell.help')} (?)`}
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">?</span>
      </Button>
      {isOpen && (
        <ErrorBoundary fallback={() => null}>
          <Suspense>
            <HelpDialog onClose={() => setOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
