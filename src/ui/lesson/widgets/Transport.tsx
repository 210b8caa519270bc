import type { ReactNode } from 'react';
import { type LabSpeed, lab, MOST_STEPS } from '../../../state/lesson-lab.ts';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import { useLab } from '../use-lab.ts';
import styles from './Transport.module.css';

const SPEEDS: readonly LabSpeed[] = ['slow', 'normal', 'fast'];
const BACKENDS = ['wasm', 'webgpu', 'webgl', 'cpu'] as const;

/** Play, one step, start anew; how fast, and where it is computed. */
export function Transport({
  isChanged,
  onUsual,
}: {
  /** Whether the settings differ from the lesson's. */
  readonly isChanged: boolean;
  /** Goes back to the lesson's settings. */
  onUsual(): void;
}): ReactNode {
  const t = useT();
  const hidden = useApp((state) => state.hidden);
  const { phase, speed, backend, steps, settings } = useLab(({ phase, speed, backend, plain, settings }) => ({
    phase,
    speed,
    backend,
    steps: plain.length,
    settings,
  }));
  const { play, pause, stepOnce, start, setSpeed, chooseBackend } = lab.getState();
  const isTraining = phase === 'training';
  const isOver = steps >= MOST_STEPS;
  return (
    <div className={styles['transport']}>
      <Button
        look="primary"
        disabled={phase === 'idle' || phase === 'starting' || isOver}
        onClick={() => (isTraining ? pause() : void play())}
      >
        {t(isTraining ? 'lessons.lab.pause' : phase === 'starting' ? 'lessons.lab.starting' : 'lessons.lab.play')}
      </Button>
      <Button disabled={phase !== 'ready' || isOver} onClick={() => void stepOnce()}>
        {t('lessons.lab.step')}
      </Button>
      <Button disabled={steps === 0 || settings === null} onClick={() => settings !== null && void start(settings)}>
        {t('lessons.lab.reset')}
      </Button>
      {isChanged && (
        <Button look="quiet" onClick={onUsual}>
          {t('lessons.lab.usual')}
        </Button>
      )}
      <span className={styles['gap']} />
      {!hidden.includes('speed') && (
        <label className={styles['choice']}>
          {t('lessons.lab.speed')}
          <select value={speed} onChange={(event) => setSpeed(event.target.value as LabSpeed)}>
            {SPEEDS.map((choice) => (
              <option key={choice} value={choice}>
                {t(`lessons.lab.speed.${choice}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {!hidden.includes('backend') && (
        <label className={styles['choice']}>
          {t('lessons.lab.backend')}
          <select
            value={backend}
            onChange={(event) => void chooseBackend(event.target.value as (typeof BACKENDS)[number])}
          >
            {BACKENDS.map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
