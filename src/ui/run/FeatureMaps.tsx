import { type ReactNode, useEffect, useState } from 'react';
import { formatShape } from '../../engine/shape.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { groupOfKind } from '../components/kind-groups.ts';
import { Notice } from '../components/Notice.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import { ChannelDetail } from './ChannelDetail.tsx';
import { type ChannelOrder, channelOrders, deadChannels, orderChannels } from './channel-order.ts';
import styles from './FeatureMaps.module.css';
import { Gallery } from './Gallery.tsx';
import { Legend } from './Legend.tsx';
import { Start } from './Start.tsx';
import { type Layer, useLayer } from './use-layer.ts';

/** Every channel of the selected layer's output for the picture that ran; before that, what to do. */
export function FeatureMaps(): ReactNode {
  const t = useT();
  const layer = useLayer();
  const isRun = useApp((state) => state.result !== null);
  return (
    <section aria-label={t('run.maps')} className={styles['region']}>
      {!isRun && <Start />}
      {isRun && (layer === null ? <NotThere /> : <Maps key={layer.id} layer={layer} />)}
    </section>
  );
}

function NotThere(): ReactNode {
  const t = useT();
  return (
    <Notice title={t('run.mapsChoose')}>
      <p>{t('run.mapsNone')}</p>
    </Notice>
  );
}

function Maps({ layer }: { readonly layer: Layer }): ReactNode {
  const t = useT();
  const kind = useApp(({ analysis }) => analysis?.byId.get(layer.id)?.node.kind ?? null);
  const [order, setOrder] = useState<ChannelOrder>('strongest');
  const [channel, setChannel] = useState<number | null>(null);
  useEffect(() => {
    if (channel === null) setChannel(orderChannels(layer.channels, 'strongest')[0] ?? 0);
  }, [layer, channel]);
  const dead = deadChannels(layer.channels);
  return (
    <>
      <header className={styles['head']}>
        <div>
          {kind !== null && (
            <p className={styles['kind']} data-group={groupOfKind[kind]}>
              {kind}
            </p>
          )}
          <h2 className={styles['title']}>
            {layer.id} <code>{formatShape(layer.shape)}</code>
          </h2>
        </div>
        <div className={styles['steps']}>
          <Button aria-label={t('run.previousLayer')} onClick={() => app.getState().stepLayer(-1)}>
            ←
          </Button>
          <Button aria-label={t('run.nextLayer')} onClick={() => app.getState().stepLayer(1)}>
            →
          </Button>
        </div>
      </header>
      <div className={styles['tools']}>
        <Legend channel={channel} />
        {layer.shape.length === 3 && (
          <label className={styles['sort']}>
            {t('run.sort')}
            <select
              value={order}
              onChange={(event) => setOrder(channelOrders.find((known) => known === event.target.value) ?? 'strongest')}
            >
              {channelOrders.map((known) => (
                <option key={known} value={known}>
                  {t(`run.sort.${known}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {dead.length > 0 && layer.shape.length === 3 && (
        <p className={styles['dead']}>
          <Icon name="warning" size={16} /> {t('run.dead', { count: dead.length, total: layer.channels.length })}
        </p>
      )}
      <Gallery layer={layer} order={order} chosen={channel} onChoose={setChannel} />
      {channel !== null && <ChannelDetail layer={layer} channel={channel} />}
    </>
  );
}
