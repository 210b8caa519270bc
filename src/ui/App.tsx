import { type ReactNode, Suspense } from 'react';
import styles from './App.module.css';
import { Button } from './components/Button.tsx';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Notice } from './components/Notice.tsx';
import { useApp } from './hooks/use-app.ts';
import { useT } from './hooks/use-t.ts';
import { pages } from './pages.tsx';
import { Alerts } from './shell/Alerts.tsx';
import { Header } from './shell/Header.tsx';

/** The whole page: header, alerts, and the page of the mode. */
export function App(): ReactNode {
  const t = useT();
  const mode = useApp((state) => state.mode);
  const Page = pages[mode];
  return (
    <div className={styles['app']}>
      <Header />
      <Alerts />
      <main className={styles['main']}>
        <ErrorBoundary
          key={mode}
          fallback={(_error, retry) => (
            <Notice title={t('shell.failed')}>
              <Button onClick={retry}>{t('shell.reload')}</Button>
            </Notice>
          )}
        >
          <Suspense fallback={<Notice title={t('shell.loading')} busy />}>
            <Page />
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}
