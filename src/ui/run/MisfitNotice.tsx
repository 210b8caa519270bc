import type { ReactNode } from 'react';
import { formatShape } from '../../engine/shape.ts';
import { app } from '../../state/store.ts';
import { findNetwork } from '../../zoo/index.ts';
import { Button } from '../components/Button.tsx';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './MisfitNotice.module.css';

/** Names listed of each kind before the rest is only counted. */
const LISTED = 6;

/** A weights file that is not this network's: what is missing, unexpected and misshaped, and the networks that it would fit. */
export function MisfitNotice(): ReactNode {
  const t = useT();
  const { misfit, network } = useApp(({ misfit, network }) => ({ misfit, network }));
  if (misfit === null) return null;
  const { title, missing, unexpected, misshaped, fits } = misfit;
  return (
    <div role="alert" className={styles['notice']}>
      <p>
        <strong>{t('run.misfit', { title, network: findNetwork(network)?.title ?? network })}</strong>
      </p>
      <Names label={t('run.missing', { count: missing.length })} names={missing} />
      <Names
        label={t('run.misshaped', { count: misshaped.length })}
        names={misshaped.map(({ name, expected, found }) => `${name} ${formatShape(found)} ≠ ${formatShape(expected)}`)}
      />
      <Names label={t('run.unexpected', { count: unexpected.length })} names={unexpected} />
      {fits.length > 0 && (
        <div className={styles['fits']}>
          <span>{t('run.fits')}</span>
          {fits.map((fit) => (
            <Button key={fit.network} onClick={() => void app.getState().useMisfit(fit)}>
              {fit.classes === undefined ? fit.network : `${fit.network} (${fit.classes})`}
            </Button>
          ))}
        </div>
      )}
      <Button className={styles['dismiss'] ?? ''} onClick={() => app.getState().dismissRunError()}>
        {t('shell.dismiss')}
      </Button>
    </div>
  );
}

function Names({ label, names }: { readonly label: string; readonly names: readonly string[] }): ReactNode {
  const t = useT();
  if (names.length === 0) return null;
  return (
    <div>
      <p>{label}</p>
      <ul className={styles['names']}>
        {names.slice(0, LISTED).map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
        {names.length > LISTED && <li>{t('run.andMore', { count: names.length - LISTED })}</li>}
      </ul>
    </div>
  );
}
