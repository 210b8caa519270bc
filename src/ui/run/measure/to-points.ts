import type { Analysis } from '../../../engine/analysis.ts';
import { stepCost } from '../../../engine/step-cost.ts';
import type { MeasureResult } from '../../../state/measure.ts';
import { groupOfKind } from '../../components/kind-groups.ts';

/** A layer, or layers that one kernel computes, with what it cost and how long it took. */
export interface Point {
  /** Paths of the layers, joined by a plus. */
  readonly name: string;
  readonly group: string;
  readonly milliseconds: number;
  readonly macs: number;
  readonly bytes: number;
  /** MACs per second, and MACs per byte. */
  readonly speed: number;
  readonly intensity: number;
}

/** What was measured, in half precision or not, beside what the network says of each layer. */
export function toPoints(analysis: Analysis, times: MeasureResult['times'], half: boolean): readonly Point[] {
  return times.map(({ id, milliseconds, with: others = [] }) => {
    const ids = [id, ...others];
    const { macs, bytes } = stepCost(analysis, ids, { half });
    const kind = analysis.byId.get(id)?.node.kind;
    return {
      name: ids.join(' + '),
      group: kind === undefined ? 'other' : groupOfKind[kind],
      milliseconds,
      macs,
      bytes,
      speed: milliseconds > 0 ? (macs / milliseconds) * 1000 : 0,
      intensity: bytes > 0 ? macs / bytes : 0,
    };
  });
}
