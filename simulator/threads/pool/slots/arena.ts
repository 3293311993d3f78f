import { readText } from './text.ts';

/** Words at the start: the last block that was given back. */
const FREE = 0;
const BEGIN = 64;
/** Words before a block: the one that was given back before it, and its size as a power of two. */
const HEADER = 2 * Int32Array.BYTES_PER_ELEMENT;
const SMALLEST = 8;
const MOST = 64 * 2 ** 20;

/**
 * Blocks of shared memory for values that are too long for a slot. One thread takes them, and any thread gives them back.
 * Returned blocks form a list, to which each is added with one exchange.
 */
export class Arena {
  readonly buffer: SharedArrayBuffer;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly units: Uint16Array<SharedArrayBuffer>;
  private readonly words: Int32Array<SharedArrayBuffer>;
  /** Blocks of each size that can be taken. */
  private readonly free: number[][] = [];
  private end = BEGIN;
  /** Keys that were read from it. */
  private readonly keys: (readonly string[])[] = [];

  /** @param buffer Growable; it takes memory as it needs it, up to its `maxByteLength`. */
  constructor(buffer = new SharedArrayBuffer(2 ** 12, { maxByteLength: MOST })) {
    this.buffer = buffer;
    this.bytes = new Uint8Array(buffer);
    this.units = new Uint16Array(buffer);
    this.words = new Int32Array(buffer);
  }

  /** Takes a block of so many bytes; only for the arena's own thread. @throws RangeError when all its memory is taken. */
  take(length: number): number {
    const size = Math.max(SMALLEST, 32 - Math.clz32(length + HEADER - 1));
    if (!this.free[size]?.length) this.collect();
    return this.free[size]?.pop() ?? this.cut(size);
  }

  /** Gives a block back; for any thread. */
  giveBack(at: number): void {
    const { words } = this;
    const header = (at - HEADER) / Int32Array.BYTES_PER_ELEMENT;
    for (;;) {
      const last = Atomics.load(words, FREE);
      words[header] = last;
      if (Atomics.compareExchange(words, FREE, last, at) === last) return;
    }
  }

  /** Writes keys of an object down for good. @returns Where. @throws RangeError */
  writeKeys(keys: readonly string[]): number {
    const text = JSON.stringify(keys);
    const at = this.take(4 + 2 * text.length);
    this.words[at / Int32Array.BYTES_PER_ELEMENT] = text.length;
    for (let i = 0; i < text.length; i++) this.units[at / 2 + 2 + i] = text.charCodeAt(i);
    return at;
  }

  /** The keys that stand there. */
  keysAt(at: number): readonly string[] {
    return (this.keys[at >> SMALLEST] ??= this.readKeys(at));
  }

  private readKeys(at: number): readonly string[] {
    const length = this.words[at / Int32Array.BYTES_PER_ELEMENT]!;
    return JSON.parse(readText(this.units, at / 2 + 2, length)) as string[];
  }

  private collect(): void {
    const { words, free } = this;
    for (let at = Atomics.exchange(words, FREE, 0); at !== 0;) {
      const header = (at - HEADER) / Int32Array.BYTES_PER_ELEMENT;
      (free[words[header + 1]!] ??= []).push(at);
      at = words[header]!;
    }
  }

  private cut(size: number): number {
    const { buffer } = this;
    const end = this.end + 2 ** size;
    if (end > buffer.maxByteLength) throw new RangeError(`the pool's memory is full: ${buffer.maxByteLength} bytes`);
    if (end > buffer.byteLength) buffer.grow(Math.min(buffer.maxByteLength, Math.max(end, 2 * buffer.byteLength)));
    const at = this.end + HEADER;
    this.words[at / Int32Array.BYTES_PER_ELEMENT - 1] = size;
    this.end = end;
    return at;
  }
}
