/** What meets at one ⊕, as the cut study shows it: from values that are read back whole, or as pictures that the worker's device paints. */
import type { Residual } from '../../src/engine/analysis.ts';
import { type ColourTable, paint } from '../../src/engine/colour-map.ts';
import { mapsOf } from '../../src/engine/shape.ts';
import type { WorkerClient } from '../../src/worker/WorkerClient.ts';

/** Maps of a row, and the pixels that each covers on a screen of one pixel a point, as on Run at 1440 × 900. */
const COUNT = 9;
const ROOM = 91;

/** Reads the three outputs, each by a call, and works out scale, order and norms of their values, which are painted. */
export async function rowsOfValues(client: WorkerClient, residual: Residual, colours: ColourTable): Promise<void> {
  const outputs = await Promise.all(idsOf(residual).map((id) => client.call('activation', { id })));
  const limit = Math.max(...outputs.map(({ data }) => largest(data)));
  for (const { data } of outputs) Math.sqrt(data.reduce((sum, value) => sum + value * value, 0));
  const { channels, rows, columns } = mapsOf(outputs[0]?.shape ?? []);
  const cells = rows * columns;
  const strengths = Array.from({ length: channels }, (_unused, channel) =>
    largest(outputs[0]?.data.subarray(channel * cells, (channel + 1) * cells) ?? new Float32Array()),
  );
  const order = [...strengths.keys()].sort((a, b) => (strengths[b] ?? 0) - (strengths[a] ?? 0)).slice(0, COUNT);
  for (const { data } of outputs)
    for (const channel of order) {
      const image = new ImageData(columns, rows);
      const map = { data, first: channel * cells, stride: 1, rows, columns };
      paint(map, image, limit, colours, new Uint32Array(image.data.buffer));
    }
}

/** Asks for the pictures, in one call. */
export async function rowsOfPictures(client: WorkerClient, residual: Residual, colours: ColourTable): Promise<void> {
  const rows = idsOf(residual).map((id) => ({ id, of: 'whole' }) as const);
  const spec = { from: 0, count: COUNT, colours, most: [ROOM, ROOM] as const };
  const { channels, height, width, data } = await client.call('rows', { rows, ...spec });
  const bytes = 4 * height * width;
  for (let start = 0; start < rows.length * channels.length * bytes; start += bytes)
    new ImageData(data.subarray(start, start + bytes), width, height);
}

function idsOf({ add, from, branch, shortcut }: Residual): readonly string[] {
  return [shortcut.at(-1) ?? from, branch.at(-1) ?? from, add];
}

function largest(data: Float32Array): number {
  return data.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
}
