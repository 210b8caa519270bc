import { type ReactNode, useId } from 'react';
import { CIFAR10_CLASSES } from '../../../state/predictions.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './SampleChoice.module.css';

/** One of the bundled pictures that show a class of CIFAR-10. */
export type SampleName = (typeof CIFAR10_CLASSES)[number];

/** The picture that runs, and a list of the bundled ones to choose another. */
export function SampleChoice({
  url,
  sample,
  own = '…',
  onChoose,
}: {
  readonly url: string | null;
  /** `undefined` where the picture is none of the bundled ones: then it goes by `own`. */
  readonly sample: SampleName | undefined;
  readonly own?: string | undefined;
  onChoose(sample: SampleName): void;
}): ReactNode {
  const t = useT();
  const id = useId();
  return (
    <>
      {url !== null && <img className={styles['picture']} src={url} alt="" />}
      <div className={styles['choice']}>
        <label htmlFor={id}>{t('lessons.cut.picture')}</label>
        <select
          id={id}
          value={sample ?? ''}
          onChange={({ target }) => {
            const name = CIFAR10_CLASSES.find((known) => known === target.value);
            if (name !== undefined) onChoose(name);
          }}
        >
          {sample === undefined && <option value="">{own}</option>}
          {CIFAR10_CLASSES.map((name) => (
            <option key={name} value={name}>
              {t(`cuts.class.${name}`)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
