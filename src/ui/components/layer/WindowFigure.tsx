import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import type { NodeReport } from '../../../engine/analysis.ts';
import type { WindowSpec } from '../../../engine/layers/LayerSpec.ts';
import { useT } from '../../hooks/use-t.ts';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { CellGrid } from './CellGrid.tsx';
import type { Letter } from './formula-lines.ts';
import styles from './WindowFigure.module.css';
import { type CropSpec, cropAxis, readers } from './window-crop.ts';

/** Row and column of an output. */
export type Place = readonly [row: number, column: number];

const BEAT = 350;

/**
 * The kernel on the padded input and the output cell that it makes. Hovering an output moves the window; hovering an input shows every
 * output that reads it. Rows and columns that no window touches are dashed.
 */
export function WindowFigure({
  report,
  lit,
  place,
  onPlace,
}: {
  readonly report: NodeReport;
  readonly lit: Letter | null;
  readonly place?: Place;
  onPlace?(place: Place): void;
}): ReactNode {
  const t = useT();
  const { window, output, lost } = report;
  const [, height = 1, width = 1] = output;
  const [own, setOwn] = useState<Place>(() => startOf(report));
  const [reached, setReached] = useState<Place | null>(null);
  const [playing, setPlaying] = useState(false);
  const [row, column] = place ?? own;
  const setPlace = onPlace ?? setOwn;
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      const next = row * width + column + 1;
      setPlace(next >= height * width ? [0, 0] : [Math.floor(next / width), next % width]);
    }, BEAT);
    return () => clearTimeout(timer);
  }, [playing, row, column, width, height, setPlace]);
  if (window === undefined) return null;
  const [down, across] = [axisOf(report, window, 0), axisOf(report, window, 1)];
  const [rows, columns] = [cropAxis(down, row), cropAxis(across, column)];
  const [readRows, readColumns] = [new Set(rows.read), new Set(columns.read)];
  const outRows = new Set(reached === null ? [row] : readers(down, reached[0]));
  const outColumns = new Set(reached === null ? [column] : readers(across, reached[1]));
  // The stride is seen as the window one step further; at the end, one step back.
  const step = column + 1 < width ? across.stride : -across.stride;
  const nextColumns = new Set(columns.read.map((cell) => cell + step));
  const isNext = (y: number, x: number): boolean => readRows.has(y) && nextColumns.has(x);
  const lostFrom = [down.padded - (lost?.rows ?? 0), across.padded - (lost?.columns ?? 0)] as const;
  const style: CSSProperties & Readonly<Record<string, string>> = {
    '--input': String(columns.inputCount),
    '--output': String(columns.outputCount),
  };
  return (
    <figure className={styles['figure']} style={style} data-lit={lit ?? undefined}>
      <figcaption className={styles['caption']}>
        <b>{captionOf(window)}</b>
        <span className={styles['words']}>
          {reached === null
            ? t('inspector.windowReads', { row, column, rows: span(rows.read), columns: span(columns.read) })
            : t('inspector.inputReaches', {
                row: reached[0],
                column: reached[1],
                count: outRows.size * outColumns.size,
              })}
        </span>
      </figcaption>
      <div className={styles['grids']}>
        <CellGrid
          label={t('inspector.paddedInput', { size: `${down.padded}×${across.padded}` })}
          rows={[rows.inputStart, rows.inputCount]}
          columns={[columns.inputStart, columns.inputCount]}
          stateOf={(y, x) => {
            if (reached !== null && y === reached[0] && x === reached[1]) return 'chosen';
            if (reached === null && readRows.has(y) && readColumns.has(x)) return 'read';
            if (reached === null && lit === 'S' && isNext(y, x)) return 'next';
            if (y >= lostFrom[0] || x >= lostFrom[1]) return 'lost';
            return isPadding(window, down.padded, across.padded, y, x) ? 'padding' : 'plain';
          }}
          onHover={(cell) => setReached((before) => (String(before) === String(cell) ? before : cell))}
        />
        <span aria-hidden="true" className={styles['arrow']}>
          →
        </span>
        <CellGrid
          label={t('inspector.outputMap', { size: `${height}×${width}` })}
          rows={[rows.outputStart, rows.outputCount]}
          columns={[columns.outputStart, columns.outputCount]}
          stateOf={(y, x) => (outRows.has(y) && outColumns.has(x) ? 'chosen' : 'plain')}
          onHover={(cell) => cell !== null && setPlace(cell)}
        />
      </div>
      <div className={styles['controls']}>
        <Range
          name={t('inspector.row')}
          value={row}
          most={height - 1}
          onChange={(value) => setPlace([value, column])}
        />
        <Range
          name={t('inspector.column')}
          value={column}
          most={width - 1}
          onChange={(value) => setPlace([row, value])}
        />
        <Button look="quiet" aria-pressed={playing} onClick={() => setPlaying(!playing)}>
          <Icon name="run" size={16} />
          {t(playing ? 'inspector.stopSliding' : 'inspector.slide')}
        </Button>
      </div>
    </figure>
  );
}

/** Where the figure begins: at the last output where something is lost behind it, else in the middle. */
export function startOf({ output, lost }: NodeReport): Place {
  const [, height = 1, width = 1] = output;
  return [
    (lost?.rows ?? 0) > 0 ? height - 1 : Math.floor(height / 2),
    (lost?.columns ?? 0) > 0 ? width - 1 : Math.floor(width / 2),
  ];
}

function Range({
  name,
  value,
  most,
  onChange,
}: {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  onChange(value: number): void;
}): ReactNode {
  return (
    <label className={styles['range']}>
      <span>{name}</span>
      <input
        type="range"
        min={0}
        max={most}
        value={value}
        disabled={most === 0}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output className={styles['value']}>{value}</output>
    </label>
  );
}

function axisOf({ inputs, output }: NodeReport, window: WindowSpec, axis: 0 | 1): CropSpec {
  const padded = (inputs[0]?.[axis + 1] ?? 1) + window.padding[axis] + window.padding[axis === 0 ? 2 : 3];
  const [kernel, stride, dilation] = [window.kernelSize[axis], window.stride[axis], window.dilation[axis]];
  const size = output[axis + 1] ?? 1;
  // The last window of ceil mode may reach beyond the padding.
  return {
    padded: Math.max(padded, (size - 1) * stride + dilation * (kernel - 1) + 1),
    output: size,
    kernel,
    stride,
    dilation,
  };
}

function isPadding({ padding }: WindowSpec, height: number, width: number, y: number, x: number): boolean {
  const [top, left, bottom, right] = padding;
  return y < top || x < left || y >= height - bottom || x >= width - right;
}

function captionOf({ kernelSize, stride, padding, dilation }: WindowSpec): string {
  const one = (value: readonly number[]): string => [...new Set(value)].join('×');
  const parts = [kernelSize.join('×'), `S ${one(stride)}`, `P ${one(padding)}`];
  if (dilation.some((value) => value !== 1)) parts.push(`D ${one(dilation)}`);
  return parts.join(' · ');
}

function span(cells: readonly number[]): string {
  const [first = 0, last = 0] = [cells[0], cells.at(-1)];
  return first === last ? String(first) : `${first}–${last}`;
}
