import { useEffect } from 'react';
import { setUpBench } from '../../lessons/bench.ts';
import { type BlockForm, type BlockSetting, blockGraph } from '../../lessons/block-forms.ts';
import type { StepView } from '../../lessons/Lesson.ts';
import { app } from '../../state/store.ts';

/** Draws the block in this form in place of the step's own graph. */
export function useBlockGraph(form: BlockForm, { cardinality, width }: BlockSetting, view: StepView): void {
  useEffect(() => {
    const { network, level = 1, opened = [], node = null } = view;
    app.getState().showLessonView({
      network,
      size: null,
      classes: null,
      bench: setUpBench(blockGraph(form, { cardinality, width })),
      level,
      opened,
      node,
    });
  }, [form, cardinality, width, view]);
}
