import { type ReactNode, useEffect, useRef } from 'react';
import { setUpBench } from '../../lessons/bench.ts';
import type { Lesson, Widget } from '../../lessons/Lesson.ts';
import { lessonProgress } from '../../state/lesson-progress.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import styles from './LessonPlayer.module.css';
import { StepBar } from './StepBar.tsx';
import { StepText } from './StepText.tsx';
import { useLessonKeys } from './use-lesson-keys.ts';
import { WidgetPanel } from './widgets/WidgetPanel.tsx';

/** Widgets that take the graph's room. */
const GRAPHLESS: ReadonlySet<Widget['kind']> = new Set(['training', 'record', 'transfer']);

/** One lesson: its text beside the network that it speaks of, step by step. */
export function LessonPlayer({
  lesson,
  graph,
  cuttable,
}: {
  readonly lesson: Lesson;
  readonly graph: ReactNode;
  readonly cuttable: ReactNode;
}): ReactNode {
  const { wanted, hidden } = useApp(({ step, hidden }) => ({ wanted: step, hidden }));
  const number = Math.min(wanted, lesson.steps.length);
  const step = lesson.steps[number - 1];
  const text = useRef<HTMLDivElement>(null);
  const goTo = useLessonKeys(number, lesson.steps.length);

  useEffect(() => {
    if (step === undefined) return;
    const { network, size = null, classes = null, graph, level = 1, opened = [], node = null } = step.view;
    app.getState().showLessonView({
      network,
      size,
      classes,
      bench: graph === undefined ? null : setUpBench(graph()),
      level,
      opened,
      node,
    });
    lessonProgress.reach(lesson.slug, number);
    text.current?.scrollTo({ top: 0 });
  }, [lesson, step, number]);
  useEffect(() => {
    if (wanted !== number) app.getState().goToStep(number);
  }, [wanted, number]);

  if (step === undefined) return null;
  const { widget } = step;
  const showsGraph = (widget === undefined || !GRAPHLESS.has(widget.kind)) && !hidden.includes('graph');
  return (
    <div className={styles['player']}>
      <section className={styles['lesson']} aria-labelledby="step-title">
        <div ref={text} className={styles['text']}>
          <StepText key={step.id} lesson={lesson} step={step} number={number} />
        </div>
        <StepBar lesson={lesson} number={number} onGo={goTo} />
      </section>
      <div className={styles['stage']} data-split={(showsGraph && widget !== undefined) || undefined}>
        {showsGraph && (
          <div className={styles['graph']}>
            {widget?.kind === 'cut' || widget?.kind === 'backward' ? cuttable : graph}
          </div>
        )}
        {widget !== undefined && (
          <div className={styles['widget']} data-low={widget.kind === 'concat' || undefined}>
            <WidgetPanel key={step.id} lesson={lesson} step={step} widget={widget} />
          </div>
        )}
      </div>
    </div>
  );
}
