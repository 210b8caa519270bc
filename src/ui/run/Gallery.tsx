import { type ReactNode, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { ChannelPicture } from '../components/ChannelPicture.tsx';
import { useShownPixels } from '../hooks/use-shown-pixels.ts';
import { useT } from '../hooks/use-t.ts';
import { type ChannelOrder, orderChannels } from './channel-order.ts';
import styles from './Gallery.module.css';
import type { Layer } from './use-layer.ts';
import { usePictures } from './use-pictures.ts';

/** Maps on one page; ResNet-50's last stage has 2,048 channels. */
const PAGE = 48;

/** All channels of the layer shown as small maps on one scale; a vector as one strip. */
export function Gallery({
  layer,
  order,
  chosen,
  onChoose,
}: {
  readonly layer: Layer;
  readonly order: ChannelOrder;
  readonly chosen: number | null;
  onChoose(channel: number): void;
}): ReactNode {
  const t = useT();
  const [page, setPage] = useState(0);
  const [grid, room] = useShownPixels<HTMLUListElement>();
  const isVector = layer.shape.length !== 3;
  const channels = isVector ? [0] : orderChannels(layer.channels, order);
  const pages = Math.ceil(channels.length / PAGE);
  const shown = channels.slice(page * PAGE, (page + 1) * PAGE);
  const pictures = usePictures(layer, shown, room);
  return (
    <div className={styles['gallery']}>
      <ul ref={grid} className={isVector ? styles['vector'] : styles['grid']}>
        {shown.map((channel) => (
          <li key={channel}>
            <button
              type="button"
              className={styles['map']}
              aria-pressed={channel === chosen}
              aria-label={t('run.channel', { channel })}
              onClick={() => onChoose(channel)}
            >
              <ChannelPicture picture={pictures.get(channel)} className={styles['canvas']} />
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
