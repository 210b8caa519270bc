import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { type ChannelOrder, orderChannels } from './channel-order.ts';
import { paint, readColourTable } from './colour-scale.ts';
import styles from './Gallery.module.css';
import { useActivation } from './use-activation.ts';
import { useLimit } from './use-limit.ts';

/** Maps on one page; ResNet-50's last stage has 2,048 channels. */
const PAGE = 48;

/** All channels of the layer shown as small maps on one scale; a vector as one strip. */
export function Gallery({
  order,
  chosen,
  onChoose,
}: {
  readonly order: ChannelOrder;
  readonly chosen: number | null;
  onChoose(channel: number): void;
}): ReactNode {
  const t = useT();
  const activation = useActivation();
  const [page, setPage] = useState(0);
  if (activation === null) return null;
  const channels = activation.shape.length === 3 ? orderChannels(activation.channels, order) : [0];
  const pages = Math.ceil(channels.length / PAGE);
  const shown = channels.slice(page * PAGE, (page + 1) * PAGE);
  const isVector = activation.shape.length !== 3;
  return (
    <div className={styles['gallery']}>
      <ul className={isVector ? styles['vector'] : styles['grid']}>
        {shown.map((channel) => (
          <li key={channel}>
            <button
              type="button"
              className={styles['map']}
              aria-pressed={channel === chosen}
              aria-label={t('run.channel', { channel })}
              onClick={() => onChoose(channel)}
            >
              <MapCanvas channel={channel} />
              {!isVector && <span className={styles['number']}>{channel}</span>}
            </button>
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <nav className={styles['pages']} aria-label={t('run.pages')}>
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t('run.previousPage')}
          </Button>
          <span>{t('run.page', { page: page + 1, pages })}</span>
          <Button disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            {t('run.nextPage')}
          </Button>
        </nav>
      )}
    </div>
  );
}

/** One channel as a picture of its own pixels, enlarged by the browser without smoothing. */
export function MapCanvas({ channel }: { readonly channel: number }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const activation = useActivation();
  const theme = useApp((state) => state.theme);
  const limit = useLimit()(channel);
  useEffect(() => {
    const element = canvas.current;
    if (element === null || activation === null) return;
    const [, height, width] = activation.shape.length === 3 ? activation.shape : [1, 1, activation.data.length];
    element.width = width ?? 1;
    element.height = height ?? 1;
    const image = new ImageData(element.width, element.height);
    const cells = image.width * image.height;
    paint(
      activation.data.subarray(channel * cells, (channel + 1) * cells),
      limit,
      readColourTable(element),
      image.data,
      0,
    );
    element.getContext('2d')?.putImageData(image, 0, 0);
  }, [activation, channel, limit, theme]);
  return <canvas ref={canvas} className={styles['canvas']} />;
}
