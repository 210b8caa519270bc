import { type ReactNode, useMemo } from 'react';
import { partsOf } from '../../../../lessons/transfer-head.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useT } from '../../../hooks/use-t.ts';
import { useTransfer } from '../../use-transfer.ts';
import styles from './PartsTable.module.css';

/** The network's parts with their parameters: what is frozen, and what trains. */
export function PartsTable(): ReactNode {
  const t = useT();
  const format = useFormat();
  const { body, count } = useTransfer(({ body, classes }) => ({ body, count: Math.max(1, classes.length) }));
  const parts = useMemo(() => (body === null ? [] : partsOf(body.network, body.size, count)), [body, count]);
  const sum = (trains: boolean): number =>
    parts.reduce((total, part) => total + (part.trains === trains ? part.params : 0), 0);
  return (
    <table className={styles['parts']}>
      <caption>{t('lessons.transfer.parts')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('lessons.transfer.part')}</th>
          <th scope="col">{t('lessons.transfer.parameters')}</th>
          <th scope="col">{t('lessons.transfer.state')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ name, params, trains }) => (
          <tr key={`${name} ${trains}`} data-trains={trains || undefined}>
            <th scope="row">{name}</th>
            <td>{format.count(params)}</td>
            <td>{t(trains ? 'lessons.transfer.trains' : 'lessons.transfer.frozen')}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('lessons.transfer.sum')}</th>
          <td>{format.count(sum(false) + sum(true))}</td>
          <td>{t('lessons.transfer.sumTrains', { trains: format.count(sum(true)) })}</td>
        </tr>
      </tfoot>
    </table>
  );
}
