import type { ReactNode } from 'react';
import { useT } from '../hooks/use-t.ts';
import { Slider } from './Slider.tsx';

/** One setting of a moving window, as a slider: kernel, stride, padding, dilation, or the side of the input. */
export function WindowSlider({
  name,
  label,
  value,
  ...rest
}: {
  readonly name: 'size' | 'kernel' | 'stride' | 'padding' | 'dilation';
  /** In place of the setting's own name. */
  readonly label?: string;
  readonly limits: readonly [least: number, most: number];
  readonly value: number;
  onChange(value: number): void;
}): ReactNode {
  const t = useT();
  return <Slider name={label ?? t(`lessons.puzzle.${name}`)} text={String(value)} value={value} {...rest} />;
}
