import { type ReactNode, useState } from 'react';
import type { Analysis } from '../../engine/analysis.ts';
import { app } from '../../state/store.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { type ExportFormat, exportFormats, fileName } from '../components/network/export-formats.ts';
import { Popover } from '../components/Popover.tsx';
import { saveBlob } from '../components/save-blob.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ExportMenu.module.css';

/** Copies or saves the whole network as text, in the manner of other tools. The writers are loaded when first needed. */
export function ExportMenu({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const [outcome, setOutcome] = useState<string | null>(null);

  async function deliver(format: ExportFormat, way: 'copy' | 'save'): Promise<void> {
    const name = t(`table.format.${format.id}`);
    let text: string;
    try {
      text = await format.write(analysis);
    } catch (error) {
      setOutcome(t('table.exportFailed', { message: error instanceof Error ? error.message : String(error) }));
      return;
    }
    if (way === 'save') {
      const file = fileName(app.getState(), format);
      saveBlob(file, new Blob([text], { type: `${format.mime};charset=utf-8` }));
      setOutcome(t('table.saved', { file }));
      return;
    }
    try {
      await navigator.clipboard.writeText(text);
      setOutcome(t('table.copied', { format: name }));
    } catch {
      setOutcome(t('table.copyDenied'));
    }
  }

  return (
    <Popover
      label={t('table.export')}
      align="end"
      trigger={(props) => (
        <Button
          {...props}
          onClick={(event) => {
            setOutcome(null);
            props.onClick?.(event);
          }}
        >
          <Icon name="download" />
          {t('table.export')}
        </Button>
      )}
    >
      {() => (
        <div className={styles['menu']}>
          <p className={styles['hint']}>{t('table.exportHint')}</p>
          <ul>
            {exportFormats.map((format) => {
              const name = t(`table.format.${format.id}`);
              return (
                <li key={format.id} className={styles['format']}>
                  <span className={styles['name']}>{name}</span>
                  <Button
                    look="quiet"
                    aria-label={t('table.copyAs', { format: name })}
                    onClick={() => void deliver(format, 'copy')}
                  >
                    <Icon name="copy" />
                    {t('table.copy')}
                  </Button>
                  <Button
                    look="quiet"
                    aria-label={t('table.saveAs', { format: name })}
                    onClick={() => void deliver(format, 'save')}
                  >
                    <Icon name="download" />
                    {t('table.save')}
                  </Button>
                </li>
              );
            })}
          </ul>
          <p role="status" className={styles['outcome']}>
            {outcome}
          </p>
        </div>
      )}
    </Popover>
  );
}
