import type { ReactNode } from 'react';
import { formatShape } from '../../engine/shape.ts';
import { useApp } from '../hooks/use-app.ts';
import { useFormat } from '../hooks/use-format.ts';

/** Every layer of the network as a table. */
export function TablePage(): ReactNode {
  const format = useFormat();
  const analysis = useApp((state) => state.analysis);
  return (
    <table>
      <tbody>
        {analysis?.reports.map((report) => (
          <tr key={report.node.id}>
            <th scope="row">{report.node.id}</th>
            <td>{report.node.kind}</td>
            <td>{formatShape(report.output)}</td>
            <td>{format.count(report.params)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
