import { sum } from 'd3';
import { type ReactNode, useEffect, useState } from 'react';
import type { Analysis } from '../../../engine/analysis.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { useT } from '../../hooks/use-t.ts';

import { exportFormats } from './export-formats.ts';
import styles from './Totals.module.css';

const conventions = ['shapewalk', 'torchinfo', 'torchsummary', 'keras'] as const;
type Convention = (typeof conventions)[number];

/** The sums of the whole network, as different tools count them, each with its convention in words. */
export function Totals({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const [convention, setConvention] = useState<Convention>('shapewalk');
  return (
    <section className={styles['totals']} aria-labelledby="table-totals">
      <div className={styles['head']}>
        <h3 id="table-totals" className={styles['title']}>
          {t('table.totals')}
        </h3>
        <fieldset className={styles['switch']}>
          <legend className={styles['legend']}>{t('table.convention')}</legend>
          {conventions.map((id) => (
            <label key={id} className={styles['choice']} data-ring>
              <input
                type="radio"
                name="convention"
                className={styles['radio']}
                checked={id === convention}
                onChange={() => setConvention(id)}
              />
              {t(`table.convention.${id}`)}
            </label>
          ))}
        </fieldset>
      </div>
      {convention === 'shapewalk' ? (
        <OwnTotals analysis={analysis} />
      ) : (
        <ToolTotals key={convention} analysis={analysis} convention={convention} />
      )}
    </section>
  );
}

function OwnTotals({ analysis }: { readonly analysis: Analysis }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { params, trainable, macs, reports, graph } = analysis;
  const values = [
    ['params', format.count(params), graph.framework === 'keras' ? 'paramsKeras' : 'params'],
    ['trainable', format.count(trainable), 'trainable'],
    ['buffers', format.count(sum(reports, (report) => report.buffers)), 'buffers'],
    ['macs', format.count(macs), 'macs'],
    ['activations', format.bytes(sum(reports, (report) => report.activationBytes)), 'activations'],
    ['weights', format.bytes(sum(reports, (report) => report.weightBytes)), 'weights'],
  ] as const;
  return (
    <dl className={styles['list']}>
      {values.map(([id, value, say]) => (
        <div key={id} className={styles['item']}>
          <dt>{t(`table.total.${id}`)}</dt>
          <dd className={styles['value']}>{value}</dd>
          <dd className={styles['say']}>{t(`table.say.${say}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a tool prints under its table, word for word, and how it counts. */
function ToolTotals({
  analysis,
  convention,
}: {
  readonly analysis: Analysis;
  readonly convention: Exclude<Convention, 'shapewalk'>;
}): ReactNode {
  const t = useT();
  const [foot, setFoot] = useState('');
  useEffect(() => {
    let isCurrent = true;
    void exportFormats
      .find(({ id }) => id === convention)
      ?.write(analysis)
      .then((text) => {
        if (isCurrent) setFoot(footOf(text));
      });
    return () => {
      isCurrent = false;
    };
  }, [analysis, convention]);
  return (
    <div className={styles['tool']}>
      <pre className={styles['print']}>{foot}</pre>
      <p className={styles['say']}>{t(`table.say.${convention}`)}</p>
    </div>
  );
}

/** The lines of a summary that state totals: they have a colon and a number, and stand after the table. */
function footOf(text: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => /^\s*Total params:/.test(line));
  return lines
    .slice(first === -1 ? 0 : first)
    .filter((line) => !/^[=─━_-]*$/.test(line.trim()))
    .join('\n');
}
