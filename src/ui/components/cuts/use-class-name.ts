import { CIFAR10_CLASSES } from '../../../state/predictions.ts';
import type { Prediction } from '../../../state/RunSlice.ts';
import { useT } from '../../hooks/use-t.ts';

/** How a class is called in the language shown: translated where it is one of CIFAR-10's, else as the list has it, else by its number. */
export function useClassName(): (prediction: Pick<Prediction, 'name' | 'index'>) => string {
  const t = useT();
  return ({ name, index }) =>
    CIFAR10_CLASSES.some((known) => known === name)
      ? t(`cuts.class.${name}`)
      : (name ?? t('cuts.classNumber', { index }));
}
