import type { ReactNode } from 'react';
import { cuts } from '../../../state/lesson-cuts.ts';
import { Button } from '../../components/Button.tsx';
import { useT } from '../../hooks/use-t.ts';
import styles from './CutWidget.module.css';

/** Join everything again, and cut each in turn. */
export function CutTools({ isBusy, hasCuts }: { readonly isBusy: boolean; readonly hasCuts: boolean }): ReactNode {
  const t = useT();
  const { join, cutEach } = cuts.getState();
  return (
    <div className={styles['tools']}>
      <Button disabled={isBusy} onClick={() => void cutEach('branch')}>
        {t('lessons.cut.eachBranch')}
      </Button>
      <Button disabled={isBusy} onClick={() => void cutEach('shortcut')}>
        {t('lessons.cut.eachShortcut')}
      </Button>
      <Button look="quiet" disabled={isBusy || !hasCuts} onClick={() => void join()}>
        {t('lessons.cut.join')}
      </Button>
    </div>
  );
}
