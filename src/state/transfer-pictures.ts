import type { HeadExamples } from '../worker/protocol.ts';
import type { Offered, Pictures, Shortfall, TransferClass, TransferPicture } from './TransferState.ts';

/** How many classes a head can have here, and how many pictures each needs. */
export const FEWEST_CLASSES = 2;
export const MOST_CLASSES = 5;
const FEWEST_PICTURES = 2;

let ids = 0;

/** A number that nothing else has. */
export function freshId(): number {
  ids += 1;
  return ids;
}

/** A picture that no network has seen yet. Its object URL lives until `withPicture` takes it out or `release` ends it. */
export function toPicture({ blob, name }: Offered): TransferPicture {
  const file = new File([blob], name, { type: blob.type });
  return { id: freshId(), blob: file, name, url: URL.createObjectURL(blob), features: null, probabilities: null };
}

/** Every picture, those held out last. */
export function allPictures({ classes, heldOut }: Pictures): readonly TransferPicture[] {
  return [...classes.flatMap(({ pictures }) => pictures), ...heldOut];
}

/** All pictures with a part of each changed. */
export function eachPicture(
  { classes, heldOut }: Pictures,
  change: (picture: TransferPicture) => Partial<TransferPicture>,
): Pictures {
  const swap = (items: readonly TransferPicture[]): readonly TransferPicture[] =>
    items.map((item) => ({ ...item, ...change(item) }));
  return { classes: classes.map((item) => ({ ...item, pictures: swap(item.pictures) })), heldOut: swap(heldOut) };
}

/** All pictures with a part of one changed. */
export function withPicture(pictures: Pictures, id: number, part: Partial<TransferPicture>): Pictures {
  return eachPicture(pictures, (item) => (item.id === id ? part : {}));
}

/** All pictures but one, whose object URL is freed. */
export function withoutPicture(pictures: Pictures, id: number): Pictures {
  release(allPictures(pictures).filter((item) => item.id === id));
  const keep = (items: readonly TransferPicture[]): readonly TransferPicture[] =>
    items.filter((item) => item.id !== id);
  return {
    classes: pictures.classes.map((item) => ({ ...item, pictures: keep(item.pictures) })),
    heldOut: keep(pictures.heldOut),
  };
}

/** Frees the object URLs of pictures that are not shown any more. */
export function release(pictures: readonly TransferPicture[]): void {
  for (const { url } of pictures) URL.revokeObjectURL(url);
}

/** What is missing before a head can be trained; `null` if nothing is. */
export function findShortfall(classes: readonly TransferClass[]): Shortfall | null {
  if (classes.length < FEWEST_CLASSES) return { kind: 'classes', name: '', count: classes.length };
  const names = classes.map(({ name }) => name.trim());
  const unnamed = names.indexOf('');
  if (unnamed >= 0) return { kind: 'unnamed', name: '', count: unnamed + 1 };
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return { kind: 'twice', name: twice, count: 2 };
  const short = classes.find(({ pictures }) => pictures.length < FEWEST_PICTURES);
  if (short === undefined) return null;
  const count = short.pictures.length;
  return { kind: count === 0 ? 'empty' : 'few', name: short.name.trim(), count };
}

/** The features of all pictures with the numbers of their classes. Pictures without features are left out. */
export function toExamples(classes: readonly TransferClass[]): HeadExamples {
  const rows = classes.flatMap(({ pictures }, label) =>
    pictures.flatMap(({ features }) => (features === null ? [] : [{ label, features }])),
  );
  const width = rows[0]?.features.length ?? 0;
  const features = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) features.set(row.features, index * width);
  return { features, labels: Int32Array.from(rows, ({ label }) => label), width, classes: classes.length };
}
