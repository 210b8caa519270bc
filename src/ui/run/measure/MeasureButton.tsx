import { type ReactNode, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import { MeasureDialog } from './MeasureDialog.tsx';

/** Opens the measurement of the network on this machine. */
export function MeasureButton(): ReactNode {
  const t = useT();
  const analysis = useApp((state) => state.analysis);
  const [isOpen, setOpen] = useState(false);
  if (analysis === null) return null;
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('run.measure')}</Button>
      {isOpen && <MeasureDialog analysis={analysis} onClose={() => setOpen(false)} />}
    </div>
  );
}
