import { type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react';
import type { Chain } from '../../chain/Chain.ts';
import { parseTorch } from '../../chain/torch/parse-torch.ts';
import { formatShape, type Shape } from '../../engine/shape.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useT } from '../hooks/use-t.ts';
import styles from './PasteDialog.module.css';

/** As many problems are named; the rest is counted. */
const NAMED = 5;

/** Takes PyTorch source, shows at once what was understood of it and what was not, and builds the chain. Nothing is executed. */
export function PasteDialog({
  input,
  onBuild,
  onClose,
}: {
  /** Gives height and width where the source names no input. */
  readonly input: Shape;
  onBuild(chain: Chain): void;
  onClose(): void;
}): ReactNode {
  const t = useT();
  const id = useId();
  const [source, setSource] = useState('');
  const latest = useDeferredValue(source);
  const { chain, problems } = useMemo(() => parseTorch(latest, input), [latest, input]);
  const count = chain.layers.length;
  return (
    <Dialog title={t('own.paste')} onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (count > 0) onBuild(chain);
        }}
      >
        <label htmlFor={id}>{t('own.pasteLabel')}</label>
        <textarea
          id={id}
          className={styles['source']}
          rows={12}
          value={source}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder={'nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3)\nnn.ReLU()\nnn.MaxPool2d(2)'}
          autoFocus
          onChange={(event) => setSource(event.target.value)}
        />
        {problems.length > 0 && (
          <div role="alert">
            <ul className={styles['problems']}>
              {problems.slice(0, NAMED).map(({ line, rule, values }, index) => (
                <li key={index}>
                  <b>{t('own.line', { line })}</b> {t(`own.source.${rule}`, values)}
                </li>
              ))}
              {problems.length > NAMED && <li>{t('own.moreProblems', { count: problems.length - NAMED })}</li>}
            </ul>
          </div>
        )}
        <div className={styles['foot']}>
          <p role="status" className={styles['status']}>
            {source.trim() !== '' && t('own.understood', { count, input: formatShape(chain.input) })}
          </p>
          <Button type="submit" look="primary" disabled={count === 0}>
            {t('own.build')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
