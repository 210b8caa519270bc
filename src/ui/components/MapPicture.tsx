import { type ReactNode, useEffect, useRef } from 'react';
import { paint } from '../../engine/colour-map.ts';
import { useApp } from '../hooks/use-app.ts';
import { readColourTable } from './read-colour-table.ts';

/** One channel as a picture of its own pixels, enlarged by the browser without smoothing. `±limit` have the ends of the colours. */
export function MapPicture({
  values,
  height,
  width,
  limit,
  className,
}: {
  /** `[height, width]`, row-major; `null` while they are read, which leaves what was painted. */
  readonly values: Float32Array | null;
  readonly height: number;
  readonly width: number;
  readonly limit: number;
  readonly className: string | undefined;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    const element = canvas.current;
    if (element === null || values === null) return;
    element.width = width;
    element.height = height;
    const image = new ImageData(width, height);
    const map = { data: values, first: 0, stride: 1, rows: height, columns: width };
    paint(map, image, limit, readColourTable(element), new Uint32Array(image.data.buffer));
    element.getContext('2d')?.putImageData(image, 0, 0);
  }, [values, height, width, limit, theme]);
  return <canvas ref={canvas} className={className} />;
}
