/**
 * The archive of the standard library in two files: the core, which a start reads, and the rest. The rest lies between the
 * entries of the core and the directory at the end. A reader of the archive sees one file.
 */

/** The position of the rest in the archive, in bytes. */
export interface Rest {
  readonly from: number;
  readonly to: number;
}

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const STORED = 0;
/** Bytes at the end in which a reader looks for the directory, with what it reads before them: a comment may be there. */
const TAIL = 65_536 + 22 + 8192;

/** Finds the rest: from the first packed entry to the directory. Nothing, if packed entries come first. */
export function restOf(archive: Uint8Array): Rest {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.length - 22;
  while (view.getUint32(end, true) !== END) end--;
  const to = view.getUint32(end + 16, true);
  let stored = 0;
  let from = to;
  for (let at = to; at < end && view.getUint32(at, true) === ENTRY;) {
    const offset = view.getUint32(at + 42, true);
    if (view.getUint16(at + 10, true) === STORED) stored = Math.max(stored, offset);
    else from = Math.min(from, offset);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (from <= stored || from === 0) return { from: to, to };
  return { from, to: Math.max(from, Math.min(to, archive.length - TAIL)) };
}

/** The archive without its rest. */
export const coreOf = (archive: Uint8Array, { from, to }: Rest): Uint8Array => {
  const core = new Uint8Array(archive.length - (to - from));
  core.set(archive.subarray(0, from));
  core.set(archive.subarray(to), from);
  return core;
};

/** Puts the core where it lies in the archive. */
export function setCore(archive: Uint8Array, core: Uint8Array, { from, to }: Rest): void {
  archive.set(core.subarray(0, from));
  archive.set(core.subarray(from), to);
}

/** Emscripten's files in memory, as far as they are read here. */
interface Files {
  filesystems: { MEMFS: { ops_table: { file: { stream: { read: Read } } } } };
}
type Read = (
  stream: { node: { name: string; contents: Uint8Array } },
  buffer: unknown,
  offset: number,
  length: number,
  position: number,
) => number;

/**
 * Has `fetchPart` asked for a part that is missing when the archive is first read there. It waits for it, so that no program
 * can tell that the part had not been there.
 */
export function fillOnRead(
  files: unknown,
  archive: string,
  missing: readonly Rest[],
  fetchPart: (part: Rest) => Uint8Array,
): void {
  const operations = (files as Files).filesystems.MEMFS.ops_table.file.stream;
  const { read } = operations;
  let left = missing;
  operations.read = (stream, buffer, offset, length, position) => {
    let most = length;
    const part = stream.node.name === archive && left.find(({ from, to }) => position < to && position + length > from);
    if (part) {
      // A reader reads ahead: it is given less, as any file may do.
      if (position < part.from) most = part.from - position;
      else {
        stream.node.contents.set(fetchPart(part), part.from);
        left = left.filter((each) => each !== part);
        most = Math.min(length, part.to - position);
      }
    }
    return read(stream, buffer, offset, most, position);
  };
}
