import { WeightsError } from './WeightsError.ts';

/** One member of an archive, as the directory at its end lists it. */
export interface ZipMember {
  readonly name: string;
  /** Bytes of its content. */
  readonly size: number;
  /** Neither compressed nor encrypted: only then can it be read. */
  readonly isStored: boolean;
  /** Where its local header begins. */
  readonly local: number;
}

/** Largest number of members; ResNet-152's checkpoint has 935. */
const MAX_MEMBERS = 100_000;

/** Largest central directory that is read, in bytes. */
const MAX_DIRECTORY = 32_000_000;

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const FULL32 = 0xffffffff;

/** The members of a ZIP archive, ZIP64 too; nothing of them is read. Throws `WeightsError` if it is damaged. Source: PKWARE APPNOTE 6.3.10. */
export async function readZip(file: Blob, name: string): Promise<ReadonlyMap<string, ZipMember>> {
  const { offset, size, count } = await findDirectory(file, name);
  if (count > MAX_MEMBERS || size > MAX_DIRECTORY)
    throw new WeightsError(
      'tooLarge',
      { file: name, what: 'archive directory', limit: MAX_MEMBERS },
      `${name}: the archive lists ${count} members.`,
    );
  if (offset + size > file.size) throw bad(name, 'its directory lies past the end of the file');
  const view = new DataView(await file.slice(offset, offset + size).arrayBuffer());
  const members = new Map<string, ZipMember>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL)
      throw bad(name, `entry ${index} of its directory is damaged`);
    const { member, next } = centralEntry(view, at, name);
    members.set(member.name, member);
    at = next;
  }
  return members;
}

interface Directory {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

async function findDirectory(file: Blob, name: string): Promise<Directory> {
  const tailStart = Math.max(0, file.size - 65_557);
  const tail = new DataView(await file.slice(tailStart).arrayBuffer());
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    const end = {
      count: tail.getUint16(at + 10, true),
      size: tail.getUint32(at + 12, true),
      offset: tail.getUint32(at + 16, true),
    };
    const hasLocator = at >= 20 && tail.getUint32(at - 20, true) === LOCATOR64;
    return hasLocator ? directory64(file, Number(tail.getBigUint64(at - 12, true)), name) : end;
  }
  throw bad(name, 'it has no directory at its end: the file was cut short');
}

async function directory64(file: Blob, offset: number, name: string): Promise<Directory> {
  if (offset + 56 > file.size) throw bad(name, 'its directory lies past the end of the file');
  const view = new DataView(await file.slice(offset, offset + 56).arrayBuffer());
  if (view.getUint32(0, true) !== END64) throw bad(name, 'its ZIP64 directory is damaged');
  return {
    count: Number(view.getBigUint64(32, true)),
    size: Number(view.getBigUint64(40, true)),
    offset: Number(view.getBigUint64(48, true)),
  };
}

function centralEntry(view: DataView, at: number, file: string): { readonly member: ZipMember; readonly next: number } {
  const [nameLength, extraLength, commentLength] = [
    view.getUint16(at + 28, true),
    view.getUint16(at + 30, true),
    view.getUint16(at + 32, true),
  ];
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > view.byteLength) throw bad(file, 'its directory is damaged');
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, nameLength));
  const isStored = view.getUint16(at + 10, true) === 0 && (view.getUint16(at + 8, true) & 1) === 0;
  const sizes = { size: view.getUint32(at + 24, true), local: view.getUint32(at + 42, true) };
  const wide = widened(view, at + 46 + nameLength, extraLength, sizes, view.getUint32(at + 20, true) === FULL32);
  return { member: { name, isStored, ...wide }, next };
}

/** ZIP64's extra field holds, in this order, whichever of size, stored size and offset did not fit into 32 bits. */
function widened(
  view: DataView,
  start: number,
  length: number,
  sizes: { readonly size: number; readonly local: number },
  storedIsFull: boolean,
): { readonly size: number; readonly local: number } {
  let { size, local } = sizes;
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    const end = Math.min(field + view.getUint16(at + 2, true), start + length);
    const next = (): number => {
      const value = field + 8 <= end ? Number(view.getBigUint64(field, true)) : Number.NaN;
      field += 8;
      return value;
    };
    if (size === FULL32) size = next();
    if (storedIsFull) next();
    if (local === FULL32) local = next();
  }
  return { size, local };
}

/**
 * Where a member's bytes begin: the local header repeats the name and has an extra field of its own length, which torch uses to align
 * the data. Throws `WeightsError` if the member is compressed or does not fit into the file.
 */
export async function startOf(
  file: Blob,
  { name, size, local, isStored }: ZipMember,
  archive: string,
): Promise<number> {
  if (!isStored)
    throw new WeightsError(
      'compressed',
      { file: archive, member: name },
      `${archive}: "${name}" is compressed or encrypted, which torch.save never does. Unpack it and save the weights anew.`,
    );
  if (!(local + 30 <= file.size)) throw bad(archive, `"${name}" lies past the end of the file`);
  const view = new DataView(await file.slice(local, local + 30).arrayBuffer());
  if (view.getUint32(0, true) !== LOCAL) throw bad(archive, `the header of "${name}" is damaged`);
  const start = local + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (!(start + size <= file.size))
    throw new WeightsError(
      'cutShort',
      { file: archive, needed: start + size, bytes: file.size },
      `${archive}: "${name}" would end at byte ${start + size} of ${file.size}. The file was cut short.`,
    );
  return start;
}

function bad(file: string, detail: string): WeightsError {
  return new WeightsError('badZip', { file, detail }, `${file} is a damaged archive: ${detail}.`);
}
