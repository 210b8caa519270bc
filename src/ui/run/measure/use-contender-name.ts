import type { Contender } from '../../../state/measure.ts';
import { useT } from '../../hooks/use-t.ts';

/** Gives the name that one who is measured goes by. */
export function useContenderName(): (contender: Pick<Contender, 'backend' | 'half'>) => string {
  const t = useT();
  return ({ backend, half }) => {
    const name = t(`run.backend.${backend.id}`);
    return half ? t('run.measure.half', { backend: name }) : name;
  };
}
