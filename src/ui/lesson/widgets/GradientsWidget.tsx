import { type ReactNode, useEffect, useState } from 'react';
import type { Widget } from '../../../lessons/Lesson.ts';
import type { LabSettings } from '../../../lessons/lab-settings.ts';
import type { UserError } from '../../../state/AppState.ts';
import { type LabFrame, lab } from '../../../state/lesson-lab.ts';
import { toUserError } from '../../../state/user-error.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { formatPower } from '../format-fact.ts';
import { useLabSettings } from '../use-lab.ts';
import { LabControls } from './LabControls.tsx';
import { LineChart, type Series } from './LineChart.tsx';
import styles from './widgets.module.css';

type Gradients = Extract<Widget, { kind: 'gradients' }>;

/** Milliseconds that a slider must rest before its value is measured. */
const REST = 120;

/** Norm of the gradient at every layer’s input from one real backward pass, for a few networks that differ in one thing. */
export function GradientsWidget({
  prefix,
  widget,
}: {
  readonly prefix: string;
  readonly widget: Gradients;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const errorText = useErrorText();
  const { variants, controls, bound } = widget;
  const first = variants[0]?.settings;
  if (first === undefined) throw new Error(`${prefix}: a gradients widget without variants`);
  const { settings, change } = useLabSettings(first);
  const shared = Object.fromEntries(controls.map((name) => [name, settings[name]]));
  const { frames, error, isFresh } = useMeasured(variants.map((variant) => ({ ...variant.settings, ...shared })));
  const guide: readonly Series[] =
    bound === undefined
      ? []
      : [{ id: 'bound', name: t(`${prefix}.bound`), look: 9, isGuide: true, values: bounds(frames[0], bound) }];
  const values = Object.fromEntries(variants.map(({ id }, index) => [id, formatPower(reach(frames[index]), format)]));
  return (
    <div className={styles['widget']}>
      <LabControls settings={settings} controls={controls} onChange={change} />
      <LineChart
        title={t('lessons.lab.signalNorms')}
        xTitle={t('lessons.lab.layerAxis')}
        isLog
        height={260}
        length={settings.depth}
        series={[
          ...variants.map(({ id }, index) => ({
            id,
            name: t(`${prefix}.variant.${id}`),
            look: index,
            values: frames[index]?.signalNorms ?? [],
          })),
          ...guide,
        ]}
      />
      <p role="status" className={styles['reading']} data-fresh={isFresh}>
        {frames.length === 0
          ? t('lessons.lab.measuring')
          : t(`${prefix}.reading`, { ...values, depth: format.count(frames[0]?.signalNorms.length ?? 0) })}
      </p>
      {error !== null && (
        <p role="alert" className={styles['error']}>
          {errorText(error)}
        </p>
      )}
    </div>
  );
}

/** The first layer's gradient as a share of the last one's. */
function reach(frame: LabFrame | undefined): number {
  return (frame?.signalNorms[0] ?? Number.NaN) / (frame?.signalNorms.at(-1) ?? Number.NaN);
}

/** What is left of the last layer's gradient if every layer on the way multiplies by `bound`. */
function bounds(frame: LabFrame | undefined, bound: number): readonly number[] {
  const norms = frame?.signalNorms ?? [];
  return norms.map((_norm, index) => (norms.at(-1) ?? 0) * bound ** (norms.length - 1 - index));
}

function useMeasured(list: readonly LabSettings[]): {
  readonly frames: readonly LabFrame[];
  readonly error: UserError | null;
  /** Whether the frames belong to these settings. */
  readonly isFresh: boolean;
} {
  const key = JSON.stringify(list);
  const [measured, setMeasured] = useState<{ key: string; frames: readonly LabFrame[]; error: UserError | null }>({
    key: '',
    frames: [],
    error: null,
  });
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      lab
        .getState()
        .measure(JSON.parse(key), controller.signal)
        .then(
          (frames) => !controller.signal.aborted && setMeasured({ key, frames, error: null }),
          (error: unknown) => !controller.signal.aborted && setMeasured({ key, frames: [], error: toUserError(error) }),
        );
    }, REST);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);
  return { ...measured, isFresh: measured.key === key };
}
