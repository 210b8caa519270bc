import type { ReactNode } from 'react';
import { formatShape } from '../../../engine/shape.ts';
import type { Format } from '../../../i18n/format.ts';
import { type StageSummary, type VersionMeasure, versions } from '../../../lessons/versions.ts';
import { app } from '../../../state/store.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { ComparedCell } from './ComparedCell.tsx';
import styles from './comparison.module.css';

/** One stage of all versions. What differs from the first of them is marked; pointing at the row lights the stage on the graph. */
export function VersionRow({
  index,
  stages,
  lit,
  measure,
  isChosen,
  onChoose,
}: {
  readonly index: number;
  /** The same stage of each version. */
  readonly stages: readonly StageSummary[];
  /** Its nodes in the network that is drawn. */
  readonly lit: readonly string[];
  readonly measure: VersionMeasure;
  readonly isChosen: boolean;
  onChoose(): void;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const point = (nodes: readonly string[]) => () => app.getState().setLit(nodes);
  const first = stages[0];
  return (
    <tr data-chosen={isChosen || undefined} onPointerEnter={point(lit)} onPointerLeave={point([])}>
      <th scope="row">
        <button
          type="button"
          className={styles['choice']}
          aria-pressed={isChosen}
          onClick={onChoose}
          onFocus={point(lit)}
          onBlur={point([])}
        >
          {t(`lessons.versions.stage.${index}`)}
        </button>
      </th>
      {stages.map((stage, column) => (
        <ComparedCell
          key={versions[column]}
          name={t(`lessons.versions.network.${versions[column]}`)}
          lines={linesOf(stage, measure, format, t('lessons.versions.wholePicture'))}
          difference={first === undefined ? '' : signed(amountOf(stage, measure) - amountOf(first, measure), format)}
          isMarked={first !== undefined && keyOf(stage, measure) !== keyOf(first, measure)}
        />
      ))}
    </tr>
  );
}

/** `−77,070,336`; empty where nothing differs. */
export function signed(difference: number, format: Format): string {
  if (difference === 0) return '';
  return `${difference > 0 ? '+' : '−'}${format.count(Math.abs(difference))}`;
}

/** What is compared as a number; 0 where it is none. */
function amountOf(stage: StageSummary, measure: VersionMeasure): number {
  if (measure === 'strides' || measure === 'shape') return 0;
  return stage[measure] ?? 0;
}

/** Equal where two versions agree. Names of layers differ in Keras and do not count. */
function keyOf(stage: StageSummary, measure: VersionMeasure): string {
  return measure === 'strides'
    ? stage.strides.map(({ kernel }) => kernel).join(' ')
    : JSON.stringify(measure === 'shape' ? stage.output : stage[measure]);
}

function linesOf(stage: StageSummary, measure: VersionMeasure, format: Format, whole: string): readonly string[] {
  if (measure === 'shape') return [formatShape(stage.output)];
  if (measure === 'strides')
    return stage.strides.length === 0
      ? ['–']
      : stage.strides.map(({ id, kernel }) => `${shortName(id)} ${kernel}×${kernel}`);
  const amount = stage[measure];
  return [amount === null ? whole : format.count(amount)];
}

/** `layer2.0.conv1` → `conv1`, `conv3_block1_1_conv` → `1_conv`. */
function shortName(id: string): string {
  return (id.split('.').at(-1) ?? id).replace(/^conv\d_block\d+_/, '');
}
