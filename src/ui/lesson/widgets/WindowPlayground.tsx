import { type ReactNode, useEffect, useState } from 'react';
import { analyzeUntilError } from '../../../engine/analyze.ts';
import type { StepView } from '../../../lessons/Lesson.ts';
import { type WindowPlay, windowGraph, windowLimits } from '../../../lessons/window-play.ts';
import { app } from '../../../state/store.ts';
import { toUserError } from '../../../state/user-error.ts';
import { FormulaCard } from '../../components/layer/FormulaCard.tsx';
import type { Letter } from '../../components/layer/formula-lines.ts';
import { WindowFigure } from '../../components/layer/WindowFigure.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useT } from '../../hooks/use-t.ts';
import { WindowSlider } from '../WindowSlider.tsx';
import styles from './WindowPlayground.module.css';
import shared from './widgets.module.css';

/** A window over a small map, whose settings can be changed: the formula, the cells it reads, and the graph above follow. */
export function WindowPlayground({
  play: { start, controls },
  view,
}: {
  readonly play: WindowPlay;
  readonly view: StepView;
}): ReactNode {
  const t = useT();
  const errorText = useErrorText();
  const [setting, setSetting] = useState(start);
  const [lit, setLit] = useState<Letter | null>(null);
  const { analysis, error } = analyzeUntilError(windowGraph(setting));
  const report = analysis.byId.get('conv');
  useEffect(() => {
    const worked = analyzeUntilError(windowGraph(setting));
    if (worked.error !== null) return;
    const { network, level = 1, opened = [] } = view;
    const bench = { analysis: worked.analysis, refused: null };
    app.getState().showLessonView({ network, size: null, classes: null, bench, level, opened, node: null });
  }, [setting, view]);

  return (
    <section className={styles['play']} aria-label={t('lessons.puzzle.window')}>
      <div className={styles['side']}>
        <div className={styles['sliders']}>
          {controls.map((name) => (
            <WindowSlider
              key={name}
              name={name}
              limits={windowLimits[name]}
              value={setting[name]}
              onChange={(value) => setSetting({ ...setting, [name]: value })}
            />
          ))}
        </div>
        {error !== null && (
          <p role="status" className={shared['error']}>
            {errorText(toUserError(error))}
          </p>
        )}
        {report !== undefined && <FormulaCard report={report} lit={lit} onLight={setLit} />}
      </div>
      {report !== undefined && <WindowFigure key={JSON.stringify(setting)} report={report} lit={lit} />}
    </section>
  );
}
