import type { ReactNode } from 'react';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { formatPower } from '../format-fact.ts';
import { useForms } from '../use-forms.ts';
import shared from './widgets.module.css';

/** What the run showed: the greatest difference between the forms, beside the largest value. */
export function FormsReading(): ReactNode {
  const t = useT();
  const format = useFormat();
  const { phase, runs, largest, backend } = useForms((state) => state);
  const difference = Math.max(0, ...[...runs.values()].map((run) => run.difference));
  return (
    <p role="status" className={shared['reading']}>
      {t(`lessons.forms.${phase}`, {
        difference: formatPower(difference, format),
        largest: format.decimal(largest),
        backend: backend ?? '',
      })}
    </p>
  );
}
