import { line, scaleLinear } from 'd3';
import { type ReactNode, useId, useState } from 'react';
import { activationCurves } from '../../../lessons/activations.ts';
import type { Widget } from '../../../lessons/Lesson.ts';
import type { LabSettings } from '../../../lessons/lab-settings.ts';
import { Tabs } from '../../components/Tabs.tsx';
import { useElementSize } from '../../hooks/use-element-size.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './CurvesWidget.module.css';

const HEIGHT = 240;
const REACH = 6;
/** Twentieths from −6 to 6. */
const PLACES = Array.from({ length: 40 * REACH + 1 }, (_value, index) => index / 20 - REACH);

/** An activation function and its derivative; a slider reads both off at one place. */
export function CurvesWidget({ widget }: { readonly widget: Extract<Widget, { kind: 'curves' }> }): ReactNode {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const [chosen, setChosen] = useState<LabSettings['activation']>(widget.activations[0] ?? 'sigmoid');
  const [x, setX] = useState(0);
  const { at, slopeAt } = activationCurves[chosen];
  return (
    <div className={styles['curves']}>
      <Tabs<LabSettings['activation']>
        label={t('lessons.lab.activation')}
        tabs={widget.activations.map((name) => ({ id: name, name: t(`lessons.lab.activation.${name}`) }))}
        chosen={chosen}
        onChoose={setChosen}
      >
        <Plot activation={chosen} x={x} />
        <div className={styles['slider']}>
          <label htmlFor={id}>x</label>
          <input
            id={id}
            type="range"
            min={-REACH}
            max={REACH}
            step={0.1}
            value={x}
            onChange={(event) => setX(Number(event.target.value))}
          />
        </div>
        <p role="status" className={styles['reading']}>
          {t('lessons.lab.curveReading', {
            x: format.decimal(x, 1),
            value: format.decimal(at(x), 4),
            slope: format.decimal(slopeAt(x), 4),
          })}
        </p>
      </Tabs>
    </div>
  );
}

function Plot({
  activation,
  x: place,
}: {
  readonly activation: LabSettings['activation'];
  readonly x: number;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const [frame, size] = useElementSize<HTMLDivElement>();
  const { at, slopeAt } = activationCurves[activation];
  const width = size?.width ?? 0;
  const x = scaleLinear([-REACH, REACH], [32, Math.max(33, width - 16)]);
  const y = scaleLinear([-1.1, 2.1], [HEIGHT - 16, 8]).clamp(true);
  const path = (value: (at: number) => number): string =>
    line<number>()
      .x((at) => x(at))
      .y((at) => y(value(at)))(PLACES) ?? '';
  return (
    <>
      <div ref={frame} className={styles['frame']} style={{ height: HEIGHT }}>
        {size !== null && (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {[-1, 0, 1, 2].map((tick) => (
              <g key={tick} transform={`translate(0,${y(tick)})`}>
                <line className={styles['grid']} data-zero={tick === 0 || undefined} x1={32} x2={width - 16} />
                <text className={styles['tick']} x={24} dy="0.32em" textAnchor="end">
                  {format.decimal(tick)}
                </text>
              </g>
            ))}
            <line className={styles['grid']} x1={x(place)} x2={x(place)} y1={8} y2={HEIGHT - 16} />
            <path className={styles['value']} d={path(at)} />
            <path className={styles['slope']} d={path(slopeAt)} />
            <circle className={styles['valueDot']} cx={x(place)} cy={y(at(place))} r={5} />
            <circle className={styles['slopeDot']} cx={x(place)} cy={y(slopeAt(place))} r={5} />
          </svg>
        )}
      </div>
      <ul className={styles['legend']}>
        <li>
          <svg width="22" height="8" aria-hidden="true">
            <path className={styles['value']} d="M0 4H22" />
          </svg>
          {t('lessons.lab.curveValue')}
        </li>
        <li>
          <svg width="22" height="8" aria-hidden="true">
            <path className={styles['slope']} d="M0 4H22" />
          </svg>
          {t('lessons.lab.curveSlope')}
        </li>
      </ul>
    </>
  );
}
