import { type ReactNode, useEffect, useRef } from 'react';
import { useT } from '../../hooks/use-t.ts';
import styles from './HeatStrip.module.css';

/** Steps that a strip shows at most: the latest. */
const COLUMNS = 240;

/**
 * A measure of every layer over time: time runs to the right, the first layer is at the top, darker is greater on a logarithmic scale that
 * both networks share. What is zero, infinite or not a number has a colour of its own.
 */
export function HeatStrip({
  name,
  frames,
  range,
}: {
  /** Accessible name: the measure and the network. */
  readonly name: string;
  /** One array of values a step, from the first layer to the last. */
  readonly frames: readonly (readonly number[])[];
  /** Least and greatest value of the scale. */
  readonly range: readonly [number, number];
}): ReactNode {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = frames.slice(-COLUMNS);
  const [low, high] = range;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || canvas.current === null) return;
    const layers = shown[0]?.length ?? 1;
    canvas.current.width = Math.max(shown.length, 40);
    canvas.current.height = layers;
    const style = getComputedStyle(canvas.current);
    const [ink, broken] = [style.color, style.borderTopColor];
    context.clearRect(0, 0, canvas.current.width, layers);
    for (const [column, values] of shown.entries())
      for (const [row, value] of values.entries()) {
        const isBroken = !Number.isFinite(value) || value <= 0;
        context.globalAlpha = isBroken ? 1 : shade(value, low, high);
        context.fillStyle = isBroken ? broken : ink;
        context.fillRect(column, row, 1, 1);
      }
  });
  return (
    <canvas
      ref={canvas}
      className={styles['strip']}
      role="img"
      aria-label={shown.length === 0 ? t('lessons.lab.stripEmpty', { name }) : name}
    />
  );
}

function shade(value: number, low: number, high: number): number {
  const share = (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
  return 0.04 + 0.96 * Math.min(Math.max(share, 0), 1);
}
