import { type ReactNode, useId, useState } from 'react';
import { offeredTo } from '../../chain/analyze-chain.ts';
import type { ChainLayer } from '../../chain/Chain.ts';
import { settingOf, withExpected, withSetting } from '../../chain/layer-settings.ts';
import { layerTypes } from '../../chain/layer-types.ts';
import { count } from '../../chain/setting-types.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Letter } from '../components/layer/formula-lines.ts';
import { useT } from '../hooks/use-t.ts';
import { FlagField } from './FlagField.tsx';
import { SettingField } from './SettingField.tsx';
import styles from './SettingsForm.module.css';

/** The letter of the formula that each setting is. */
const LETTERS: Readonly<Record<string, Letter>> = { kernelSize: 'K', stride: 'S', padding: 'P', dilation: 'D' };

/** What is written under the fields: what a setting means, or how it must be written. */
interface Hint {
  readonly name: string;
  /** The type whose rule the entry breaks; `null` where it is fine. */
  readonly broken: string | null;
}

/** Every setting of a layer under torch's name. A setting takes effect as it is written; one that cannot be is kept back and said why. */
export function SettingsForm({
  layer,
  arriving,
  lit,
  onLight,
  onChange,
}: {
  readonly layer: ChainLayer;
  /** The shape that arrives; unknown behind an error. */
  readonly arriving: Shape | undefined;
  readonly lit: Letter | null;
  onLight(letter: Letter | null): void;
  /** Takes the changed layer, and the setting that changed. */
  onChange(layer: ChainLayer, field: string): void;
}): ReactNode {
  const t = useT();
  const id = useId();
  const [hint, setHint] = useState<Hint | null>(null);
  const { settings, expects } = layerTypes[layer.kind];
  if (settings.length === 0 && expects === undefined) return null;
  return (
    <form className={styles['form']} aria-label={t('own.settings')} onSubmit={(event) => event.preventDefault()}>
      {expects !== undefined && (
        <SettingField
          name={expects}
          written={layer.expects}
          placeholder={arriving === undefined ? '' : t('own.automatic', { value: String(offeredTo(layer, arriving)) })}
          hint={id}
          onFocus={() => setHint({ name: expects, broken: null })}
          onWrite={(written) => {
            const number = written === null ? null : count.read(written);
            const isFine = written === null || number !== null;
            if (isFine) onChange(withExpected(layer, number), expects);
            setHint({ name: expects, broken: isFine ? null : 'count' });
            return isFine;
          }}
        />
      )}
      {settings.map((setting) => {
        const { name, key, type } = setting;
        const letter = LETTERS[key] ?? null;
        const written = settingOf(layer, setting);
        if (typeof written === 'boolean')
          return (
            <FlagField
              key={name}
              name={name}
              isOn={written}
              hint={id}
              onFocus={() => setHint({ name, broken: null })}
              onSwitch={(isOn) => {
                const changed = withSetting(layer, setting, isOn);
                if (changed !== null) onChange(changed, name);
              }}
            />
          );
        return (
          <SettingField
            key={name}
            name={name}
            written={written}
            letter={letter}
            isLit={letter !== null && letter === lit}
            canStep={type.id === 'count' || type.id === 'window' || type.id === 'padding' || type.id === 'sides'}
            hint={id}
            onFocus={() => {
              setHint({ name, broken: null });
              onLight(letter);
            }}
            onBlur={() => onLight(null)}
            onWrite={(entry) => {
              const changed = entry === null ? null : withSetting(layer, setting, entry);
              if (changed !== null) onChange(changed, name);
              setHint({ name, broken: changed === null ? type.id : null });
              return changed !== null;
            }}
          />
        );
      })}
      <p
        id={id}
        role={hint?.broken == null ? undefined : 'alert'}
        className={hint?.broken == null ? styles['hint'] : styles['wrong']}
      >
        {hint === null
          ? t('own.settingsHint')
          : hint.broken === null
            ? t(`own.setting.${hint.name}`)
            : `${hint.name}: ${t(`own.need.${hint.broken}`)} ${t('own.kept')}`}
      </p>
    </form>
  );
}
