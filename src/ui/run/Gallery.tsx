import { type ReactNode, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { MapPicture } from '../components/MapPicture.tsx';
import { useT } from '../hooks/use-t.ts';
import { type ChannelOrder, orderChannels } from './channel-order.ts';
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

/** One channel of the layer shown. */
export function MapCanvas({ channel }: { readonly channel: number }): ReactNode {
  const activation = useActivation();
  const limit = useLimit()(channel);
  if (activation === null) return null;
  const [, height = 1, width = 1] = activation.shape.length === 3 ? activation.shape : [1, 1, activation.data.length];
  const values = activation.data.subarray(channel * height * width, (channel + 1) * height * width);
  return <MapPicture values={values} height={height} width={width} limit={limit} className={styles['canvas']} />;
}
