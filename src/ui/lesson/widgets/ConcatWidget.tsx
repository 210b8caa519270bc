import { type ReactNode, useEffect, useState } from 'react';
import { formatShape } from '../../../engine/shape.ts';
import { setUpBench } from '../../../lessons/bench.ts';
import { type BranchPadding, branchShapes, moduleGraph, paddingLimits } from '../../../lessons/inception-module.ts';
import type { StepView } from '../../../lessons/Lesson.ts';
import { reportOf } from '../../../lessons/measures.ts';
import { lessonProgress } from '../../../state/lesson-progress.ts';
import { app } from '../../../state/store.ts';
import { useT } from '../../hooks/use-t.ts';
import { WindowSlider } from '../WindowSlider.tsx';
import styles from './ConcatWidget.module.css';

/** Four branches and the padding of each, to be chosen until the concatenation takes them. The graph follows every choice. */
export function ConcatWidget({
  slug,
  start,
  view,
}: {
  readonly slug: string;
  readonly start: BranchPadding;
  readonly view: StepView;
}): ReactNode {
  const t = useT();
  const [padding, setPadding] = useState(start);
  const { analysis, refused } = setUpBench(moduleGraph('naive', padding));
  const shapes = branchShapes(analysis);
  const joins = refused === null;
  useEffect(() => {
    const { network, level = 1, opened = [] } = view;
    const bench = setUpBench(moduleGraph('naive', padding));
    app.getState().showLessonView({ network, size: null, classes: null, bench, level, opened, node: null });
  }, [padding, view]);
  useEffect(() => {
    if (joins) lessonProgress.solve(slug, 'concat');
  }, [slug, joins]);

  return (
    <section className={styles['play']} aria-label={t('lessons.concat.name')}>
      <div className={styles['sliders']}>
        {(['conv3', 'conv5', 'pool'] as const).map((branch) => (
          <WindowSlider
            key={branch}
            name="padding"
            label={t(`lessons.concat.${branch}`)}
            limits={paddingLimits[branch]}
            value={padding[branch]}
            onChange={(value) => setPadding({ ...padding, [branch]: value })}
          />
        ))}
      </div>
      <ul className={styles['branches']}>
        {(['conv1', 'conv3', 'conv5', 'pool'] as const).map((branch, index) => (
          <li key={branch} data-agrees={shapes[index]?.[1] === shapes[0]?.[1] || undefined}>
            <span>{t(`lessons.concat.branch.${branch}`)}</span>
            <span className={styles['shape']}>{formatShape(shapes[index] ?? [])}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={styles['verdict']} data-right={joins || undefined}>
        {joins
          ? t('lessons.concat.joins', { output: formatShape(reportOf(analysis, 'module.cat').output) })
          : t('lessons.concat.refuses', { sizes: sizesOf(shapes).join(', ') })}
      </p>
    </section>
  );
}

/** The different sizes among the branches, `28×28`. */
function sizesOf(shapes: readonly (readonly number[])[]): readonly string[] {
  return [...new Set(shapes.map(([, height, width]) => `${height}×${width}`))];
}
