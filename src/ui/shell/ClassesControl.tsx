import type { ReactNode } from 'react';
import { MAX_CLASSES, parseClasses } from '../../state/limits.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useT } from '../hooks/use-t.ts';
import { SettingPopover } from './SettingPopover.tsx';

/** Numbers of classes that people use: two, CIFAR-10, CIFAR-100, ImageNet, ImageNet-21k. */
const TYPICAL = [2, 10, 100, 1000, 21_843];

/** Number of classes: the width of the last layer. */
export function ClassesControl(): ReactNode {
  const t = useT();
  const text = useErrorText();
  const classes = useApp((state) => String(state.classes));

  function take(typed: string): string | null {
    const wanted = parseClasses(typed);
    if (wanted === null) return text({ rule: 'badClasses', values: { classes: typed, limit: MAX_CLASSES } });
    app.getState().setClasses(wanted);
    return null;
  }

  return (
    <SettingPopover
      setting={{
        label: t('shell.classes'),
        caption: t('shell.classesShort'),
        value: classes,
        entry: classes,
        hint: t('shell.classesHint', { limit: MAX_CLASSES }),
        choices: TYPICAL.map((count) => ({ label: String(count), entry: String(count) })),
        take,
      }}
    />
  );
}
