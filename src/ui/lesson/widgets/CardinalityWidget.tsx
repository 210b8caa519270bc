import { type ReactNode, useState } from 'react';
import { type BlockSetting, blockAnalysis, blockCosts, PAPER_BLOCK } from '../../../lessons/block-forms.ts';
import type { StepView } from '../../../lessons/Lesson.ts';
import {
  cardinalities,
  levelCardinality,
  levelWidth,
  paperSettings,
  SINGLE_BRANCH,
  sumOfBlock,
  widthLimits,
} from '../../../lessons/level-cost.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { Slider } from '../Slider.tsx';
import { useBlockGraph } from '../use-block-graph.ts';
import { ComparedCell } from './ComparedCell.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import styles from './comparison.module.css';
import shared from './widgets.module.css';

/** Columns of the paper's table. */
const COLUMNS = ['paperSetting', 'inner', 'params', 'macs', 'error'] as const;

/** Cardinality against width: the cost can be kept level, and the graph follows. */
export function CardinalityWidget({ view }: { readonly view: StepView }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [setting, setSetting] = useState<BlockSetting>(PAPER_BLOCK);
  const [isLevel, setLevel] = useState(true);
  const { cardinality, width } = setting;
  useBlockGraph('grouped', setting, view);

  function chooseCardinality(next: number): void {
    setSetting({ cardinality: next, width: isLevel ? levelWidth(next, SINGLE_BRANCH) : width });
  }
  function chooseWidth(next: number): void {
    setSetting({ cardinality: isLevel ? levelCardinality(next, SINGLE_BRANCH) : cardinality, width: next });
  }
  const params = sumOfBlock(setting);
  return (
    <div className={shared['widget']}>
      <div className={styles['sliders']}>
        <Slider
          name={t('lessons.forms.cardinality')}
          text={String(cardinality)}
          limits={[0, cardinalities.length - 1]}
          value={cardinalities.indexOf(cardinality)}
          onChange={(index) => chooseCardinality(cardinalities[index] ?? 1)}
        />
        <Slider
          name={t('lessons.forms.width')}
          text={String(width)}
          limits={widthLimits}
          value={width}
          onChange={chooseWidth}
        />
      </div>
      <label className={styles['check']}>
        <input type="checkbox" checked={isLevel} onChange={(event) => setLevel(event.target.checked)} />
        {t('lessons.forms.keepLevel')}
      </label>
      <p role="status" className={shared['reading']}>
        {t('lessons.forms.levelReading', {
          cardinality,
          width,
          inner: format.count(cardinality * width),
          params: format.count(params),
          share: format.percent(params / sumOfBlock(SINGLE_BRANCH)),
          single: SINGLE_BRANCH.width,
        })}
      </p>
      <PaperTable chosen={setting} onChoose={setSetting} />
    </div>
  );
}

/** The settings of the paper with their costs, and the error of the networks that were built from them. */
function PaperTable({
  chosen,
  onChoose,
}: {
  readonly chosen: BlockSetting;
  onChoose(setting: BlockSetting): void;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  return (
    <ComparisonTable columns={COLUMNS.map((column) => t(`lessons.forms.${column}`))}>
      {paperSettings.map(({ cardinality, width, error }) => {
        const isChosen = cardinality === chosen.cardinality && width === chosen.width;
        const { params, macs } = blockCosts(blockAnalysis('grouped', { cardinality, width }));
        return (
          <tr key={cardinality} data-chosen={isChosen || undefined}>
            <th scope="row">
              <button
                type="button"
                className={styles['choice']}
                aria-pressed={isChosen}
                onClick={() => onChoose({ cardinality, width })}
              >
                {cardinality} × {width}
              </button>
            </th>
            <ComparedCell name={t('lessons.forms.inner')} lines={[format.count(cardinality * width)]} />
            <ComparedCell name={t('lessons.forms.params')} lines={[format.count(params)]} />
            <ComparedCell name={t('lessons.forms.macs')} lines={[format.count(macs)]} />
            <ComparedCell name={t('lessons.forms.error')} lines={[format.percent(error / 100)]} />
          </tr>
        );
      })}
    </ComparisonTable>
  );
}
