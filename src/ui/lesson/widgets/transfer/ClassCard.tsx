import type { ReactNode } from 'react';
import { transfer } from '../../../../state/lesson-transfer.ts';
import type { TransferClass } from '../../../../state/TransferState.ts';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useT } from '../../../hooks/use-t.ts';
import { PictureAdder } from './PictureAdder.tsx';
import styles from './TransferWidget.module.css';

/** Longest name of a class. */
const MOST_LETTERS = 24;

/** One class: its name, its pictures, and the ways to add some; pictures can be dropped on it. */
export function ClassCard({
  item: { id, name, pictures },
  number,
  isLeast,
}: {
  readonly item: TransferClass;
  readonly number: number;
  /** Whether there are as few classes as there may be. */
  readonly isLeast: boolean;
}): ReactNode {
  const t = useT();
  const { rename, removeClass, removePicture, addPictures } = transfer.getState();
  const shown = name.trim() === '' ? t('lessons.transfer.newName', { number }) : name;
  return (
    <section
      className={styles['class']}
      aria-label={shown}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const files = [...event.dataTransfer.files].map((file) => ({ blob: file, name: file.name }));
        if (files.length > 0) void addPictures(id, files);
      }}
    >
      <div className={styles['head']}>
        <input
          className={styles['name']}
          aria-label={t('lessons.transfer.className', { number })}
          maxLength={MOST_LETTERS}
          autoComplete="off"
          value={name}
          onChange={(event) => rename(id, event.target.value)}
        />
        {!isLeast && (
          <Button
            look="quiet"
            aria-label={t('lessons.transfer.removeClass', { name: shown })}
            onClick={() => removeClass(id)}
          >
            <Icon name="remove" />
          </Button>
        )}
      </div>
      <p className={styles['count']}>{t('lessons.transfer.pictures', { count: pictures.length })}</p>
      {pictures.length > 0 && (
        <ul className={styles['thumbs']}>
          {pictures.map((picture) => (
            <li key={picture.id} data-unread={picture.features === null || undefined}>
              <img src={picture.url} alt={picture.name} width={48} height={48} decoding="async" />
              <button
                type="button"
                aria-label={t('lessons.transfer.removePicture', { name: picture.name })}
                onClick={() => removePicture(picture.id)}
              >
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PictureAdder
        label={t('lessons.transfer.filesOf', { name: shown })}
        camera={t('lessons.transfer.cameraOf', { name: shown })}
        onAdd={(picture) => void addPictures(id, [picture])}
      />
    </section>
  );
}
