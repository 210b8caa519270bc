import { type ReactNode, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { useT } from '../hooks/use-t.ts';
import { WeightsDialog } from './WeightsDialog.tsx';

/** Opens the list of all weights for the network. */
export function WeightsButton(): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('run.chooseWeights')}</Button>
      {isOpen && <WeightsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
