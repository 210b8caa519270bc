import type { ReactNode } from 'react';
import { CutAnswers } from '../components/cuts/CutAnswers.tsx';
import { CutStudy } from '../components/cuts/CutStudy.tsx';
import { useApp } from '../hooks/use-app.ts';
import styles from './PathsPanel.module.css';

/** The graph whose shortcuts can be cut, and what that does to the picture's answer. */
export function PathsPanel({ graph }: { readonly graph: ReactNode }): ReactNode {
  const analysis = useApp((state) => state.analysis);
  if (analysis === null) return null;
  return (
    <>
      <div className={styles['graph']}>{graph}</div>
      <CutAnswers />
      <CutStudy analysis={analysis} />
    </>
  );
}
