import type { ReactNode } from 'react';
import { buildAnalysis } from '../../state/build-analysis.ts';
import { formatSize, MAX_SIDE, parseSize } from '../../state/limits.ts';
import { app } from '../../state/store.ts';
import { findNetwork } from '../../zoo/index.ts';
import { useApp } from '../hooks/use-app.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useT } from '../hooks/use-t.ts';
import { SettingPopover } from './SettingPopover.tsx';

/** Sides of square pictures that people use: CIFAR, small tests, torchvision's presets, detection. In pixels. */
const TYPICAL = [32, 64, 96, 160, 224, 256, 288, 320, 384, 512];

/** Height and width of the picture that the network is worked out for. */
export function SizeControl(): ReactNode {
  const t = useT();
  const text = useErrorText();
  const [entry, classes, size, channels] = useApp((state) => [
    findNetwork(state.network),
    state.classes,
    formatSize(state.size),
    state.bench === null ? (state.analysis?.input[0] ?? 3) : 3,
  ]);

  function take(typed: string): string | null {
    const wanted = parseSize(typed);
    if (wanted === null) return text({ rule: 'badSize', values: { size: typed, limit: MAX_SIDE } });
    const built = entry && buildAnalysis(entry, { size: wanted, classes });
    if (built !== undefined && 'error' in built) return text(built.error);
    app.getState().setSize(wanted);
    return null;
  }

  const own = entry?.defaults.size[0] ?? 224;
  const sides = [...new Set([...TYPICAL, own])].sort((a, b) => a - b);
  return (
    <SettingPopover
      setting={{
        label: t('shell.size'),
        caption: t('shell.input'),
        value: `${channels}×${size.replace('x', '×')}`,
        entry: size.replace('x', '×'),
        hint: t('shell.sizeHint'),
        choices: sides.map((side) => ({ label: String(side), entry: `${side}×${side}` })),
        take,
      }}
    />
  );
}
