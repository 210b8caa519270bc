import { type ReactNode, Suspense } from 'react';
import { modes } from '../state/permalink.ts';
import { app } from '../state/store.ts';
import styles from './App.module.css';
import { Button } from './components/Button.tsx';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Notice } from './components/Notice.tsx';
import { useApp } from './hooks/use-app.ts';
import { useShortcuts } from './hooks/use-shortcuts.ts';
import { useT } from './hooks/use-t.ts';
import { pages } from './pages.tsx';
import { Alerts } from './shell/Alerts.tsx';
import { EmptyTable } from './shell/EmptyTable.tsx';
import { Header } from './shell/Header.tsx';

/** The whole app: header, alerts, and the page of the mode. A page that fails does not take the rest with it. */
export function App(): ReactNode {
  const t = useT();
  const mode = useApp((state) => state.mode);
  const isEmpty = useApp((state) => state.analysis === null);
  useShortcuts(Object.fromEntries(modes.map((to, index) => [String(index + 1), () => app.getState().setMode(to)])));
  const Page = pages[mode];
  return (
    <div className={styles['app']}>
      <Header />
      <Alerts />
      <main className={styles['main']}>
        {isEmpty ? (
          <EmptyTable />
        ) : (
          <ErrorBoundary
            key={mode}
            fallback={(error, retry) => (
              <Notice title={t('shell.failed')}>
                <p>{t('shell.failedDetail', { message: error instanceof Error ? error.message : String(error) })}</p>
                <Button onClick={retry}>{t('shell.reload')}</Button>
              </Notice>
            )}
          >
            <Suspense fallback={<Notice title={t('shell.loading')} busy />}>
              <Page />
            </Suspense>
          </ErrorBoundary>
        )}
      </main>
    </div>
  );
}
