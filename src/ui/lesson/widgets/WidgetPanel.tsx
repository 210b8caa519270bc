import type { ReactNode } from 'react';
import type { Lesson, Step, Widget } from '../../../lessons/Lesson.ts';
import { BackwardWidget } from './BackwardWidget.tsx';
import { CardinalityWidget } from './CardinalityWidget.tsx';
import { ConcatWidget } from './ConcatWidget.tsx';
import { CurvesWidget } from './CurvesWidget.tsx';
import { CutWidget } from './CutWidget.tsx';
import { FormsWidget } from './FormsWidget.tsx';
import { GradientsWidget } from './GradientsWidget.tsx';
import { RecordWidget } from './RecordWidget.tsx';
import { TrainingWidget } from './TrainingWidget.tsx';
import { TransferWidget } from './transfer/TransferWidget.tsx';
import { VersionsWidget } from './VersionsWidget.tsx';
import { WindowPlayground } from './WindowPlayground.tsx';

/** What a step gives to play with. */
export function WidgetPanel({
  lesson,
  step,
  widget,
}: {
  readonly lesson: Lesson;
  readonly step: Step;
  readonly widget: Widget;
}): ReactNode {
  const prefix = `lessons.${lesson.slug}.${step.id}`;
  switch (widget.kind) {
    case 'gradients':
      return <GradientsWidget prefix={prefix} widget={widget} />;
    case 'curves':
      return <CurvesWidget widget={widget} />;
    case 'concat':
      return <ConcatWidget slug={lesson.slug} start={widget.start} view={step.view} />;
    case 'cut':
      return <CutWidget network={step.view.network} />;
    case 'versions':
      return <VersionsWidget />;
    case 'backward':
      return <BackwardWidget network={step.view.network} plain={widget.plain} />;
    case 'forms':
      return <FormsWidget forms={widget.forms} view={step.view} />;
    case 'cardinality':
      return <CardinalityWidget view={step.view} />;
    case 'training':
      return <TrainingWidget widget={widget} />;
    case 'record':
      return <RecordWidget lesson={lesson} />;
    case 'transfer':
      return <TransferWidget />;
    case 'window':
      return <WindowPlayground play={widget.play} view={step.view} />;
  }
}
