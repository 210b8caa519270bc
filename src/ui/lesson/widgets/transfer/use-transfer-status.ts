import { useFormat } from '../../../hooks/use-format.ts';
import { useT } from '../../../hooks/use-t.ts';
import { useTransfer } from '../../use-transfer.ts';

/** What goes on, in a sentence: what is missing, how far the reading or training is, or what came of it. */
export function useTransferStatus(): string {
  const t = useT();
  const format = useFormat();
  const { classes, head, frames, phase, progress, shortfall } = useTransfer((state) => state);
  const last = frames.at(-1);
  const learned = {
    step: format.count(frames.length),
    loss: format.decimal(last?.loss ?? 0, 3),
    accuracy: format.percent(last?.accuracy ?? 0),
  };
  if (shortfall !== null)
    return t(`lessons.transfer.shortfall.${shortfall.kind}`, { name: shortfall.name, count: shortfall.count });
  if (phase === 'reading')
    return progress === null ? t('lessons.transfer.fetching') : t('lessons.transfer.reading', { ...progress });
  if (phase === 'training') return t('lessons.transfer.training', learned);
  if (head?.file !== undefined)
    return t('lessons.transfer.opened', { file: head.file, names: head.classes.join(' · ') });
  if (last !== undefined) return t('lessons.transfer.trained', learned);
  const pictures = classes.reduce((sum, item) => sum + item.pictures.length, 0);
  return t(pictures === 0 ? 'lessons.transfer.waiting' : 'lessons.transfer.ready', { count: pictures });
}
