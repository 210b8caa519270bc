import { type ReactNode, useEffect, useRef } from 'react';
import { useApp } from '../hooks/use-app.ts';
import { paint, readColourTable } from './colour-scale.ts';

/** One channel as a picture of its own pixels, enlarged by the browser without smoothing. `±limit` have the ends of the colours. */
export function MapPicture({
  values,
  height,
  width,
  limit,
  className,
}: {
  /** `[height, width]`, row-major. */
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly limit: number;
  readonly className: string | undefined;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    element.width = width;
    element.height = height;
    const image = new ImageData(width, height);
    paint(values, limit, readColourTable(element), image.data, 0);
    element.getContext('2d')?.putImageData(image, 0, 0);
  }, [values, height, width, limit, theme]);
  return <canvas ref={canvas} className={className} />;
}
