import { type ReactNode, useId } from 'react';
import { type LabSettings, labChoices, labLimits } from '../../../lessons/lab-settings.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './LabControls.module.css';

/** Sliders, lists and switches for some of the laboratory's settings; those that a teacher's link hides are left out. */
export function LabControls({
  settings,
  controls,
  onChange,
}: {
  readonly settings: LabSettings;
  readonly controls: readonly (keyof LabSettings)[];
  onChange(part: Partial<LabSettings>): void;
}): ReactNode {
  const hidden = useApp((state) => state.hidden);
  const shown = controls.filter((name) => !hidden.includes(name));
  return (
    <div className={styles['controls']}>
      {shown.map((name) => (
        <Control key={name} name={name} settings={settings} onChange={onChange} />
      ))}
    </div>
  );
}

interface Props {
  readonly name: keyof LabSettings;
  readonly settings: LabSettings;
  onChange(part: Partial<LabSettings>): void;
}

function Control({ name, settings, onChange }: Props): ReactNode {
  const t = useT();
  const id = useId();
  if (name === 'batchNorm')
    return (
      <div className={styles['switch']}>
        <input
          id={id}
          type="checkbox"
          checked={settings.batchNorm}
          onChange={(event) => onChange({ batchNorm: event.target.checked })}
        />
        <label htmlFor={id}>{t('lessons.lab.batchNorm')}</label>
      </div>
    );
  if (name === 'depth' || name === 'width' || name === 'learningRate' || name === 'seed')
    return <Slider name={name} value={settings[name]} onChange={(value) => onChange({ [name]: value })} />;
  return (
    <div className={styles['control']}>
      <label htmlFor={id}>{t(`lessons.lab.${name}`)}</label>
      <select id={id} value={settings[name]} onChange={(event) => onChange({ [name]: event.target.value })}>
        {labChoices[name].map((choice) => (
          <option key={choice} value={choice} disabled={name === 'task' && !fits(choice, settings.layer)}>
            {t(`lessons.lab.${name}.${choice}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Whether a task can be learned by this kind of layer. */
function fits(task: string, layer: LabSettings['layer']): boolean {
  return (task === 'gratings') === (layer === 'conv');
}

/** Learning rates are told apart by their ratio, so their slider moves in powers of ten. */
const RATE_STEPS = 20;

function Slider({
  name,
  value,
  onChange,
}: {
  readonly name: keyof typeof labLimits;
  readonly value: number;
  onChange(value: number): void;
}): ReactNode {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const { least, most, step } = labLimits[name];
  const isRate = name === 'learningRate';
  return (
    <div className={styles['control']}>
      <label htmlFor={id}>
        {t(`lessons.lab.${name}`)}
        <output htmlFor={id} className={styles['value']}>
          {format.decimal(value, 4)}
        </output>
      </label>
      <input
        id={id}
        type="range"
        min={isRate ? Math.log10(least) * RATE_STEPS : least}
        max={isRate ? Math.log10(most) * RATE_STEPS : most}
        step={isRate ? 1 : step}
        value={isRate ? Math.round(Math.log10(value) * RATE_STEPS) : value}
        aria-valuetext={format.decimal(value, 4)}
        onChange={(event) => {
          const moved = Number(event.target.value);
          onChange(isRate ? Number((10 ** (moved / RATE_STEPS)).toPrecision(2)) : moved);
        }}
      />
    </div>
  );
}
