import { type ReactNode, useEffect, useRef } from 'react';

/** A picture as a canvas takes it. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A picture of its own pixels, enlarged by the browser without smoothing; empty until it is there. */
export function ChannelPicture({
  picture,
  className,
}: {
  readonly picture: Picture | undefined;
  readonly className: string | undefined;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null || picture === undefined) return;
    const { height, width, pixels } = picture;
    element.width = width;
    element.height = height;
    element.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [picture]);
  return <canvas ref={canvas} className={className} />;
}
