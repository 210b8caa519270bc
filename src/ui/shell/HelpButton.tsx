import { lazy, type ReactNode, Suspense, useState } from 'react';
import { speakPart } from '../../i18n/index.ts';
import { Button } from '../components/Button.tsx';
import { ErrorBoundary } from '../components/ErrorBoundary.tsx';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { useT } from '../hooks/use-t.ts';

const HelpDialog = lazy(async () => {
  const [module] = await Promise.all([import('./HelpDialog.tsx'), speakPart('shell-help')]);
  return { default: module.HelpDialog };
});

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
