import { median } from '../statistics.ts';

/** One switch: what to, how long from choosing to first logits, and what the page's process held after it. */
export interface Turn {
  readonly network: string;
  readonly milliseconds: number;
  /** Milliseconds of processor time that all processes of the browser took for it. */
  readonly processor: number;
  /** `undefined` where the system does not tell. */
  readonly bytes: number | undefined;
}

/** A table: for each network and for all switches the medians and the median of their ratios; then the memory and how it grew. */
export function summarise(theirs: readonly Turn[], ours: readonly Turn[]): readonly (readonly string[])[] {
  const networks = [...new Set(ours.map(({ network }) => network))];
  const lineOf = (title: string, wanted: (turn: Turn) => boolean): readonly string[] => {
    const [a, b] = [theirs.filter(wanted), ours.filter(wanted)];
    return [title, ...comparison(a, b, 'milliseconds'), ...comparison(a, b, 'processor')];
  };
  return [
    ['switch to', 'ort, ms', 'ours, ms', 'ort ÷ ours', 'ort, processor ms', 'ours, processor ms', 'ort ÷ ours'],
    ...networks.map((id) => lineOf(id, ({ network }) => network === id)),
    lineOf('all', () => true),
    memoryLine(
      'memory after the first, MiB',
      [theirs, ours].map(([first]) => first?.bytes),
    ),
    memoryLine(
      'memory after the last to the same, MiB',
      [theirs, ours].map((turns) => lastOfFirst(turns)?.bytes),
    ),
    ['last ÷ first', ...[theirs, ours].map((turns) => memoryGrowth(turns)?.toFixed(2) ?? ''), '', '', '', ''],
  ];
}

/** Both medians, and the median of the ratios turn by turn. */
function comparison(
  theirs: readonly Turn[],
  ours: readonly Turn[],
  what: 'milliseconds' | 'processor',
): readonly string[] {
  const ratios = theirs.map((turn, index) => turn[what] / (ours[index]?.[what] ?? Number.NaN));
  const medians = [theirs, ours].map((turns) => median(turns.map((turn) => turn[what])).toFixed(0));
  return [...medians, median(ratios).toFixed(2)];
}

/** How many times as much memory the last switch to the first network left as the first did; `undefined` where nobody told. */
export function memoryGrowth(turns: readonly Turn[]): number | undefined {
  const [first, last] = [turns[0]?.bytes, lastOfFirst(turns)?.bytes];
  return first === undefined || last === undefined ? undefined : last / first;
}

function lastOfFirst(turns: readonly Turn[]): Turn | undefined {
  return turns.findLast(({ network }) => network === turns[0]?.network);
}

function memoryLine(title: string, bytes: readonly (number | undefined)[]): readonly string[] {
  return [title, ...bytes.map((size) => (size === undefined ? '' : (size / 2 ** 20).toFixed(0))), '', '', '', ''];
}
