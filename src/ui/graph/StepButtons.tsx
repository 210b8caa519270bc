import type { ReactNode } from 'react';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './StepButtons.module.css';

const shapes = {
  first: 'M5 4.5v11M15 4.5l-7 5.5 7 5.5z',
  previous: 'M13 4.5L6 10l7 5.5z',
  play: 'M6.5 4l9 6-9 6z',
  pause: 'M7 4.5v11M13 4.5v11',
  next: 'M7 4.5L14 10l-7 5.5z',
  last: 'M15 4.5v11M5 4.5l7 5.5-7 5.5z',
} as const;

/** First, previous, play, next, last: the keys Home, ←, Space, →, End do the same. */
export function StepButtons(): ReactNode {
  const t = useT();
  const playing = useApp((state) => state.playing);
  const { goHome, goEnd, stepLayer, setPlaying } = app.getState();
  return (
    <div className={styles['buttons']}>
      <Step name={t('explore.first')} shape="first" onPress={goHome} />
      <Step name={t('explore.previous')} shape="previous" onPress={() => stepLayer(-1)} />
      <Step
        name={t(playing ? 'explore.pause' : 'explore.play')}
        shape={playing ? 'pause' : 'play'}
        onPress={() => setPlaying(!playing)}
      />
      <Step name={t('explore.next')} shape="next" onPress={() => stepLayer(1)} />
      <Step name={t('explore.last')} shape="last" onPress={goEnd} />
    </div>
  );
}

function Step({
  name,
  shape,
  onPress,
}: {
  readonly name: string;
  readonly shape: keyof typeof shapes;
  onPress(): void;
}): ReactNode {
  return (
    <button
      type="button"
      className={styles['button']}
      aria-label={name}
      title={name}
      onClick={onPress}
      // Space plays wherever the focus is; Enter presses the button.
      onKeyUp={(event) => event.key === ' ' && event.preventDefault()}
    >
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <path d={shapes[shape]} fill="currentColor" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
