import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import styles from './SplitView.module.css';

/** Width of the side part, in pixels: at first, at least, at most, and one press of an arrow key. */
const WIDTH = { usual: 392, least: 320, most: 720, step: 24 };

/**
 * A main part with a side part: beside each other from 1000 pixels, where the border between them can be dragged or moved with ← →
 * (double-click: usual width), one under the other below that.
 */
export function SplitView({
  children,
  side,
  label,
}: {
  readonly children: ReactNode;
  readonly side: ReactNode;
  /** Accessible name of the border. */
  readonly label: string;
}): ReactNode {
  const [width, setWidth] = useState(WIDTH.usual);
  const view = useRef<HTMLDivElement>(null);

  function resize(to: number): void {
    setWidth(Math.round(Math.min(Math.max(to, WIDTH.least), WIDTH.most)));
  }
  function onKeyDown(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: width + WIDTH.step,
      ArrowRight: width - WIDTH.step,
      Home: WIDTH.most,
      End: WIDTH.least,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(to);
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize((view.current?.getBoundingClientRect().right ?? 0) - event.clientX);
  }

  const style: CSSProperties & Readonly<Record<'--side', string>> = { '--side': `${width}px` };
  return (
    <div ref={view} className={styles['split']} style={style}>
      <div className={styles['main']}>{children}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is a separator with a value, not an hr */}
      <div
        role="separator"
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={WIDTH.least}
        aria-valuemax={WIDTH.most}
        tabIndex={0}
        className={styles['border']}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => resize(WIDTH.usual)}
      />
      <div className={styles['side']}>{side}</div>
    </div>
  );
}
