import { type ReactNode, useState } from 'react';
import { formatSize } from '../../state/limits.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Popover } from '../components/Popover.tsx';
import { saveBlob } from '../components/save-blob.ts';
import { useT } from '../hooks/use-t.ts';
import { drawWhole } from './detail.ts';
import styles from './GraphExport.module.css';

/** Saves the whole graph, as it is folded now, as a picture. */
export function GraphExport(): ReactNode {
  const t = useT();
  const [outcome, setOutcome] = useState<string | null>(null);

  async function save(kind: 'svg' | 'png'): Promise<void> {
    const svg = document.querySelector<SVGSVGElement>('svg:has([role="tree"])');
    if (svg === null) return;
    const { network, size } = app.getState();
    const file = `${network}-${formatSize(size)}.${kind}`;
    try {
      const { fontFaces, graphPng, graphSvg } = await import('./draw-graph.ts');
      const fonts = await fontFaces();
      const text = await drawWhole(() => graphSvg(svg, fonts));
      saveBlob(file, kind === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await graphPng(text));
      setOutcome(t('explore.saved', { file }));
    } catch (error) {
      setOutcome(t('explore.saveFailed', { message: error instanceof Error ? error.message : String(error) }));
    }
  }

  return (
    <Popover
      label={t('explore.picture')}
      align="end"
      trigger={(props) => (
        <Button {...props} aria-label={t('explore.picture')} title={t('explore.picture')}>
          <Icon name="download" />
        </Button>
      )}
    >
      {() => (
        <div className={styles['menu']}>
          <p className={styles['hint']}>{t('explore.pictureHint')}</p>
          <div className={styles['choices']}>
            <Button onClick={() => void save('svg')}>SVG</Button>
            <Button onClick={() => void save('png')}>PNG</Button>
          </div>
          <p role="status" className={styles['hint']}>
            {outcome}
          </p>
        </div>
      )}
    </Popover>
  );
}
