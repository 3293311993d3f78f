import { REST } from 'virtual:pyodide';
import { setCore } from '../interpreter/sparse-archive.ts';
import { loadFailure } from './fetched.ts';
import type { LibraryFile } from './protocol.ts';
import type { MissingPart } from './worker.ts';

/** Bytes before the archive in memory that is shared: a number for each part. */
const FLAGS = 3 * Int32Array.BYTES_PER_ELEMENT;
const part = (file: LibraryFile, flag: number, from: number, to: number): MissingPart => ({
  file,
  flag,
  from,
  to,
  at: FLAGS + from,
});
const PARTS = [part('core', 0, 0, REST.from), part('rest', 1, REST.from, REST.to), part('core', 2, REST.to, REST.size)];

/** Bytes of memory in which a worker is given the parts that it has to wait for. */
export const SUPPLIED = FLAGS + REST.size;

/** The archive of the standard library on a page: a file of it is fetched once, and again where that has failed. */
export class Library {
  readonly bytes = new Uint8Array(REST.size);
  private readonly here = new Set<LibraryFile>();
  private readonly coming = new Map<LibraryFile, Promise<void>>();
  private readonly load: Readonly<Record<LibraryFile, () => Promise<Uint8Array>>>;

  constructor(load: Readonly<Record<LibraryFile, () => Promise<Uint8Array>>>) {
    this.load = load;
  }

  /** Nothing has come: the bytes are zeros. */
  get none(): boolean {
    return this.here.size === 0;
  }

  /** The parts that a worker which starts now is without. */
  get missing(): readonly MissingPart[] {
    return PARTS.filter(({ file }) => !this.here.has(file));
  }

  /** @throws PythonFailure (a rejection). */
  fetch(file: LibraryFile): Promise<void> {
    const coming = this.coming.get(file) ?? this.bring(file);
    this.coming.set(file, coming);
    return coming;
  }

  /** Puts a file into the memory of a worker that waits for it. @throws PythonFailure (a rejection). */
  async supply(file: LibraryFile, memory: SharedArrayBuffer): Promise<void> {
    await this.fetch(file);
    const flags = new Int32Array(memory, 0, PARTS.length);
    for (const { flag, at, from, to } of PARTS.filter((each) => each.file === file)) {
      new Uint8Array(memory, at, to - from).set(this.bytes.subarray(from, to));
      Atomics.store(flags, flag, 1);
      Atomics.notify(flags, flag);
    }
  }

  private async bring(file: LibraryFile): Promise<void> {
    try {
      const bytes = await this.load[file]();
      if (file === 'rest') this.bytes.set(bytes, REST.from);
      else setCore(this.bytes, bytes, REST);
      this.here.add(file);
    } catch (error) {
      this.coming.delete(file);
      throw loadFailure(error);
    }
  }
}
