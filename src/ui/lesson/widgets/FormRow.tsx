import { type ReactNode, useMemo } from 'react';
import { type BlockForm, type BlockSetting, blockAnalysis, blockCosts } from '../../../lessons/block-forms.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { formatPower } from '../format-fact.ts';
import { useForms } from '../use-forms.ts';
import { ComparedCell } from './ComparedCell.tsx';
import styles from './comparison.module.css';

/** One form of the block: its costs, and what its run gave. Its name draws it. */
export function FormRow({
  form,
  setting,
  isSource,
  isDrawn,
  onDraw,
}: {
  readonly form: BlockForm;
  readonly setting: BlockSetting;
  /** Whether the weights are this form's, and the others have slices of them. */
  readonly isSource: boolean;
  readonly isDrawn: boolean;
  onDraw(): void;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const run = useForms((state) => state.runs.get(form));
  const { params, macs, convolutions } = useMemo(() => blockCosts(blockAnalysis(form, setting)), [form, setting]);
  const difference = isSource ? t('lessons.forms.source') : run && formatPower(run.difference, format);
  return (
    <tr data-chosen={isDrawn || undefined}>
      <th scope="row">
        <button type="button" className={styles['choice']} aria-pressed={isDrawn} onClick={onDraw}>
          {t(`lessons.forms.form.${form}`)}
        </button>
      </th>
      <ComparedCell name={t('lessons.forms.params')} lines={[format.count(params)]} />
      <ComparedCell name={t('lessons.forms.macs')} lines={[format.count(macs)]} />
      <ComparedCell name={t('lessons.forms.convolutions')} lines={[format.count(convolutions)]} />
      <ComparedCell
        name={t('lessons.forms.time')}
        lines={[run === undefined ? '–' : format.milliseconds(run.milliseconds)]}
      />
      <ComparedCell name={t('lessons.forms.difference')} lines={[difference ?? '–']} />
    </tr>
  );
}
