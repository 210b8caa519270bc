import { type ReactNode, useEffect, useState } from 'react';
import { type BlockForm, type BlockSetting, PAPER_BLOCK } from '../../../lessons/block-forms.ts';
import { sourceForm } from '../../../lessons/block-weights.ts';
import type { StepView } from '../../../lessons/Lesson.ts';
import { paperSettings } from '../../../lessons/level-cost.ts';
import { forms } from '../../../state/lesson-forms.ts';
import { app } from '../../../state/store.ts';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../hooks/use-app.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useT } from '../../hooks/use-t.ts';
import { useBlockGraph } from '../use-block-graph.ts';
import { useForms } from '../use-forms.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import styles from './comparison.module.css';
import { FormRow } from './FormRow.tsx';
import { FormsReading } from './FormsReading.tsx';
import shared from './widgets.module.css';

/** Columns of the table. */
const COLUMNS = ['form', 'params', 'macs', 'convolutions', 'time', 'difference'] as const;

/** A block in several forms: what each costs, each drawn when it is chosen, and all run with the weights of one. */
export function FormsWidget({
  forms: names,
  view,
}: {
  readonly forms: readonly BlockForm[];
  readonly view: StepView;
}): ReactNode {
  const t = useT();
  const errorText = useErrorText();
  const [setting, setSetting] = useState<BlockSetting>(PAPER_BLOCK);
  const [drawn, setDrawn] = useState<BlockForm>(names[0] ?? 'grouped');
  const { phase, error } = useForms((state) => ({ phase: state.phase, error: state.error }));
  useBlockGraph(drawn, setting, view);
  useEffect(() => forms.getState().forget, []);

  function choose(next: BlockSetting): void {
    forms.getState().forget();
    setSetting(next);
  }
  const run = (): Promise<void> => forms.getState().run(names, setting);
  return (
    <div className={shared['widget']}>
      <fieldset className={styles['choices']}>
        <legend>{t('lessons.forms.setting')}</legend>
        {paperSettings
          .filter(({ cardinality }) => cardinality > 1)
          .map(({ cardinality, width }) => (
            <button
              key={cardinality}
              type="button"
              className={styles['choice']}
              aria-pressed={cardinality === setting.cardinality}
              onClick={() => choose({ cardinality, width })}
            >
              {cardinality} × {width}
            </button>
          ))}
      </fieldset>
      <div className={styles['choices']}>
        <Button look="primary" disabled={phase === 'working'} onClick={() => void run()}>
          {t('lessons.forms.run')}
        </Button>
        <BackendChoice isDisabled={phase === 'working'} onChosen={() => void run()} />
      </div>
      <FormsReading />
      {error !== null && (
        <p role="alert" className={shared['error']}>
          {errorText(error)}
        </p>
      )}
      <ComparisonTable columns={COLUMNS.map((column) => t(`lessons.forms.${column}`))}>
        {names.map((form) => (
          <FormRow
            key={form}
            form={form}
            setting={setting}
            isSource={form === sourceForm[form]}
            isDrawn={form === drawn}
            onDraw={() => setDrawn(form)}
          />
        ))}
      </ComparisonTable>
    </div>
  );
}

/** Where the forms run: the choice of the Run page, once it is known what this machine has. */
function BackendChoice({ isDisabled, onChosen }: { readonly isDisabled: boolean; onChosen(): void }): ReactNode {
  const t = useT();
  const { backend, backends } = useApp((state) => ({ backend: state.backend, backends: state.backends }));
  if (backend === null) return null;
  return (
    <label className={styles['select']}>
      {t('lessons.lab.backend')}
      <select
        value={backend}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = backends.find(({ id }) => id === event.target.value);
          if (chosen === undefined) return;
          app.getState().chooseBackend(chosen.id);
          onChosen();
        }}
      >
        {backends
          .filter(({ id, available }) => available || id === backend)
          .map(({ id }) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
      </select>
    </label>
  );
}
