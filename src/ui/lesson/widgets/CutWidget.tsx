import { type ReactNode, useEffect, useId } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import { builtInOf } from '../../../state/built-in.ts';
import { type CutRun, cuts } from '../../../state/lesson-cuts.ts';
import { CIFAR10_CLASSES } from '../../../state/predictions.ts';
import { useApp } from '../../hooks/use-app.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';
import { useCuts } from '../use-cuts.ts';
import { CutRow } from './CutRow.tsx';
import { CutTools } from './CutTools.tsx';
import styles from './CutWidget.module.css';
import shared from './widgets.module.css';

/** A trained network on one picture: how much each block adds, and what becomes of the answer when shortcuts or branches are cut. */
export function CutWidget({ network }: { readonly network: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const errorText = useErrorText();
  const id = useId();
  const entry = builtInOf(network);
  const analysis = useApp((state) => (state.network === network ? state.analysis : null));
  const state = useCuts((all) => all);
  const { picture, intact, cut, error, phase } = state;

  useEffect(() => {
    const { picture: former, intact: kept } = cuts.getState();
    if (entry !== undefined && kept === null) void cuts.getState().open(entry, former === '' ? 'cat' : former);
  }, [entry]);

  if (entry === undefined || analysis === null) return null;
  const best = intact?.predictions[0];
  return (
    <div className={shared['widget']}>
      <div className={styles['head']}>
        <img className={styles['picture']} src={`samples/${picture === '' ? 'cat' : picture}.jpg`} alt="" />
        <div className={styles['choice']}>
          <label htmlFor={id}>{t('lessons.cut.picture')}</label>
          <select id={id} value={picture} onChange={(event) => void cuts.getState().open(entry, event.target.value)}>
            {CIFAR10_CLASSES.map((name) => (
              <option key={name} value={name}>
                {t(`lessons.cut.class.${name}`)}
              </option>
            ))}
          </select>
        </div>
        <Answer title={t('lessons.cut.whole')} run={intact} />
        <Answer title={t('lessons.cut.cut')} run={cut} />
      </div>
      <p role="status" className={shared['reading']}>
        {best === undefined
          ? t('lessons.cut.waiting')
          : t(state.cuts.size === 0 ? 'lessons.cut.readingWhole' : 'lessons.cut.reading', {
              name: t(`lessons.cut.class.${best.name ?? ''}`),
              whole: format.percent(best.probability),
              cut: format.percent(probabilityOf(cut ?? intact, best.index)),
              count: state.cuts.size,
              accuracy: format.percent(entry.accuracy / 100),
            })}
      </p>
      {error !== null && (
        <p role="alert" className={shared['error']}>
          {errorText(error)}
        </p>
      )}
      <CutTools isBusy={phase === 'working'} hasCuts={state.cuts.size > 0} />
      <Rows analysis={analysis} />
    </div>
  );
}

function probabilityOf(run: CutRun | null, index: number): number {
  return run?.predictions.find((prediction) => prediction.index === index)?.probability ?? 0;
}

/** The two likeliest classes of a run. */
function Answer({ title, run }: { readonly title: string; readonly run: CutRun | null }): ReactNode {
  const t = useT();
  const format = useFormat();
  return (
    <section className={styles['answer']} aria-label={title}>
      <h3>{title}</h3>
      {run === null ? (
        <p>–</p>
      ) : (
        <ol>
          {run.predictions.slice(0, 2).map(({ name, index, probability }) => (
            <li key={index}>
              {t(`lessons.cut.class.${name ?? ''}`)} <b>{format.percent(probability)}</b>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Rows({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const { intact, cut, cuts: made, sweep } = useCuts(({ intact, cut, cuts, sweep }) => ({ intact, cut, cuts, sweep }));
  const node = useApp((state) => state.node);
  const most = Math.max(1, ...(intact?.ratios.values() ?? []));
  return (
    <table className={styles['rows']}>
      <thead>
        <tr>
          <th scope="col">{t('lessons.cut.block')}</th>
          <th scope="col">‖F(x)‖ / ‖x‖</th>
          <th scope="col">{t('lessons.cut.cutHere')}</th>
          <th scope="col">{t('lessons.cut.alone')}</th>
        </tr>
      </thead>
      <tbody>
        {analysis.residuals.map((residual) => (
          <CutRow
            key={residual.add}
            residual={residual}
            block={analysis.byId.get(residual.add)?.node.block ?? residual.add}
            ratio={(cut ?? intact)?.ratios.get(residual.add)}
            most={most}
            side={made.get(residual.add)}
            swept={sweep.get(residual.add)}
            isSelected={node === residual.add}
          />
        ))}
      </tbody>
    </table>
  );
}
