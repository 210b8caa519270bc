import { type ReactNode, useState } from 'react';
import { analysisOf } from '../../../lessons/measures.ts';
import { stagesOf, type VersionId, type VersionMeasure, versionMeasures, versions } from '../../../lessons/versions.ts';
import { app } from '../../../state/store.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useT } from '../../hooks/use-t.ts';
import styles from './comparison.module.css';
import { VersionRow } from './VersionRow.tsx';
import { VersionTotals } from './VersionTotals.tsx';
import shared from './widgets.module.css';

/** The three networks that are called ResNet-50, stage by stage in one measure. A column's head draws that network, a row's head opens the stage. */
export function VersionsWidget(): ReactNode {
  const t = useT();
  const [measure, setMeasure] = useState<VersionMeasure>('strides');
  const { network, node } = useApp((state) => ({ network: state.network, node: state.node }));
  const columns = versions.map((version) => stagesOf(analysisOf(version)));
  const drawn = versions.find((version) => version === network);
  const shown = drawn === undefined ? undefined : columns[versions.indexOf(drawn)];
  const chosen = shown?.findIndex(({ nodes }) => node !== null && nodes.includes(node)) ?? -1;
  return (
    <div className={shared['widget']}>
      <fieldset className={styles['choices']}>
        <legend>{t('lessons.versions.measure')}</legend>
        {versionMeasures.map((id) => (
          <button
            key={id}
            type="button"
            className={styles['choice']}
            aria-pressed={id === measure}
            onClick={() => setMeasure(id)}
          >
            {t(`lessons.versions.measure.${id}`)}
          </button>
        ))}
      </fieldset>
      <p role="status" className={shared['reading']}>
        {t(`lessons.versions.reading.${measure}`)}
      </p>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('lessons.versions.stage')}</th>
            {versions.map((version) => (
              <th key={version} scope="col">
                <button
                  type="button"
                  className={styles['choice']}
                  aria-pressed={version === network}
                  onClick={() => show(version, Math.max(chosen, 0))}
                >
                  {t(`lessons.versions.network.${version}`)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns[0]?.map((stage, index) => (
            <VersionRow
              key={stage.id}
              index={index}
              stages={columns.flatMap((column) => column[index] ?? [])}
              lit={shown?.[index]?.nodes ?? []}
              measure={measure}
              isChosen={index === chosen}
              onChoose={() => show(drawn ?? versions[0], index)}
            />
          ))}
        </tbody>
        <VersionTotals columns={columns} measure={measure} />
      </table>
    </div>
  );
}

/** Draws one of the networks, with the first block of a stage open. */
function show(version: VersionId, index: number): void {
  const stage = stagesOf(analysisOf(version))[index];
  app.getState().showLessonView({
    network: version,
    size: null,
    classes: null,
    bench: null,
    level: 1,
    opened: stage?.block === undefined ? [] : [stage.block],
    node: stage?.strides[0]?.id ?? stage?.nodes[0] ?? null,
  });
}
