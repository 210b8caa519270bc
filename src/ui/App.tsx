import { type ReactNode, Suspense } from 'react';
import { modes } from '../state/permalink.ts';
import { app } from '../state/store.ts';
import styles from './App.module.css';
import { Button } from './components/Button.tsx';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Notice } from './components/Notice.tsx';
import { useApp } from './hooks/use-app.ts';
import { useFocusInSight } from './hooks/use-focus-in-sight.ts';
import { usePainted } from './hooks/use-painted.ts';
import { useShortcuts } from './hooks/use-shortcuts.ts';
import { useT } from './hooks/use-t.ts';
import { forgetPage, pageOf } from './pages.tsx';
import { Alerts } from './shell/Alerts.tsx';
import { EmptyTable } from './shell/EmptyTable.tsx';
import { Header } from './shell/Header.tsx';
import { SkipButton } from './shell/SkipButton.tsx';
import { UpdateOffer } from './shell/UpdateOffer.tsx';
import { useTitle } from './shell/use-title.ts';

/** The whole app: header, alerts, and the page of the mode. */
export function App(): ReactNode {
  const isEmpty = useApp((state) => state.analysis === null);
  useTitle();
  useFocusInSight();
  useShortcuts(Object.fromEntries(modes.map((to, index) => [String(index + 1), () => app.getState().setMode(to)])));
  return (
    <div className={styles['app']}>
      <SkipButton target="main" />
      <Header />
      <Alerts />
      <main id="main" tabIndex={-1} className={styles['main']}>
        {isEmpty ? <EmptyTable /> : <Page />}
      </main>
      <UpdateOffer />
    </div>
  );
}

/** The page of the mode. If it fails or cannot be loaded, the rest of the app stays, and it can be tried again. */
function Page(): ReactNode {
  const t = useT();
  const mode = useApp((state) => state.mode);
  const Content = pageOf(mode);
  return (
    <ErrorBoundary
      key={mode}
      fallback={(error, retry) => (
        <Notice title={t('shell.failed')}>
          <p>{t('shell.failedDetail', { message: error instanceof Error ? error.message : String(error) })}</p>
          <Button
            onClick={() => {
              forgetPage(mode);
              retry();
            }}
          >
            {t('shell.reload')}
          </Button>
        </Notice>
      )}
    >
      <Suspense fallback={<Notice title={t('shell.loading')} busy />}>
        <Content />
        <Painted />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Mounted together with the page: tells outside that it is painted. */
function Painted(): ReactNode {
  usePainted();
  return null;
}
