import type { ReactNode } from 'react';
import type { NodeReport } from '../../engine/analysis.ts';
import { formatShape, numel } from '../../engine/shape.ts';
import { parameterProduct } from '../components/layer/products.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useT } from '../hooks/use-t.ts';
import styles from './ParametersTab.module.css';

/** Every array that the layer owns, and the product that counts them. */
export function ParametersTab({ report }: { readonly report: NodeReport }): ReactNode {
  const t = useT();
  const { count } = useFormat();
  const { node, parameters, params } = report;
  if (parameters.length === 0) return <p>{t('inspector.noParameters')}</p>;
  if (params === 0) return <p>{t('inspector.countedBefore', { module: node.module ?? node.id })}</p>;
  const groups = node.kind === 'Conv2d' ? node.attrs.groups : 1;
  return (
    <>
      <p className={styles['sum']}>
        {parameterProduct(report)} = <b>{count(params)}</b>
      </p>
      {groups > 1 && <p className={styles['words']}>{t('inspector.grouped', { groups })}</p>}
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('inspector.array')}</th>
            <th scope="col">{t('inspector.arrayShape')}</th>
            <th scope="col">{t('inspector.values')}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, shape, buffer }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {buffer && <span className={styles['buffer']}>{t('inspector.buffer')}</span>}
              </th>
              <td>{formatShape(shape)}</td>
              <td>{count(numel(shape))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['words']}>
        {t(`inspector.layout.${node.kind === 'Linear' ? 'linear' : node.kind === 'BatchNorm2d' ? 'norm' : 'conv'}`)}
      </p>
    </>
  );
}
